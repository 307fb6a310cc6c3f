"""Files are carried to another disk before they change places, and moved on the same one."""

from pathlib import Path

import pytest

from pages.disks import near
from tests.mishaps import Disk, disk, full

__all__ = ["disk"]


def staged(folder: Path) -> Path:
    (folder / "staged/a").mkdir(parents=True)
    (folder / "staged/a/index.html").write_text("new" * 9_000)
    return folder / "staged"


def test_on_the_same_disk_they_stay_where_they_are(tmp_path: Path) -> None:
    folder, incoming = staged(tmp_path), tmp_path / "output" / "incoming"
    with near(folder, incoming, ["a/index.html"]) as found:
        assert found == folder
        assert not incoming.exists()
    assert [path.name for path in folder.iterdir()] == ["a"]


def test_on_another_disk_they_are_carried_over_and_nothing_is_left(
    tmp_path: Path, disk: Disk
) -> None:
    folder, incoming = staged(tmp_path), disk(1 << 20) / "incoming"
    with near(folder, incoming, ["a/index.html"]) as found:
        (found / "a/index.html").replace(incoming.parent / "index.html")
    assert [path.name for path in incoming.parent.iterdir()] == ["index.html"]


def test_a_full_disk_is_met_before_anything_moves(tmp_path: Path, disk: Disk) -> None:
    folder, incoming = staged(tmp_path), disk(1 << 20) / "incoming"
    with full(incoming.parent, left=8_192), pytest.raises(OSError, match="space"):
        near(folder, incoming, ["a/index.html"]).__enter__()
    assert not list(incoming.parent.iterdir())


@pytest.mark.parametrize("kind", ["folder", "file"])
def test_what_a_killed_build_has_left_there_is_cleared(tmp_path: Path, kind: str) -> None:
    incoming = tmp_path / "incoming"
    incoming.mkdir() if kind == "folder" else incoming.touch()
    with near(staged(tmp_path), incoming, []):
        assert not incoming.exists()
