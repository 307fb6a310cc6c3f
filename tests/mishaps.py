"""A site that is built by the real command in processes of its own, and small disks to build on.

For the tests of what goes wrong in a build; nothing here is replaced by something else.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import peewee as pw
import pytest

from models import Area, Change
from pages.clock import now
from pages.freezer import FORK_FROM
from pages.manifest import INCOMING
from tests import factories
from tests.site.test_builder import ARTICLE, tree

ROOT = Path(__file__).resolve().parents[1]
Disk = Callable[[int], Path]


class Site:
    """A site of so many pages that several processes make them."""

    def __init__(self, folder: Path, public: Path) -> None:
        self.folder, self.public = folder, public
        self.output, self.instance = folder / "site", folder / "instance"
        self.content = folder / "content"
        self.content.mkdir()
        (self.content / "heat.md").write_text(ARTICLE, encoding="utf-8")

    def command(self, *options: str, output: Path | None = None) -> list[str]:
        words = [sys.executable, str(ROOT / "build.py"), f"--public-db={self.public}", "--quiet"]
        words += [f"--content={self.content}", f"--output={output or self.output}"]
        return [*words, "--without=posters", *options]

    def start(self, *options: str) -> subprocess.Popen[str]:
        """A build under way, in a group of its own as a shell starts it."""
        return subprocess.Popen(
            self.command(*options), env=self._environment(self.instance),
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        )  # fmt: skip

    def build(self, *options: str) -> subprocess.CompletedProcess[str]:
        command, environment = self.command(*options), self._environment(self.instance)
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    def _environment(self, instance: Path) -> dict[str, str]:
        return {**os.environ, "SHOUWANG_INSTANCE": str(instance)}

    @property
    def pages(self) -> dict[str, bytes]:
        return tree(self.output) if self.output.exists() else {}

    @property
    def staging(self) -> list[Path]:
        """What a build has beside the output folder while it is under way."""
        return list(self.output.parent.glob(".shouwang-*"))

    def clean(self) -> dict[str, bytes]:
        """What a build from nothing writes."""
        clean = self.folder / "clean"
        command = self.command("--full", output=clean)
        environment = self._environment(self.folder / "another")
        subprocess.run(command, env=environment, capture_output=True, check=True)
        return tree(clean)

    def is_whole(self) -> bool:
        """Whether it is, byte for byte, what a build from nothing writes."""
        return self.clean() == self.pages

    def is_tidy(self) -> bool:
        """Whether nothing is left of a build but the site."""
        return not self.staging and not (self.output / INCOMING).exists()

    def assert_mended(self, *options: str) -> None:
        """The next build is right."""
        done = self.build(*options)
        assert done.returncode == 0, done.stderr
        assert self.is_whole()
        assert self.is_tidy()


@pytest.fixture
def site(tmp_path: Path, public_path: Path, public_database: pw.Database) -> Site:
    """A site that is not built yet."""
    provider = factories.provider()
    with public_database.atomic():
        for number in range(FORK_FROM // 2):
            factories.service(slug=f"fu-wu-{number}", providers=[provider.id])
    log("area", factories.VILLAGE)
    return Site(tmp_path, public_path)


def log(kind: str, key: str) -> None:
    """What a release writes into the log."""
    Change.create(kind=kind, key=key, at=now())


def change_every_page() -> None:
    """Rename the town that all services are of."""
    Area.update(name="新名镇").where(Area.code == factories.TOWN).execute()
    log("area", factories.TOWN)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """Makes a disk of so many bytes and answers where it is mounted."""
    mounted: list[Path] = []

    def make(size: int) -> Path:
        place = tmp_path / f"disk{len(mounted)}"
        place.mkdir()
        done = _mount("-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place))
        if done.returncode:
            pytest.skip(f"a disk can be mounted by root alone: {done.stderr.strip()}")
        mounted.append(place)
        return place

    yield make
    for place in mounted:
        subprocess.run(["umount", "-l", str(place)], check=True)


@contextmanager
def full(disk: Path, left: int = 0) -> Iterator[None]:
    """Nothing more goes onto a disk than so many bytes, until the end of the block."""
    found = os.statvfs(disk)
    total, free = found.f_blocks * found.f_frsize, found.f_bfree * found.f_frsize
    _remount(disk, f"size={total - free + left}")
    try:
        yield
    finally:
        _remount(disk, f"size={total}")


@contextmanager
def read_only(disk: Path) -> Iterator[None]:
    _remount(disk, "ro")
    try:
        yield
    finally:
        _remount(disk, "rw")


def _remount(disk: Path, options: str) -> None:
    done = _mount("-o", f"remount,{options}", str(disk))
    assert done.returncode == 0, done.stderr


def _mount(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["mount", *words], capture_output=True, text=True, check=False)
