"""What a build keeps of its search."""

from pathlib import Path

import pytest

from pages.search_entries import Entry, Name
from pages.search_state import Before, State, packed, read, read_entry, write

ENTRY = Entry("service", "", (Name("送餐", ""),), ("热饭",), areas=("370303",), categories=("a",))
OTHER = Entry("service", "", (Name("理发", "li fa"),), ())


def before(folder: Path, token: bytes) -> Before:
    return Before(folder / "x.search", folder, token, set())


def kept(folder: Path) -> tuple[State, Before]:
    """A state with one entry, on the disk."""
    state = State([("service", 4)], entries={"service:1": (1, b"", 0, 0)})
    token = write(folder / "x.search", state, {"service:1": packed(ENTRY)})
    return state, before(folder, token)


def test_a_state_comes_back_with_its_entries(tmp_path: Path) -> None:
    state, found = kept(tmp_path)
    assert read(found) == state
    assert read_entry(found, state, "service:1") == ENTRY


def test_new_entries_are_added_and_the_others_stay(tmp_path: Path) -> None:
    state, _found = kept(tmp_path)
    state.entries["service:2"] = (2, b"", 0, 0)
    token = write(tmp_path / "x.search", state, {"service:2": packed(OTHER)})
    found = before(tmp_path, token)
    again = read(found)
    assert again is not None
    assert read_entry(found, again, "service:1") == ENTRY
    assert read_entry(found, again, "service:2") == OTHER


def test_a_state_of_another_build_is_none(tmp_path: Path) -> None:
    kept(tmp_path)
    assert read(before(tmp_path, b"another")) is None


@pytest.mark.parametrize("name", ["x.search", "x.entries"])
@pytest.mark.parametrize("content", [b"", b"something else"])
def test_a_damaged_state_is_none(tmp_path: Path, name: str, content: bytes) -> None:
    _state, found = kept(tmp_path)
    (tmp_path / name).write_bytes(content)
    assert read(found) is None


def test_a_state_whose_entries_are_missing_is_none(tmp_path: Path) -> None:
    _state, found = kept(tmp_path)
    (tmp_path / "x.entries").unlink()
    assert read(found) is None


def test_a_damaged_entry_is_refused(tmp_path: Path) -> None:
    state, found = kept(tmp_path)
    path = tmp_path / "x.entries"
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    with pytest.raises(ValueError, match="service"):
        read_entry(found, state, "service:1")
