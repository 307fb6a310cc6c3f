"""One answer to whether a visit was made, at the borders of months, helpers and hours.

Duties of the order: A2 17.
"""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin.registry.rules.visit_state import (
    CADENCES,
    ENOUGH,
    Absence,
    Owed,
    Period,
    Turn,
    after_a_blow,
    answerable,
    are_in_order,
    outcome,
    period_of,
    state,
)
from pages import clock

NOVEMBER = period_of(date(2026, 11, 24), "month")
LONG_AGO = date(2020, 1, 1)
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))


def day(number: int, month: int = 11) -> date:
    return date(2026, month, number)


MIDMONTH = day(24)


def found(
    *visited: date,
    since: date = LONG_AGO,
    until: date | None = None,
    today: date = MIDMONTH,
    absences: tuple[Absence, ...] = (),
) -> str:
    """The state of November on a day of it."""
    owed = Owed(NOVEMBER, since, until, visited, absences)
    return state(outcome(owed).name, NOVEMBER, today)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (day(1), "due"),
        (day(30), "due"),
        (day(1, 12), "late"),
        (day(7, 12), "late"),
        (day(8, 12), "missed"),
    ],
)
def test_what_nobody_did_is_due_then_late_then_missed(today: date, expected: str) -> None:
    assert found(today=today) == expected


@pytest.mark.parametrize("visited", [day(1), day(30)])
def test_the_first_and_the_last_day_count(visited: date) -> None:
    assert found(visited, today=day(8, 12)) == "done"


def test_the_month_is_that_of_china() -> None:
    """The last minute of November in China, and the first of December, both one day in UTC."""
    last = clock.local(datetime(2026, 11, 30, 15, 59)).date()  # noqa: DTZ001
    first = clock.local(datetime(2026, 11, 30, 16, 1)).date()  # noqa: DTZ001
    assert found(last, today=day(8, 12)) == "done"
    assert found(first, today=day(8, 12)) == "late"


@pytest.mark.parametrize(("visited", "expected"), [(day(7, 12), "late"), (day(8, 12), "missed")])
def test_a_visit_just_after_the_month_makes_it_up_late(visited: date, expected: str) -> None:
    assert found(visited, today=day(20, 12)) == expected


def test_a_visit_of_the_month_before_does_not_count() -> None:
    assert found(day(31, 10)) == "due"


@pytest.mark.parametrize(
    ("since", "expected"), [(day(24), "due"), (day(25), "not_owed"), (day(1), "due")]
)
def test_who_comes_in_mid_month_is_visited_if_a_week_is_left(since: date, expected: str) -> None:
    assert found(since=since, today=day(26)) == expected


def test_a_visit_to_a_newcomer_counts_all_the_same() -> None:
    assert found(day(29), since=day(28)) == "done"


def test_who_has_left_is_not_owed_a_visit_and_keeps_the_one_that_was_made() -> None:
    assert found(until=day(20)) == "not_owed"
    assert found(day(3), until=day(20)) == "done"


def test_who_leaves_after_the_month_was_owed_it() -> None:
    assert found(until=day(1, 12), today=day(20, 12)) == "missed"


@pytest.mark.parametrize(
    ("absence", "expected"),
    [
        (Absence(day(20), None, "hospital"), "excused"),
        (Absence(day(20), day(5, 12), "hospital"), "excused"),
        (Absence(day(1), day(23), "hospital"), "due"),
        (Absence(day(1), day(24), "with_children"), "excused"),
        (Absence(day(1, 10), day(31, 10), "hospital"), "due"),
    ],
)
def test_an_absence_excuses_if_it_lasts_or_leaves_less_than_a_week(
    absence: Absence, expected: str
) -> None:
    assert found(absences=(absence,)) == expected


def test_two_absences_together_can_leave_too_few_days() -> None:
    two = (Absence(day(1), day(14), "hospital"), Absence(day(16), day(28), "away"))
    assert outcome(Owed(NOVEMBER, LONG_AGO, absences=two)) == ("excused", None, "hospital")


def test_a_visit_in_hospital_is_better_than_an_excuse() -> None:
    assert found(day(22), absences=(Absence(day(1), None, "hospital"),)) == "done"


