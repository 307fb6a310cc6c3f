"""From a template and plain values to a PDF file, through Typst.

The values reach Typst as JSON and are never part of its code: a `#` or a `$` in a name is a
character like any other. Characters that cannot be seen are left out, since on paper they can only
do harm. Each process has one typesetter of its own; it is started when it is first needed.
"""

import atexit
import hashlib
import json
import os
import subprocess
import sys
import threading
import unicodedata
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from models import N_

FOLDER = Path(__file__).resolve().parents[2] / "templates" / "posters"
PROCESS = Path(__file__).with_name("typesetter.py")
# What sets the type beside our templates: another version may set it otherwise.
TOOLS = ("typst", "pylopdf-fonts-zh-cn", "segno")


class TypesettingFailed(Exception):
    """A template could not be set, or the process that sets type has ended."""


class _Printable(dict[int, str]):
    """What becomes of each character, worked out when it is first met."""

    def __missing__(self, number: int) -> str:
        kind = unicodedata.category(chr(number))
        if kind in {"Cc", "Zl", "Zp"}:
            self[number] = " "
        else:
            self[number] = "" if kind in {"Cf", "Cs", "Co", "Cn"} else chr(number)
        return self[number]


PRINTABLE = _Printable()


def order(template: str, values: Any, code: str = "") -> str:
    """What the typesetter is told: the same text, templates and tools give the same bytes.

    `code` is what a QR code on the sheet holds, if there is one.
    """
    data = json.dumps(printable(values), ensure_ascii=False, default=str)
    return json.dumps({"template": template, "data": data, "code": code}, ensure_ascii=False)


def printable(value: Any) -> Any:
    """The value without characters that cannot be seen, such as those that turn a line around."""
    if isinstance(value, str):
        return value.translate(PRINTABLE)
    if isinstance(value, dict):
        return {key: printable(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [printable(part) for part in value]
    return value


def digest(told: str) -> str:
    """What the file that an order gives is known by."""
    return hashlib.sha256(f"{_edition()}{told}".encode()).hexdigest()


@cache
def _edition() -> str:
    """The templates and the tools, which hold still while a process lives."""
    parts = [f"{tool} {metadata.version(tool)}" for tool in TOOLS]
    parts += [PROCESS.read_text("utf-8")]
    parts += [f"{path.name} {path.read_text('utf-8')}" for path in sorted(FOLDER.glob("*.typ"))]
    return json.dumps(parts)


def pdf(told: str) -> bytes:
    """The file of an order.

    :raises TypesettingFailed: the message is Typst's.
    """
    return _typesetters.mine().set(told)


class _Typesetter:
    """One process that sets type, for as long as its input is open."""

    def __init__(self) -> None:
        command = [sys.executable, "-I", str(PROCESS), str(FOLDER)]
        self._process = subprocess.Popen(  # noqa: S603 (our own script)
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._turn = threading.Lock()

    def set(self, told: str) -> bytes:
        with self._turn:
            try:
                return self._ask(told)
            except (OSError, ValueError) as error:
                self._process.kill()
                self._process.wait()
                raise TypesettingFailed(N_("排版程序意外结束。")) from error

    def _ask(self, told: str) -> bytes:
        orders, answers = self._process.stdin, self._process.stdout
        assert orders is not None
        assert answers is not None
        orders.write(f"{told}\n".encode())
        orders.flush()
        answer = json.loads(answers.readline())
        if answer["error"]:
            raise TypesettingFailed(answer["error"])
        return answers.read(answer["size"])

    def works(self) -> bool:
        return self._process.poll() is None

    def close(self) -> None:
        """Let it end, which it does when it gets no more orders."""
        self._process.communicate()


class _Typesetters:
    """The typesetter of this process; one that was inherited by a fork is its parent's."""

    def __init__(self) -> None:
        self._current: _Typesetter | None = None
        self._inherited: list[_Typesetter] = []
        self._turn = threading.Lock()
        atexit.register(self._close)
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self._forget)

    def mine(self) -> _Typesetter:
        with self._turn:
            if self._current is not None and not self._current.works():
                self._current.close()
                self._current = None
            self._current = self._current or _Typesetter()
            return self._current

    def _forget(self) -> None:
        # Kept, not dropped: dropping it would complain of a process that is not this one's child.
        self._inherited += [self._current] if self._current else []
        self._current, self._turn = None, threading.Lock()

    def _close(self) -> None:
        if self._current is not None:
            self._current.close()


_typesetters = _Typesetters()
