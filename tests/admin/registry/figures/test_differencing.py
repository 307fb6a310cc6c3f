"""Two issues beside each other must not show who came or went."""

from hypothesis import given
from hypothesis import strategies as st

from admin.registry.figures.differencing import Difference, regrouped, revealing, rounded

PLACE = ("age", "370303101", "80")


def test_two_issues_that_differ_by_one_are_found() -> None:
    assert revealing({PLACE: 43}, {PLACE: 44}, 10) == [Difference(PLACE, 43, 44)]


def test_a_number_that_stands_is_no_difference() -> None:
    assert revealing({PLACE: 43}, {PLACE: 43}, 10) == []


def test_a_change_of_as_many_as_the_threshold_shows_nobody() -> None:
    assert revealing({PLACE: 43}, {PLACE: 53}, 10) == []


def test_leavers_are_found_like_joiners() -> None:
    assert revealing({PLACE: 43}, {PLACE: 34}, 10) == [Difference(PLACE, 43, 34)]


def test_a_number_that_one_issue_hides_cannot_be_subtracted() -> None:
    assert revealing({PLACE: None}, {PLACE: 44}, 10) == []


@given(st.integers(0, 10_000))
def test_each_rounded_number_stands_for_five_counts(count: int) -> None:
    made = rounded(count)
    assert made is not None
    assert made % 5 == 0
    assert abs(made - count) <= 2


@given(st.integers(10, 10_000), st.integers(-2, 2))
def test_a_change_of_a_few_may_vanish_when_rounded(count: int, change: int) -> None:
    before, after = rounded(count), rounded(count + change)
    assert before is not None
    assert after is not None
    assert abs(after - before) in {0, 5}


def test_a_group_of_other_towns_is_another_cut() -> None:
    assert regrouped({"rest": ["a", "b"]}, {"rest": ["a", "c"]})
    assert not regrouped({"rest": ["a", "b"]}, {"rest": ["a", "b"]})
