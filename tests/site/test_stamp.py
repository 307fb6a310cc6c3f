"""Gate zero says "nothing changed" only where nothing has."""

from pathlib import Path

import pytest

from pages.stamp import RACY, Stamp, look, settled

TODAY = "2026-09-01"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "read"
    folder.mkdir()
    (folder / "a.md").write_text("one")
    return folder


def kept(tmp_path: Path, place: Path, *words: str) -> Stamp:
    stamp = Stamp(tmp_path, list(words))
    stamp.keep(look([str(place)]), TODAY, "built")
    return stamp


def test_the_same_command_over_the_same_files_has_nothing_to_do(
    tmp_path: Path, place: Path
) -> None:
    assert kept(tmp_path, place).standing(TODAY) == "built"


def test_a_changed_file_is_something(tmp_path: Path, place: Path) -> None:
    stamp = kept(tmp_path, place)
    (place / "a.md").write_text("two")
    assert stamp.standing(TODAY) is None


def test_a_new_file_is_something(tmp_path: Path, place: Path) -> None:
    stamp = kept(tmp_path, place)
    (place / "b.md").write_text("one")
    assert stamp.standing(TODAY) is None


def test_a_lost_file_is_something(tmp_path: Path, place: Path) -> None:
    stamp = kept(tmp_path, place)
    (place / "a.md").unlink()
    assert stamp.standing(TODAY) is None


def test_another_day_is_something(tmp_path: Path, place: Path) -> None:
    assert kept(tmp_path, place).standing("2026-09-02") is None


def test_other_words_are_another_command(tmp_path: Path, place: Path) -> None:
    kept(tmp_path, place)
    assert Stamp(tmp_path, ["--jobs=2"]).standing(TODAY) is None


@pytest.mark.parametrize("word", ["--full", "--check", "--verify", "--watch"])
def test_some_commands_always_run(tmp_path: Path, place: Path, word: str) -> None:
    assert kept(tmp_path, place, word).standing(TODAY) is None


def test_what_has_only_just_changed_is_not_trusted(place: Path) -> None:
    seen = look([str(place)])
    last = max(max(found[1:3]) for found in seen.values())
    assert settled(seen, last + RACY) is None
    assert settled(seen, last + RACY + 1) == seen


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"seen": 3}'])
def test_a_damaged_stamp_is_none(tmp_path: Path, place: Path, damage: str) -> None:
    stamp = kept(tmp_path, place)
    next(tmp_path.glob("*.stamp")).write_text(damage)
    assert stamp.standing(TODAY) is None
