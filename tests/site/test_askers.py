"""Who has asked for a fact is found as by asking each file."""

from hypothesis import given
from hypothesis import strategies as st

from pages.askers import Askers
from pages.reads import asks_for, number, packed

CELLS = st.sampled_from([("service", "1"), ("service", "2"), ("area", "370303"), ("log", "*")])
FILES = st.dictionaries(st.sampled_from(["a", "b", "c", "d"]), st.sets(CELLS))


@given(FILES, st.sets(CELLS))
def test_the_askers_are_the_files_that_ask(
    files: dict[str, set[tuple[str, str]]], cells: set[tuple[str, str]]
) -> None:
    entries = {name: (b"", 0, packed(asked)) for name, asked in files.items()}
    numbers = set(map(number, cells))
    asking = {name for name, entry in entries.items() if asks_for(entry[2], numbers)}
    assert Askers(entries).of(numbers) == asking


def test_the_largest_and_the_smallest_number_are_found() -> None:
    kept = b"\x00\x00\x00\x00\xff\xff\xff\xff"
    askers = Askers({"page": (b"", 0, kept)})
    assert askers.of({0}) == askers.of({2**32 - 1}) == {"page"}
    assert askers.of({1}) == set()
