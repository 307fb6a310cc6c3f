"""The clock of a request: the last day is in time, and no promise is longer than the limit."""

from datetime import date, timedelta

import pytest

from admin.registry.rules.rights_clock import LONGEST_DAYS, due_on, state

ASKED = date(2026, 11, 1)


@pytest.mark.parametrize("days", [0, 1, 15, 30, 31, 400])
def test_the_answer_is_never_due_later_than_the_limit(days: int) -> None:
    assert ASKED < due_on(ASKED, days) <= ASKED + timedelta(days=LONGEST_DAYS)


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (date(2026, 11, 12), "running"),
        (date(2026, 11, 13), "pressing"),
        (date(2026, 11, 16), "pressing"),
        (date(2026, 11, 17), "overdue"),
    ],
)
def test_a_request_is_late_on_the_day_after_its_last(today: date, said: str) -> None:
    assert state(date(2026, 11, 16), False, today) == said


def test_what_is_answered_is_late_no_more() -> None:
    assert state(date(2026, 11, 16), True, date(2027, 1, 1)) == "answered"
