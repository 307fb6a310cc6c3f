"""The lists of entries and the files that they stand in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.search_entries import Entry, Name
from pages.search_postings import (
    Marks,
    bucket,
    columns,
    files_for,
    gaps,
    gram_of,
    joined,
    line,
    numbers,
    sorted_in,
    sounds,
    split,
    ungapped,
    worded,
)


def entry(*names: str, words: tuple[str, ...] = (), pinyin: str = "") -> Entry:
    return Entry("service", "x", tuple(Name(name, pinyin) for name in names), words)


def test_numbers_are_five_bits_a_letter_the_lowest_first() -> None:
    assert numbers([0, 31, 32, 1_000]) == "AfgBo" + "f"


@given(st.sets(st.integers(0, 10**9)))
def test_ascending_numbers_come_out_of_their_gaps(values: set[int]) -> None:
    assert ungapped(gaps(sorted(values))) == sorted(values)


@given(
    st.sampled_from(["送餐", "^送", "长期 chang qi", "370303104", "meals"]),
    st.sets(st.integers(0, 10**6)),
    st.sets(st.integers(0, 10**6)),
)
def test_a_line_tells_what_it_is_the_line_of_and_both_lists(
    gram: str, elsewhere: set[int], begins: set[int]
) -> None:
    text = line(gram, sorted(elsewhere), sorted(begins))
    assert gram_of(text) == gram
    assert columns(text) == (sorted(elsewhere), sorted(begins))


def test_lines_come_out_of_their_file() -> None:
    lines = {gram: line(gram, [1], [2]) for gram in ("送餐", "长期 chang qi", "长期")}
    assert split(joined(lines)) == lines
    assert split("") == {}


def test_two_letters_tell_apart_where_a_name_begins() -> None:
    elsewhere, begins = worded(entry("送餐上门"))["n"]
    assert begins == {"送餐", "^送"}
    assert elsewhere == {"餐上", "上门"}


def test_letters_on_both_sides_of_a_bracket_are_in_a_row() -> None:
    assert "餐南" in worded(entry("送餐（南定镇）"))["n"][0]


def test_an_unusual_reading_is_filed_beside_the_usual_one() -> None:
    found = {gram for name in ("长期护理", "村长") for gram in every(worded(entry(name)), "n")}
    assert {"长期", "长期 chang qi"} <= found or {"村长", "村长 cun zhang"} <= found


def test_recorded_pinyin_is_filed() -> None:
    assert {"单家", "单家 shan jia"} <= every(worded(entry("单家", pinyin="shan jia")), "n")


def test_one_letter_is_filed_by_itself() -> None:
    assert every(worded(entry("送餐")), "u") == {"送", "餐"}


def test_words_are_filed_without_what_the_name_says_already() -> None:
    assert every(worded(entry("送餐", words=("送餐，热饭",))), "t") == {"热饭"}


@pytest.mark.parametrize(("name", "letters"), [("饭", {"饭"}), ("！", set()), ("", set())])
def test_a_name_of_one_letter_and_one_of_none_harm_nothing(name: str, letters: set[str]) -> None:
    assert every(worded(entry(name)), "u") == letters


def test_a_place_is_told_apart_from_what_lies_below_it() -> None:
    found = sorted_in(Entry("service", "x", (), (), areas=("370303104201",), categories=("a", "b")))
    assert found == {"p": ({"370303104"}, ("370303104201",)), "k": ((), ("a", "b"))}


def every(marks: Marks, family: str) -> set[str]:
    """What an entry holds, wherever."""
    return {*marks[family][0], *marks[family][1]}


def test_the_number_of_files_changes_seldom() -> None:
    assert len({files_for(size) for size in range(0, 2_000_000, 500)}) < 25


def test_a_key_is_always_in_the_same_file() -> None:
    assert [bucket(key, 7) for key in ("sc", "zhu can", "^z")] == [2, 0, 4]


def test_what_follows_what_is_told_in_syllables() -> None:
    known, pairs = sounds(["son can"])
    assert (known, ungapped(pairs)) == ("can son", [2])
