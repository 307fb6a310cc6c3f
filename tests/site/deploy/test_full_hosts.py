"""A host that is full or read-only: the old site whole, nothing half done, and words for it."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pages.deploy.places import PlaceFailed
from pages.deploy.secrets import Secrets
from tests.site.deploy.conftest import FIRST, Made, Works, standing
from tests.site.deploy.hosts import host

pytestmark = pytest.mark.slow

KIBIBYTES = 512
LARGE = FIRST | {"services/song-can/index.html": os.urandom(400_000).hex()}


@contextmanager
def small_disk(place: Path) -> Iterator[Path]:
    """A real file system of half a megabyte."""
    place.mkdir(parents=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={KIBIBYTES}k", "tmpfs", str(place)]
    if subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("only root may mount a small disk")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.fixture(params=["folder", "sshd", "ftp", "webdav"])
def uploading(
    request: pytest.FixtureRequest, works: Made, tmp_path: Path
) -> Iterator[tuple[Works, Path, Path]]:
    """An installation, the disk of its host, and the folder of the site on it."""
    if request.param == "folder":
        with small_disk(tmp_path / "disk") as disk:
            yield works(path=str(disk / "site")), disk, disk / "site"
        return
    with small_disk(tmp_path / "host") as disk, host(request.param, tmp_path) as served:
        made = works(**served.options)
        Secrets(made.deploying.instance).put("web", served.secret)
        yield made, disk, served.root


def test_a_full_host_keeps_the_old_pages_and_goes_on_when_there_is_room(
    uploading: tuple[Works, Path, Path],
) -> None:
    made, disk, root = uploading
    made.put(FIRST)
    with pytest.raises(PlaceFailed) as full:
        made.put(LARGE)
    assert "满了" in str(full.value)
    if made.target.kind != "webdav":  # such a server puts a file in its place itself, whole or not
        page = "services/song-can/index.html"
        assert standing(root)[page] == FIRST[page]
    subprocess.run(["mount", "-o", "remount,size=8m", str(disk)], check=True)
    made.deploy()
    assert standing(root) == LARGE


def test_a_read_only_host_is_told_and_stays_as_it_was(
    uploading: tuple[Works, Path, Path],
) -> None:
    made, disk, root = uploading
    made.put(FIRST)
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    with pytest.raises(PlaceFailed) as refused:
        made.put(FIRST | {"404.html": "other"})
    assert any(word in str(refused.value) for word in ("只读", "不让写", "出错"))
    assert standing(root) == FIRST
