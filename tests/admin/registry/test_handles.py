"""A handle is random, readable on paper, and taken in whatever way it was typed."""

from admin.registry import handles


def test_no_two_are_alike_and_all_fit() -> None:
    made = {handles.new() for _number in range(1000)}
    assert len(made) == 1000
    assert all(handles.PATTERN.fullmatch(one) for one in made)


def test_capitals_blanks_and_dashes_are_no_difference() -> None:
    assert handles.read("ABCD-EFGH 2345") == "abcdefgh2345"


def test_what_cannot_be_one_is_none() -> None:
    assert not handles.read("370303101201")
    assert not handles.read("../../etc")
