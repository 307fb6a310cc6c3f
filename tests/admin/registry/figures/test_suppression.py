"""What is hidden in a published table; the rules are part D of the facts about the registry."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin.registry.figures import intervals
from admin.registry.figures.suppression import (
    LEAST,
    ThresholdTooLow,
    percentage,
    protect,
    regroup,
)
from admin.registry.figures.tables import TOTAL, Table

COUNTS = st.integers(0, 60)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Small tables, also of one row or one column."""
    height, width = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    lines = [tuple(draw(COUNTS) for _ in range(width)) for _ in range(height)]
    rows = tuple(f"r{i}" for i in range(height))
    return Table(rows, tuple(f"c{i}" for i in range(width)), tuple(lines))


def line(*counts: int) -> Table:
    return Table(("district",), tuple("abcdef"[: len(counts)]), (counts,))


@given(tables(), st.integers(LEAST, 15))
def test_nothing_hidden_can_be_worked_out_to_less_than_the_threshold(table: Table, k: int) -> None:
    made = protect(table, k)
    if not made.is_withheld:
        assert all(span.width >= k for span in intervals.spans(table, made.hidden).values())


@given(tables(), st.integers(LEAST, 15))
def test_no_small_number_is_shown(table: Table, k: int) -> None:
    made = protect(table, k)
    shown = [made.shown(cell) for cell in table.cells()]
    assert all(count is None or count >= k for count in shown)


@given(tables(), st.integers(LEAST, 15))
def test_nobody_is_shown_to_be_among_all_but_a_few(table: Table, k: int) -> None:
    made, cells = protect(table, k), table.cells()
    for cell in cells.keys() - made.hidden:
        assert all(cells[whole] - cells[cell] >= k for whole in table.wholes(cell))


@given(tables())
def test_a_higher_threshold_never_shows_what_a_lower_one_counts_as_few(table: Table) -> None:
    shown = [protect(table, 15).shown(cell) for cell in table.cells()]
    assert all(count is None or count >= 15 for count in shown)


def test_a_list_hides_the_small_count_and_the_smallest_beside_it() -> None:
    made = protect(line(3, 40, 25, 60))
    assert made.hidden == {("district", "a"), ("district", "c")}


def test_a_zero_is_hidden_like_any_small_count() -> None:
    made = protect(line(0, 40, 25))
    assert made.shown(("district", "a")) is None


def test_all_but_a_few_are_hidden() -> None:
    made = protect(line(97, 3))
    assert made.hidden == {("district", "a"), ("district", "b")}


def test_two_small_counts_that_add_up_to_few_take_a_third_along() -> None:
    made = protect(line(2, 3, 40, 50))
    assert len(made.hidden) == 3


def test_a_table_of_large_counts_is_shown_whole() -> None:
    rows = ((30, 40), (50, 60))
    assert protect(Table(("x", "y"), ("a", "b"), rows)).hidden == frozenset()


def test_one_small_count_in_two_dimensions_takes_a_rectangle_along() -> None:
    rows = ((3, 40, 50), (30, 40, 50), (30, 40, 50))
    made = protect(Table(("x", "y", "z"), ("a", "b", "c"), rows))
    assert len(made.hidden) == 4
    assert not any(TOTAL in cell for cell in made.hidden)


def test_a_small_total_is_hidden_with_its_row() -> None:
    rows = ((8, 9), (30, 40), (50, 60))
    made = protect(Table(("x", "y", "z"), ("a", "b"), rows))
    assert {("x", "a"), ("x", "b"), ("x", TOTAL)} <= made.hidden


def test_a_table_of_few_people_is_withheld() -> None:
    assert protect(line(9, 10)).is_withheld


def test_a_threshold_below_five_is_refused() -> None:
    with pytest.raises(ThresholdTooLow):
        protect(line(50), 4)


def test_small_towns_stand_together_and_never_alone() -> None:
    towns = Table(tuple("pqrst"), ("a",), ((5,), (30,), (40,), (50,), (60,)))
    made, together = regroup(towns, 10, "rest")
    assert together == ("p", "q")
    assert made.rows == ("r", "s", "t", "rest")
    assert made.total("rest") == 35


def test_fewer_than_three_towns_are_published_as_the_district() -> None:
    towns = Table(tuple("pqr"), ("a",), ((5,), (30,), (40,)))
    made, together = regroup(towns, 10, "district")
    assert made.rows == ("district",)
    assert together == ("p", "q", "r")


@given(tables(), st.integers(LEAST, 15))
def test_regrouping_keeps_everybody_and_no_small_town(table: Table, k: int) -> None:
    made, _together = regroup(table, k, "rest")
    assert made.cells()[TOTAL, TOTAL] == table.cells()[TOTAL, TOTAL]
    assert len(made.rows) == 1 or all(made.total(row) >= 2 * k for row in made.rows)


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [(25, 50, 50), (25, 49, None), (None, 100, None), (10, None, None), (2, 300, 1)],
)
def test_a_percentage_needs_two_published_counts_and_fifty_people(
    part: int | None, whole: int | None, expected: int | None
) -> None:
    assert percentage(part, whole) == expected


@given(tables())
def test_a_town_that_is_large_enough_shows_its_total_in_every_table(table: Table) -> None:
    made, _together = regroup(table, 10, "rest")
    hidden = protect(made, 10).hidden
    assert made.cells()[TOTAL, TOTAL] < 20 or not any(column == TOTAL for _row, column in hidden)
