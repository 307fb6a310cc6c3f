"""Puts a finished site in place of the old one, and knows which files are ours to remove.

The manifest lives in the instance folder, never beside the pages; a marker in the output folder
says that the folder is ours. Nothing is removed that the manifest does not list with a digest that
the file still has, nothing is overwritten that it does not list at all, and no link is followed; a
folder that holds other things is refused.
"""

import hashlib
import os
import signal
import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from models import N_
from pages import ledger
from pages.disks import near
from pages.ledger import Entry, Ledger
from pages.locks import held
from pages.precompressing import text_of
from pages.worker import VERSION, WORKER

MARKER = ".shouwang"
MARKER_TEXT = (
    "Written by Shouwang. Files listed in its manifest are replaced and removed by builds.\n"
)
# Stands in the ledger for the size of a file that may be of either of two builds.
UNSURE = -1
# Where files grow when the output folder is a disk of its own.
INCOMING = ".shouwang-new"
OWN = {MARKER, INCOMING, "README.md", ".gitkeep"}

# A file has several digests while an install is under way: what may stand there, old or new.
Digests = dict[str, set[bytes]]


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
        self.path = state / f"{name}.ledger"
        self.pending = state / f"{name}.pending"
        self.lock_path = state / f"{name}.lock"
        # Not this module's business, but it knows what this output folder's things are called.
        self.search = state / f"{name}.search"
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

    def read(self) -> Ledger | None:
        """The last build of this folder: an empty one before the first, None where it is lost."""
        found = ledger.read(self.path)
        stands = (self.output / MARKER).exists()
        if found is None:
            return None if stands or self.path.exists() else Ledger()
        if found.files and not stands:
            # Somebody took the whole folder away: what was built there helps nobody.
            return Ledger()
        # What a build that was cut off may have put here is ours, but nobody knows what it is.
        for name in ledger.read_pending(self.pending):
            content, _size, reads = found.files.get(name, (b"", 0, b""))
            found.files[name] = (content, UNSURE, reads)
        return found

    def damaged(self, known: Ledger) -> list[str]:
        """The files that do not stand as the last build has left them."""
        return [n for n, entry in known.files.items() if not self._stands(n, {entry[0]})]

    def install(
        self,
        staged: Path,
        made: Ledger | None = None,
        known: Ledger | None = None,
        names: Collection[str] | None = None,
        *,
        rewrite: bool = False,
        is_passing: bool = False,
    ) -> Installed:
        """Move the staged files into the output folder, each whole, and remove what is gone.

        `made` lists all files of the new site: those that are not staged stand already. `names`
        are those that are staged; without, everything that lies there. A staged file whose content
        stands is left alone, unless `rewrite`. What `is_passing` is listed as being under way, for
        the build that follows.
        """
        result = Installed()
        made = made or listed(staged)
        known = known or self.read()
        if known is None:
            result.notes.append(N_("找不到或读不了上次的清单：全部重写，不删除任何旧文件。"))
        fresh = {name: made.files[name] for name in (names or _names(staged))}
        gone = (known or Ledger()).files.keys() - made.files.keys()
        self._refuse_obstacles(fresh, gone, known)
        with near(staged, self.output / INCOMING, fresh) as folder, uninterrupted():
            self._mark()
            self._replace(folder, fresh, gone, known or Ledger(), result, rewrite)
            if not is_passing:
                self._close(made)
        return result

    def built(self) -> list[str]:
        """The files of the last build, for whoever carries them elsewhere.

        :raises OutputRefused: there is no whole build, or a file is not as it was built.
        """
        known = self.read()
        if not known or not known.files or any(e[1] == UNSURE for e in known.files.values()):
            message = N_("%(path)s 里没有完整的网站。请先运行 python build.py。")
            raise OutputRefused(message % {"path": self.output})
        for name in self.damaged(known):
            message = N_("%(name)s 不见了或被人改过。请先运行 python build.py。")
            raise OutputRefused(message % {"name": name})
        return sorted(known.files)

    def _replace(
        self,
        staged: Path,
        fresh: dict[str, Entry],
        gone: Collection[str],
        known: Ledger,
        result: Installed,
        rewrite: bool,
    ) -> None:
        # Listed before they appear, and beside what they replace: a build that is cut off here
        # leaves no file unaccounted for.
        expected = ledger.read_pending(self.pending)
        for name in {*fresh, *gone}:
            digests = {entry[0] for files in (known.files, fresh) if (entry := files.get(name))}
            expected[name] = expected.get(name, set()) | digests
        ledger.write_pending(self.pending, expected)
        if not known.files:
            ledger.write(self.path, known)
        if not known.files and not self._foreign():
            self._move_in(staged)
            result.written += len(fresh)
            return
        for name in sorted({*gone, *fresh}, key=lambda name: _place_in_order(name, fresh)):
            if name not in fresh:
                self._remove(name, expected[name], result)
            elif rewrite or not self._stands(name, {fresh[name][0]}):
                result.written += self._put(staged / name, name)

    def _move_in(self, staged: Path) -> None:
        """Into an empty folder whole folders move at once."""
        for place in sorted(staged.iterdir(), key=lambda p: _place_in_order(p.name, {p.name})):
            place.replace(self.output / place.name)

    def _close(self, made: Ledger) -> None:
        ledger.write(self.path, made)
        self.pending.unlink(missing_ok=True)

    def _refuse_obstacles(
        self, fresh: dict[str, Entry], gone: Collection[str], known: Ledger | None
    ) -> None:
        """Before anything changes. A marked folder whose manifest is lost is taken for ours.

        :raises OutputRefused: something stands in the way that is not ours, or a link leads out.
        """
        if (self.output / MARKER).is_symlink():
            self._refuse(self.output / MARKER)
        if not self._foreign():
            return
        for folder in sorted({folder for name in {*fresh, *gone} for folder in _folders(name)}):
            place = self.output / folder
            if place.is_symlink() or (place.exists() and not place.is_dir()):
                self._refuse(place)
        for name, entry in fresh.items():
            place = self.output / name
            if os.path.lexists(place) and (
                _is_folder(place) or not self._is_ours(name, entry, known)
            ):
                self._refuse(place)

    def _is_ours(self, name: str, entry: Entry, known: Ledger | None) -> bool:
        return known is None or name in known.files or self._stands(name, {entry[0]})

    def _refuse(self, place: Path) -> None:
        message = N_("%(path)s 不是生成的文件，不会覆盖；请先把它移走。什么都没有改动。")
        raise OutputRefused(message % {"path": place})

    def _mark(self) -> None:
        (self.output / MARKER).write_text(MARKER_TEXT, encoding="utf-8")

    def _stands(self, name: str, digests: set[bytes]) -> bool:
        path = self.output / name
        return path.is_file() and not path.is_symlink() and digest(path) in digests

    def _put(self, source: Path, name: str) -> int:
        target = self.output / name
        target.parent.mkdir(parents=True, exist_ok=True)
        source.replace(target)
        return 1

    def _remove(self, name: str, known: set[bytes], result: Installed) -> None:
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


