"""Puts a finished site in place of the old one, and knows which files are ours to remove.

The manifest lives in the instance folder, never beside the pages; a marker in the output folder
says that the folder is ours. Nothing is removed that the manifest does not list with a digest that
the file still has, nothing is overwritten that it does not list at all, and no link is followed; a
folder that holds other things is refused.
"""

import errno
import hashlib
import json
import os
import shutil
import signal
import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from models import N_
from pages.locks import held
from pages.worker import VERSION, WORKER

MARKER = ".shouwang"
MARKER_TEXT = (
    "Written by Shouwang. Files listed in its manifest are replaced and removed by builds.\n"
)
# Where a file grows when the output folder is a disk of its own.
INCOMING = ".shouwang-new"
OWN = {MARKER, INCOMING, "README.md", ".gitkeep"}
FORMAT = 2

# A file has several digests while an install is under way: what may stand there, old or new.
Digests = dict[str, set[str]]


class OutputRefused(Exception):
    """The output folder is not ours to write; the message says why and what to do."""


@dataclass
class Installed:
    """What changed in the output folder; `notes` are for the person who built."""

    written: int = 0
    removed: int = 0
    notes: list[str] = field(default_factory=list)


class Manifest:
    """The record of what was written into one output folder: path → digests."""

    def __init__(self, output: Path, state: Path) -> None:
        self.output = output.resolve()
        name = hashlib.sha256(str(self.output).encode()).hexdigest()[:16]
        self.path = state / f"{name}.json"
        self.lock_path = state / f"{name}.lock"
        # Not this module's business, but it knows what this output folder's things are called.
        self.posters = state / f"{name}-posters"
        self.staging = self.output.parent / f".shouwang-{name}"

    def check_output(self, forbidden: Path) -> None:
        """Refuse a folder that a build must not touch.

        :raises OutputRefused: a system or source folder, or one with files that are not ours.
        """
        if self.output in {Path("/"), Path.home(), forbidden, *forbidden.parents}:
            message = N_("不能把网站写到 %(path)s，请另选一个文件夹。")
            raise OutputRefused(message % {"path": self.output})
        if self.output.exists() and not self.output.is_dir():
            message = N_("%(path)s 不是文件夹，请另选一个。")
            raise OutputRefused(message % {"path": self.output})
        foreign = self._foreign()
        if foreign and not (self.output / MARKER).exists():
            message = N_("%(path)s 里有别的文件（如 %(name)s），为免误删，请选一个空文件夹。")
            raise OutputRefused(message % {"path": self.output, "name": foreign[0]})

    def _foreign(self) -> list[str]:
        if not self.output.exists():
            return []
        return sorted(path.name for path in self.output.iterdir() if path.name not in OWN)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """One build at a time for one folder.

        :raises OutputRefused: another build is under way.
        """
        with held(self.lock_path) as ours:
            if not ours:
                message = N_("另一个生成正在写 %(path)s，请等它结束。")
                raise OutputRefused(message % {"path": self.output})
            yield

    def install(self, staged: Path, *, rewrite: bool = False) -> Installed:
        """Move the staged files into the output folder, each whole, and remove what is gone.

        A file whose content stands already is left alone, unless `rewrite`.
        """
        result = Installed()
        fresh = {path.relative_to(staged).as_posix(): digest(path) for path in _files(staged)}
        known = self._read()
        if known is None:
            result.notes.append(N_("找不到或读不了上次的清单：全部重写，不删除任何旧文件。"))
        self._refuse_obstacles(fresh, known)
        with _uninterrupted():
            self._mark()
            self._replace(staged, fresh, known or {}, result, rewrite)
        return result

    def built(self) -> list[str]:
        """The files of the last build, for whoever carries them elsewhere.

        :raises OutputRefused: there is no whole build, or a file is not as it was built.
        """
        known = self._read()
        if not known or any(len(digests) != 1 for digests in known.values()):
            message = N_("%(path)s 里没有完整的网站。请先运行 python build.py。")
            raise OutputRefused(message % {"path": self.output})
        for name, digests in known.items():
            if not self._stands(name, digests):
                message = N_("%(name)s 不见了或被人改过。请先运行 python build.py。")
                raise OutputRefused(message % {"name": name})
        return sorted(known)

    def _replace(
        self, staged: Path, fresh: dict[str, str], known: Digests, result: Installed, rewrite: bool
    ) -> None:
        wanted = {name: {content} for name, content in fresh.items()}
        # Listed before they appear, and beside what they replace: a build that is cut off here
        # leaves no file unaccounted for.
        self._write({n: known.get(n, set()) | wanted.get(n, set()) for n in {*known, *wanted}})
        for name in sorted({*known, *fresh}, key=lambda name: _place_in_order(name, fresh)):
            if name not in fresh:
                self._remove(name, known[name], result)
            elif rewrite or not self._stands(name, {fresh[name]}):
                result.written += self._put(staged / name, name)
        self._write(wanted)

    def _refuse_obstacles(self, fresh: dict[str, str], known: Digests | None) -> None:
        """Before anything changes. A marked folder whose manifest is lost is taken for ours.

        :raises OutputRefused: something stands in the way that is not ours, or a link leads out.
        """
        for folder in sorted({f for name in {*fresh, *(known or {})} for f in self._folders(name)}):
            if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
                self._refuse(folder)
        if (self.output / MARKER).is_symlink():
            self._refuse(self.output / MARKER)
        for name, content in fresh.items():
            place = self.output / name
            ours = known is None or name in known or self._stands(name, {content})
            if os.path.lexists(place) and (not ours or _is_folder(place)):
                self._refuse(place)

    def _folders(self, name: str) -> list[Path]:
        """The folders that a file lies in, below the output folder."""
        return [self.output / folder for folder in Path(name).parents if folder.name]

    def _refuse(self, place: Path) -> None:
        message = N_("%(path)s 不是生成的文件，不会覆盖；请先把它移走。什么都没有改动。")
        raise OutputRefused(message % {"path": place})

    def _mark(self) -> None:
        self.output.mkdir(parents=True, exist_ok=True)
        (self.output / INCOMING).unlink(missing_ok=True)
        (self.output / MARKER).write_text(MARKER_TEXT, encoding="utf-8")

    def _stands(self, name: str, digests: set[str]) -> bool:
        path = self.output / name
        return path.is_file() and not path.is_symlink() and digest(path) in digests

    def _put(self, source: Path, name: str) -> int:
        target = self.output / name
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            source.replace(target)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            shutil.copyfile(source, self.output / INCOMING)
            (self.output / INCOMING).replace(target)
        return 1

    def _remove(self, name: str, known: set[str], result: Installed) -> None:
        path = self.output / name
        if not os.path.lexists(path):
            return
        if not self._stands(name, known):
            message = N_("%(name)s 被人改过，没有删除；不要了请自己删。")
            result.notes.append(message % {"name": name})
            return
        path.unlink()
        result.removed += 1
        for folder in path.relative_to(self.output).parents:
            place = self.output / folder
            if place == self.output or any(place.iterdir()):
                break
            place.rmdir()

    def _read(self) -> Digests | None:
        """What the last build listed; None where that is lost."""
        try:
            stored = json.loads(self.path.read_text(encoding="utf-8"))
            if stored["format"] == FORMAT:
                return {name: set(digests) for name, digests in stored["files"].items()}
        except FileNotFoundError:
            if not (self.output / MARKER).exists():
                return {}
        except (ValueError, KeyError, TypeError, AttributeError, OSError):
            pass
        return None

    def _write(self, files: Digests) -> None:
        listed = {name: sorted(digests) for name, digests in files.items()}
        content = {"format": FORMAT, "output": str(self.output), "files": listed}
        beside = self.path.with_suffix(".new")
        text = json.dumps(content, ensure_ascii=False, indent=0, sort_keys=True)
        beside.write_text(text, encoding="utf-8")
        beside.replace(self.path)


def digest(path: Path) -> str:
    """What a file's content is known by."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Ctrl-C takes effect after the block; only the main thread is ever interrupted by it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    asked: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _frame: asked.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if asked:
            signal.raise_signal(signal.SIGINT)


def _place_in_order(name: str, fresh: Collection[str]) -> tuple[int, str]:
    """Pages after what they need, so that a reader never meets one without its style.

    Around all of them what a reader's service worker goes by: first that there is another version,
    and only when everything is there and nothing withdrawn is left, the worker of that version.
    """
    if name not in fresh:
        return 3, name
    return {VERSION: 0, WORKER: 4}.get(name, 2 if name.endswith(".html") else 1), name
