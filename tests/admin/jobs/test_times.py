"""When a job is due, over days, weeks and machines that were off."""

from datetime import datetime, time, timedelta

import pytest

from admin.jobs.times import Times
from pages import clock

NIGHTLY, MONDAYS = Times(time(1, 0)), Times(time(7, 30), 0)


def china(text: str) -> datetime:
    """A wall-clock time in China as the databases keep it."""
    return clock.instant(datetime.fromisoformat(text))


@pytest.mark.parametrize(
    ("last", "now", "due"),
    [
        ("2026-11-24T01:00", "2026-11-25T00:59", False),
        ("2026-11-24T01:00", "2026-11-25T01:00", True),
        ("2026-11-25T01:00", "2026-11-25T23:59", False),
        ("2026-11-24T12:00", "2026-11-25T09:00", True),
    ],
)
def test_a_nightly_job_is_due_once_a_night(last: str, now: str, due: bool) -> None:
    assert NIGHTLY.is_due(china(last), china(now)) is due


def test_what_was_missed_for_a_week_is_made_up_for_once() -> None:
    now = china("2026-11-25T09:00")
    assert NIGHTLY.is_due(china("2026-11-18T01:00"), now)
    assert not NIGHTLY.is_due(now, now + timedelta(minutes=1))


@pytest.mark.parametrize(
    ("now", "before", "after"),
    [
        ("2026-11-23T07:29", "2026-11-16T07:30", "2026-11-23T07:30"),
        ("2026-11-23T07:30", "2026-11-23T07:30", "2026-11-30T07:30"),
        ("2026-11-29T23:00", "2026-11-23T07:30", "2026-11-30T07:30"),
    ],
)
def test_a_weekly_job_keeps_its_day(now: str, before: str, after: str) -> None:
    assert MONDAYS.before(china(now)) == china(before)
    assert MONDAYS.after(china(now)) == china(after)