def digest(path: Path) -> bytes:
    """What a file's content is known by."""
    return hashlib.sha256(path.read_bytes()).digest()


def listed(folder: Path) -> Ledger:
    """A ledger of files that just lie in a folder, and of which no more is known."""
    return Ledger({name: (digest(folder / name), 0, b"") for name in _names(folder)})


def _names(folder: Path) -> list[str]:
    """Every file below a folder, by its path from there."""
    start = len(str(folder)) + 1
    found = []
    for place, _folders, files in os.walk(folder):
        inside = f"{place[start:]}/".replace(os.sep, "/").lstrip("/")
        found += [inside + name for name in files]
    return found


def _folders(name: str) -> list[str]:
    """The folders that a file lies in, below the output folder."""
    parts = name.split("/")[:-1]
    return ["/".join(parts[: depth + 1]) for depth in range(len(parts))]


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


@contextmanager
def uninterrupted() -> Iterator[None]:
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
    and only when everything is there and nothing withdrawn is left, the worker of that version. A
    compressed copy comes, or goes, right after its text: only for a moment does one page say two
    things.
    """
    text = text_of(name)
    if name not in fresh and text not in fresh:
        return 3, name
    return {VERSION: 0, WORKER: 4}.get(text, 2 if text.endswith(".html") else 1), name
