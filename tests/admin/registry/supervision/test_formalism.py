"""The patterns of visits that nobody made.

Duties of the order: A2 43.
"""

from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from admin.registry.supervision.formalism import (
    ElderMonth,
    VisitRow,
    always_normal,
    clear_places,
    copied,
    hasty,
    impossible_pace,
    month_end_bunches,
    month_number,
    uniform,
)

START = datetime(2026, 10, 10, 9)  # noqa: DTZ001
TEXT = "身体还好，吃得下睡得着，儿子常打电话"
MINUTE = timedelta(minutes=1)


def visits(*ats: datetime, **values: object) -> list[VisitRow]:
    return [
        VisitRow(str(i), "h", f"e{i}", at, **values)  # type: ignore[arg-type]
        for i, at in enumerate(ats)
    ]


def months(*normal: bool) -> list[ElderMonth]:
    return [ElderMonth("e", 24_000 + place, each) for place, each in enumerate(normal)]


def test_the_same_long_text_three_times_is_copied() -> None:
    assert copied(visits(*[START] * 3, text=TEXT)) == {"0", "1", "2"}


def test_twice_the_same_text_may_happen() -> None:
    assert copied(visits(*[START] * 2, text=TEXT)) == set()


def test_a_number_does_not_make_a_copy_another_text() -> None:
    rows = [VisitRow(str(i), "h", str(i), START, f"{TEXT}{i}次。") for i in range(3)]
    assert len(copied(rows)) == 3


def test_a_short_phrase_is_nobodys_invention() -> None:
    assert copied(visits(*[START] * 9, text="一切正常")) == set()


def test_two_helpers_who_write_alike_copied_nothing() -> None:
    rows = [VisitRow(str(i), f"h{i}", "e", START, TEXT) for i in range(3)]
    assert copied(rows) == set()


def test_visits_of_the_last_days_are_a_bunch() -> None:
    last = datetime(2026, 10, 30, 9)  # noqa: DTZ001
    (bunch,) = month_end_bunches(visits(*[last] * 4, START))
    assert (bunch.helper, bunch.share) == ("h", 0.8)


def test_the_last_day_of_february_ends_a_month() -> None:
    last = datetime(2028, 2, 28, 9)  # noqa: DTZ001
    assert len(month_end_bunches(visits(*[last] * 5))) == 1


def test_a_few_visits_are_no_bunch() -> None:
    last = datetime(2026, 10, 31, 9)  # noqa: DTZ001
    assert month_end_bunches(visits(*[last] * 4)) == []


def test_seven_elders_within_an_hour_are_too_many() -> None:
    rows = visits(*[START + i * 9 * MINUTE for i in range(7)])
    assert impossible_pace(rows) == {str(i) for i in range(7)}


def test_six_elders_within_an_hour_can_be_seen() -> None:
    assert impossible_pace(visits(*[START + i * 9 * MINUTE for i in range(6)])) == set()


def test_the_seventh_a_full_hour_later_is_another_hour() -> None:
    assert impossible_pace(visits(*[START + i * 10 * MINUTE for i in range(7)])) == set()


def test_twelve_months_without_a_finding_are_a_reason_to_ask() -> None:
    assert always_normal(months(*[True] * 12)) == {"e"}
    assert always_normal(months(*[True] * 11)) == set()


def test_one_finding_ends_the_run() -> None:
    rows = months(*[True] * 14)
    assert always_normal([*rows, ElderMonth("e", rows[3].month, False)]) == set()


def test_a_month_without_a_visit_ends_the_run() -> None:
    rows = months(*[True] * 14)
    assert always_normal(rows[:5] + rows[6:]) == set()


def test_a_month_comes_after_the_one_before_it_also_at_new_year() -> None:
    assert month_number(date(2027, 1, 1)) - month_number(date(2026, 12, 31)) == 1


@given(st.lists(st.integers(0, 600), max_size=25), st.randoms())
def test_the_order_of_rows_does_not_matter(minutes: list[int], dice: object) -> None:
    rows = visits(*[START + minute * MINUTE for minute in minutes], text=TEXT)
    shuffled = list(rows)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    assert impossible_pace(rows) == impossible_pace(shuffled)
    assert copied(rows) == copied(shuffled)


def test_a_helper_who_ticks_the_same_in_every_house_is_asked_about() -> None:
    rows = visits(*[START] * 10, answers="well")
    assert uniform(rows) == {visit.key for visit in rows}


def test_one_different_house_in_ten_is_how_it_is() -> None:
    rows = [*visits(*[START] * 9, answers="well"), VisitRow("9", "h", "e9", START, answers="x")]
    assert uniform(rows) == set()


def test_a_few_quiet_houses_are_no_pattern() -> None:
    assert uniform(visits(*[START] * 9, answers="well")) == set()


def test_a_form_of_less_than_a_minute_is_hasty_and_paper_has_no_seconds() -> None:
    rows = [VisitRow(str(s), "h", "e", START, seconds=s) for s in (59, 60, None)]
    assert hasty(rows) == {"59"}


def test_a_place_where_nothing_was_ever_found_is_named_once_it_was_searched_enough() -> None:
    clear = [("clear", True)] * 24
    found = [("found", True)] * 23 + [("found", False)]
    assert clear_places([*clear, *found, *[("small", True)] * 23]) == (
        {"clear", "found"},
        {"clear"},
    )
