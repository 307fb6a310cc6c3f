"""A site under `build.py --watch`, in a process of its own; for the tests of several folders."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import peewee as pw
import pytest

from models import Change
from pages.clock import now
from tests import factories

ROOT = Path(__file__).resolve().parents[2]


class Watched:
    """A site that is being watched: its folder, its program, and what the watcher has said."""

    def __init__(self, folder: Path, public: Path | str, program: Path) -> None:
        self.output, self.program = folder / "site", program
        options = [f"--public-db={public}", f"--output={self.output}", "--quiet", "--preview=0"]
        options += [f"--content={folder / 'content'}", "--without=posters", "--watch"]
        paths = os.pathsep.join([str(program / "site"), str(program)])
        self.process = subprocess.Popen(
            [sys.executable, str(program / "build.py"), *options],
            env={**os.environ, "SHOUWANG_INSTANCE": str(folder / "instance"), "PYTHONPATH": paths},
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            # A shell lets what stands in its background ignore Ctrl-C, children included.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509
        )  # fmt: skip
        self.said: list[str] = []
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(line)

    def end(self) -> None:
        self.process.terminate()
        self.process.wait()
        self._listener.join()
        assert self.process.stdout is not None
        self.process.stdout.close()

    def wait(self, happened: Callable[[], bool]) -> None:
        """Until something has happened."""
        end = time.monotonic() + 60
        while not happened():
            assert time.monotonic() < end, self.said
            assert self.process.poll() is None, self.said
            time.sleep(0.02)

    def wait_for(self, name: str, text: str) -> None:
        """Until a file says something."""
        path = self.output / name
        self.wait(lambda: path.is_file() and text in path.read_text("utf-8"))

    def wait_to_hear(self, text: str) -> None:
        self.wait(lambda: any(text in line for line in list(self.said)))

    @property
    def address(self) -> str:
        self.wait_to_hear("preview at ")
        found = re.search(r"preview at (\S+)", "".join(self.said))
        assert found
        return found[1]


@pytest.fixture
def program() -> Path:
    """Where the program lies; a test that changes it has a copy."""
    return ROOT


@pytest.fixture
def watched(
    tmp_path: Path, public_path: Path, public_database: pw.Database, program: Path
) -> Iterator[Watched]:
    """A small site, built once."""
    factories.service(slug="song-can", areas=[factories.VILLAGE])
    release()
    (tmp_path / "content").mkdir()
    watched = Watched(tmp_path, public_path, program)
    watched.wait_to_hear("built ")
    yield watched
    watched.end()


def release() -> None:
    """What a release writes into the log."""
    Change.create(kind="service", key="1", at=now())
