"""The lists of entries and the files that they stand in."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.search_entries import Entry, Name
from pages.search_postings import ALPHABET, Postings, bucket, gaps, numbers, postings


def unpacked(text: str) -> list[int]:
    """What `search.js` makes of it."""
    values, value, shift = [], 0, 1
    for letter in text:
        digit = ALPHABET.index(letter)
        value += digit % 32 * shift
        shift *= 32
        if digit < 32:
            values.append(value)
            value, shift = 0, 1
    return values


def entry(*names: str, words: tuple[str, ...] = (), pinyin: str = "") -> Entry:
    return Entry("service", "x", tuple(Name(name, pinyin) for name in names), words)


def filed(*entries: Entry) -> Postings:
    return postings(entries)


def lines(found: Postings, family: str) -> dict[str, list[str]]:
    """The cells of every line of a family, by its letters; unusual readings make another line."""
    texts = [text for name, text in found.files.items() if name[0] == family]
    cells = [line.split(" ") for text in texts for line in text.splitlines()]
    return {" ".join([line[0], *line[3:]]): line[1:3] for line in cells}


@given(st.lists(st.integers(0, 10**9)))
def test_numbers_come_out_of_their_text(values: list[int]) -> None:
    assert unpacked(numbers(values)) == values


@given(st.sets(st.integers(0, 10**6)))
def test_ascending_numbers_come_out_of_their_gaps(values: set[int]) -> None:
    steps = (gap + 1 for gap in unpacked(gaps(sorted(values))))
    assert [total - 1 for total in accumulate(steps)] == sorted(values)


def test_two_letters_tell_apart_where_a_name_begins() -> None:
    found = lines(filed(entry("送餐上门"), entry("志愿送餐")), "n")
    assert found["送餐"] == [gaps([1]), gaps([0])]
    assert found["餐上"] == [gaps([0])]


def test_letters_on_both_sides_of_a_bracket_are_in_a_row() -> None:
    assert "餐南" in lines(filed(entry("送餐（南定镇）")), "n")


def test_an_unusual_reading_is_filed_beside_the_usual_one() -> None:
    found = lines(filed(entry("长期护理"), entry("村长")), "n")
    assert {"长期", "长期 chang qi"} <= found.keys() or {"村长", "村长 cun zhang"} <= found.keys()


def test_recorded_pinyin_is_filed() -> None:
    found = lines(filed(entry("单家", pinyin="shan jia")), "n")
    assert {"单家", "单家 shan jia"} <= found.keys()


def test_one_letter_is_filed_by_its_syllable_and_as_a_beginning() -> None:
    found = filed(entry("送餐"))
    assert lines(found, "u").keys() == {"送", "餐"}
    assert "^送" in lines(found, "n")


def test_words_are_filed_without_what_the_name_says_already() -> None:
    found = lines(filed(entry("送餐", words=("送餐，热饭",))), "t")
    assert found.keys() == {"热饭"}


def test_a_name_of_one_letter_and_one_of_none_harm_nothing() -> None:
    found = filed(entry("饭"), entry("！"), entry(""))
    assert lines(found, "u").keys() == {"饭"}


def test_no_entries_make_files_of_nothing() -> None:
    assert set(filed().files.values()) == {""}


@pytest.mark.parametrize("family", "nut")
def test_as_many_files_as_are_counted(family: str) -> None:
    many = [entry(f"送餐上门{number}", words=(f"热饭{number}",)) for number in range(2_000)]
    found = filed(*many)
    names = [name for name in found.files if name[0] == family]
    assert len(names) == found.counts[family]


def test_a_key_is_always_in_the_same_file() -> None:
    assert [bucket(key, 7) for key in ("sc", "zhu can", "^z")] == [2, 0, 4]


def test_what_follows_what_is_told_in_syllables() -> None:
    known, pairs = filed(entry("送餐")).sounds
    assert (known, unpacked(pairs)) == ("can son", [2])