@pytest.mark.parametrize(
    ("changed", "expected"), [(day(24), 2), (day(25), 1), (day(1), 2), (day(30), 1)]
)
def test_a_helper_who_came_in_the_last_week_does_not_answer_for_the_month(
    changed: date, expected: int
) -> None:
    before = Turn(1, LONG_AGO, changed)
    assert answerable([before, Turn(2, changed, None)], NOVEMBER) == expected


def test_a_first_helper_answers_however_late_they_came() -> None:
    assert answerable([Turn(2, day(29), None)], NOVEMBER) == 2


def test_nobody_answers_where_there_was_no_helper() -> None:
    assert answerable([Turn(1, LONG_AGO, day(31, 10))], NOVEMBER) is None
    assert answerable([Turn(1, day(1, 12), None)], NOVEMBER) is None


@given(DAYS, st.sampled_from(sorted(CADENCES)))
def test_every_day_lies_in_one_period_that_follows_the_last(given_day: date, cadence: str) -> None:
    period = period_of(given_day, cadence)
    assert period.first <= given_day <= period.last
    assert period_of(period.first, cadence) == period_of(period.last, cadence) == period
    following = period_of(period.last + timedelta(days=1), cadence)
    assert following.first == period.last + timedelta(days=1)


@given(DAYS, st.sampled_from(["week", "half_month"]))
def test_who_keeps_a_stricter_cadence_keeps_the_month(given_day: date, cadence: str) -> None:
    month = period_of(given_day, "month")
    visits, at = [], month.first
    while at <= month.last:
        period = period_of(at, cadence)
        visits.append(period.last)
        at = period.last + timedelta(days=1)
    assert outcome(Owed(month, LONG_AGO, None, tuple(visits))).name == "done"


OWED = st.builds(
    Owed,
    period=st.builds(period_of, DAYS, st.sampled_from(sorted(CADENCES))),
    since=DAYS,
    until=st.none() | DAYS,
    visited=st.lists(DAYS, max_size=4).map(tuple),
    absences=st.lists(
        st.builds(Absence, DAYS, st.none() | DAYS, st.just("hospital")), max_size=2
    ).map(tuple),
)


@given(OWED, DAYS)
def test_a_visit_within_the_period_is_always_done(owed: Owed, today: date) -> None:
    within = any(owed.period.first <= d <= owed.period.last for d in owed.visited)
    assert (state(outcome(owed).name, owed.period, today) == "done") == within


@given(OWED, DAYS)
def test_only_what_was_owed_is_missed(owed: Owed, today: date) -> None:
    if state(outcome(owed).name, owed.period, today) == "missed":
        assert today > owed.period.grace_ends
        assert owed.since <= owed.period.last
        assert owed.until is None or owed.until > owed.period.last


@given(OWED, DAYS, DAYS)
def test_time_alone_never_makes_a_state_better(owed: Owed, one: date, other: date) -> None:
    ranks = {"due": 0, "late": 1, "missed": 2}
    name = outcome(owed).name
    earlier, later = (state(name, owed.period, d) for d in sorted((one, other)))
    assert ranks.get(earlier, 0) <= ranks.get(later, 0)


def test_no_tier_is_visited_less_often_than_a_lower_one() -> None:
    assert are_in_order({"high": "week", "middle": "month", "low": "month"})
    assert not are_in_order({"high": "month", "middle": "week", "low": "month"})


def test_every_cadence_has_its_measures() -> None:
    assert set(ENOUGH) == set(CADENCES)
    assert Period(day(2), day(8), "week").grace_ends == day(10)


NOON = datetime(2026, 11, 24, 12)  # noqa: DTZ001
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("visited_at", "now", "expected"),
    [
        (None, NOON, "due"),
        (None, NOON + HOUR, "late"),
        (NOON, NOON + HOUR, "done"),
        (NOON + HOUR, NOON + 2 * HOUR, "late"),
    ],
)
def test_after_a_blow_somebody_goes_in_time_or_is_late(
    visited_at: datetime | None, now: datetime, expected: str
) -> None:
    assert after_a_blow(NOON, visited_at, now) == expected
