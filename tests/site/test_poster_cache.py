"""A file that was kept is the file that would be made, and only what was used is kept."""

from pathlib import Path

import pytest

from pages import poster_cache, typesetting
from tests.site.test_typesetting import told


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "posters"


def kept(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "kept").iterdir())


def build(folder: Path, *names: str) -> list[bytes]:
    files = [poster_cache.pdf(told(name), folder) for name in names]
    poster_cache.prune(folder)
    return files


def test_a_kept_file_equals_a_fresh_one(folder: Path) -> None:
    first, again = build(folder, "甲村"), build(folder, "甲村")
    assert first == again == [typesetting.pdf(told("甲村"))]


def test_a_kept_file_is_not_made_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = build(folder, "甲村")
    monkeypatch.delattr(typesetting, "pdf")
    assert build(folder, "甲村") == first


def test_what_the_last_build_did_not_use_is_gone(folder: Path) -> None:
    build(folder, "甲村", "乙村")
    build(folder, "乙村")
    assert kept(folder) == [typesetting.digest(told("乙村"))]


def test_a_build_that_was_cut_off_costs_nothing_that_was_kept(folder: Path) -> None:
    build(folder, "甲村", "乙村")
    poster_cache.pdf(told("甲村"), folder)
    build(folder, "甲村", "乙村")
    assert len(kept(folder)) == 2


@pytest.mark.parametrize("damage", [b"", b"%PDF", b"0" * 40])
def test_a_damaged_file_is_made_again(folder: Path, damage: bytes) -> None:
    first = build(folder, "甲村")
    (folder / "kept" / kept(folder)[0]).write_bytes(damage)
    assert build(folder, "甲村") == first


def test_a_changed_template_makes_other_files(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(folder, "甲村")
    before = kept(folder)
    monkeypatch.setattr(typesetting, "_edition", lambda: "another")
    build(folder, "甲村")
    assert kept(folder) != before


def test_nothing_is_kept_without_a_folder() -> None:
    assert poster_cache.pdf(told(), None) == typesetting.pdf(told())
