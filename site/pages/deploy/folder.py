"""A target that is a folder of this machine, or one that is mounted.

Each file appears whole, by renaming. Where the place is ours alone (it did not exist, or is our
own link) the whole site is built beside and a link is switched, so that readers change over at one
moment. No link that others made is followed, and files of others are carried along.
"""

import errno
import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from models import N_
from pages.deploy.places import Arrived, Place, PlaceFailed, Source
from pages.deploy.record import FOLDER

INCOMING = f"{FOLDER}/incoming"
REASONS = {
    errno.ENOSPC: N_("磁盘满了"),
    errno.EDQUOT: N_("空间配额用完了"),
    errno.EROFS: N_("磁盘是只读的"),
    errno.EACCES: N_("没有权限"),
    errno.EPERM: N_("没有权限"),
    errno.ENOTDIR: N_("同名的文件挡着"),
    errno.EISDIR: N_("同名的文件夹挡着"),
}


def open_folder(path: Path, forbidden: Collection[Path]) -> Place:
    """The folder as a target, switched by a link if it can be.

    :raises PlaceFailed: it is, holds or lies in one of the forbidden folders, or nowhere.
    """
    for other in forbidden:
        real, theirs = path.resolve(), other.resolve()
        if real == theirs or theirs in real.parents or real in theirs.parents:
            message = N_("发布目标 %(path)s 不能和 %(other)s 互相包含，请另选一个文件夹。")
            raise PlaceFailed(message % {"path": path, "other": other})
    if not path.parent.is_dir():
        message = N_("找不到 %(path)s 的上一级文件夹。磁盘接上了吗？路径写对了吗？")
        raise PlaceFailed(message % {"path": path})
    linked = LinkedFolder(path)
    return linked if linked.is_possible() else Folder(path)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """What the system refuses becomes a sentence."""
    try:
        yield
    except OSError as error:
        known = REASONS.get(error.errno or 0)
        values = {"path": path, "reason": known or error.strerror or type(error).__name__}
        raise PlaceFailed(N_("写不了文件夹 %(path)s：%(reason)s。") % values) from None


class Folder:
    """A plain folder: files are replaced one by one, each whole."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def begin(self) -> None:
        with _told(self.root):
            (self.root / FOLDER).mkdir(parents=True, exist_ok=True)

    def read(self, name: str) -> bytes | None:
        with _told(self.root):
            try:
                return self._place(name).read_bytes()
            except FileNotFoundError:
                return None

    def write(self, name: str, content: bytes) -> None:
        with _told(self.root):
            (self.root / INCOMING).write_bytes(content)
            os.replace(self.root / INCOMING, self._place(name))

    def top(self) -> list[str]:
        with _told(self.root):
            return sorted(path.name for path in self.root.iterdir()) if self.root.exists() else []

    def existing(self, names: Sequence[str]) -> list[str]:
        return [name for name in names if os.path.lexists(self._place(name))]

    def put(self, names: Sequence[str], source: Source, arrived: Arrived) -> None:
        for name in names:
            with _told(self.root):
                place = self._place(name)
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source(name), self.root / INCOMING)
                os.replace(self.root / INCOMING, place)
            arrived(name)

    def reveal(self) -> None:
        return

    def remove(self, names: Iterable[str], folders: Iterable[str]) -> None:
        with _told(self.root):
            for name in names:
                self._place(name).unlink(missing_ok=True)
            for folder in folders:
                with suppress(OSError):  # of others there is something in it
                    (self.root / folder).rmdir()

    def tidy(self) -> None:
        with _told(self.root):
            (self.root / INCOMING).unlink(missing_ok=True)

    def finish(self) -> None:
        return

    def abandon(self) -> None:
        with suppress(OSError):
            (self.root / INCOMING).unlink(missing_ok=True)

    def close(self) -> None:
        return

    def _place(self, name: str) -> Path:
        """Where a file lies; a link on the way there would lead out of the target."""
        place = self.root / name
        for folder in place.parents:
            if folder == self.root:
                return place
            if folder.is_symlink():
                message = N_("%(folder)s 是指向别处的链接，不会跟着走。请先把它移走。")
                raise PlaceFailed(message % {"folder": folder})
        raise PlaceFailed(N_("%(name)s 不在发布目标里。") % {"name": name})


class LinkedFolder(Folder):
    """A link that is switched from one whole site to the next; the sites lie beside it."""

    def __init__(self, link: Path) -> None:
        self.link = link
        self.sites = link.parent / f".{link.name}.shouwang"
        super().__init__(self._standing() or self.sites / "0")

    def is_possible(self) -> bool:
        """Whether the place is ours to be a link, and the disk knows links of both kinds."""
        if os.path.lexists(self.link) and not self._standing():
            return False
        probe = self.sites / "probe"
        try:
            self.sites.mkdir(parents=True, exist_ok=True)
            probe.with_suffix(".file").touch()
            os.link(probe.with_suffix(".file"), probe.with_suffix(".same"))
            probe.symlink_to("probe.file")
        except OSError:
            return False
        finally:
            for left in self.sites.glob("probe*"):
                left.unlink(missing_ok=True)
            with suppress(OSError):  # only an empty one goes
                self.sites.rmdir()
        return True

    def _standing(self) -> Path | None:
        """The site that readers see, if the link is one of ours."""
        if not self.link.is_symlink():
            return None
        there = self.link.parent / os.readlink(self.link)
        return there if there.parent == self.sites else None

    def begin(self) -> None:
        with _told(self.link):
            before = self._standing()
            self._clear(before)
            self.root = self.sites / str(int(before.name) + 1 if before else 1)
            if before:
                # The same files, not copies: each that changes is replaced, never written into.
                shutil.copytree(before, self.root, copy_function=os.link, symlinks=True)
        super().begin()

    def reveal(self) -> None:
        with _told(self.link):
            beside = self.sites / "next"
            beside.unlink(missing_ok=True)
            beside.symlink_to(Path(self.sites.name) / self.root.name)
            os.replace(beside, self.link)

    def finish(self) -> None:
        with _told(self.link):
            self._clear(self._standing())

    def abandon(self) -> None:
        with suppress(OSError):
            self._clear(self._standing())
            self.root = self._standing() or self.root
            self.sites.rmdir()  # only where nothing has ever stood

    def _clear(self, standing: Path | None) -> None:
        for site in self.sites.glob("*"):
            if site != standing:
                shutil.rmtree(site) if site.is_dir() else site.unlink()
