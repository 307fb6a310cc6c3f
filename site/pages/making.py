"""Makes the files that a build needs and writes them into a folder, in one process or in several.

What is made does not depend on who makes it. A page that fails is named with its template and line.
"""

import errno
import hashlib
import os
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from models import N_
from pages.forks import can_fork, forked
from pages.freezer import FORK_FROM, PART, SAFE_PATH, UnsafePath, failed, record, said_if_broken
from pages.ledger import Entry
from pages.outputs import address
from pages.relative import NOWHERE
from pages.renderer import Renderer
from pages.speech import spoken
from pages.urls import Values

# A file to make: its path, its address as an endpoint and values, and the digest of what stands.
Task = tuple[str, str, Values, bytes]
# A file that was looked at: its path, what the ledger keeps, whether it is another one than before,
# and how many seconds it took.
Result = tuple[str, Entry, bool, float]


class Maker:
    """Makes files of one site into one folder."""

    def __init__(self, renderer: Renderer, folder: Path) -> None:
        self._renderer, self._folder = renderer, str(folder)
        self._folders: set[str] = set()

    def make_all(self, tasks: Sequence[Task], jobs: int) -> Iterator[Result]:
        """Every file, in whatever order.

        :raises PageFailed: one could not be made.
        """
        self._renderer.prepare()
        if jobs > 1 and len(tasks) >= FORK_FROM and can_fork():
            with said_if_broken():
                for _start, results in forked(self.make, tasks, jobs, PART):
                    yield from results
        else:
            for start in range(0, len(tasks), PART):
                yield from self.make(tasks[start : start + PART])

    def make(self, tasks: Iterable[Task]) -> list[Result]:
        """Some of the files, in this process."""
        app = self._renderer.app
        with app.request_context(dict(NOWHERE)), spoken(app.extensions["translate"]):
            return [self._one(*task) for task in tasks]

    def _one(self, name: str, endpoint: str, values: Values, known: bytes) -> Result:
        url, began = address(name), time.perf_counter()
        try:
            reads, content = self._renderer.make(url, endpoint, values)
        except OSError:
            raise
        except Exception as error:
            raise failed(url, record(endpoint, values), error) from error
        found = hashlib.sha256(content).digest()
        took = time.perf_counter() - began
        if found == known:
            return name, (found, len(content), reads), False, took
        self.write(name, content)
        return name, (found, len(content), reads), True, time.perf_counter() - began

    def write(self, name: str, content: bytes) -> None:
        """Put a file into the folder."""
        path = f"{self._folder}/{name}"
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            self._add_folder(folder)
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
        try:
            if os.write(file, content) != len(content):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)
        finally:
            os.close(file)

    def _add_folder(self, folder: str) -> None:
        try:
            os.mkdir(folder)
        except FileExistsError:
            pass  # made by another process
        except FileNotFoundError:
            os.makedirs(folder, exist_ok=True)
        self._folders.add(folder)


def check_names(names: Iterable[str]) -> None:
    """Refuse what clerks' slugs must not become.

    :raises UnsafePath: a name that leaves the folder, or that some disks refuse.
    """
    for name in names:
        if not SAFE_PATH.fullmatch(name):
            raise UnsafePath(N_("地址 %(path)s 不能用作文件名。") % {"path": address(name)})
