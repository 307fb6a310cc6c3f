"""The clock of an incident, at its limits and at any time."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin.registry.danger.incident_clock import GRAVITIES, LEVELS, LIMITS, Times, read

REPORTED = datetime(2026, 11, 24, 4)  # noqa: DTZ001
OPEN = Times(REPORTED, "urgent")
HOUR = timedelta(hours=1)
SPANS = st.timedeltas(timedelta(), timedelta(days=200))


@pytest.mark.parametrize(
    ("hours", "level"), [(0, "village"), (1, "village"), (2.1, "town"), (4.1, "district")]
)
def test_an_unanswered_urgent_incident_climbs(hours: float, level: str) -> None:
    assert read(OPEN, REPORTED + hours * HOUR).level == level


def test_exactly_at_the_limit_is_in_time() -> None:
    limit = LIMITS["urgent"].response
    assert not read(OPEN, REPORTED + limit).is_response_late
    assert read(OPEN, REPORTED + limit + timedelta(seconds=1)).is_response_late


def test_an_answered_incident_waits_for_its_closing() -> None:
    answered = replace(OPEN, responded_at=REPORTED + HOUR)
    assert read(answered, REPORTED + 24 * HOUR).level == ""
    assert read(answered, REPORTED + 4 * 24 * HOUR).level == "village"


def test_closing_without_an_answer_before_counts_as_the_answer() -> None:
    closed = replace(OPEN, closed_at=REPORTED + HOUR / 2)
    assert read(closed, REPORTED + 99 * HOUR).response == HOUR / 2


def test_an_incident_that_the_town_never_heard_of_is_late_though_closed() -> None:
    closed = replace(OPEN, responded_at=REPORTED, closed_at=REPORTED + HOUR)
    assert read(closed, REPORTED + 3 * HOUR).is_report_late


def test_a_clock_that_runs_behind_elapses_nothing() -> None:
    early = replace(OPEN, responded_at=REPORTED - HOUR)
    assert read(early, REPORTED).response == timedelta()


@given(st.sampled_from(sorted(GRAVITIES)), SPANS, SPANS)
def test_waiting_longer_never_lowers_the_level(
    gravity: str, first: timedelta, more: timedelta
) -> None:
    times, order = replace(OPEN, gravity=gravity), list(LEVELS)
    sooner, later = (read(times, REPORTED + span).level for span in (first, first + more))
    assert order.index(sooner) <= order.index(later)


@given(st.sampled_from(sorted(GRAVITIES)), SPANS, SPANS)
def test_a_closed_incident_stands_still(gravity: str, first: timedelta, more: timedelta) -> None:
    closed = replace(
        OPEN,
        gravity=gravity,
        told_town_at=REPORTED,
        closed_at=REPORTED + first,
    )
    now = REPORTED + first
    assert read(closed, now) == read(closed, now + more)
