"""What is past its term, on every kind of day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin.registry.rules.retention import is_past, latest

DAYS = st.dates(date(2015, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("since", "today", "past"),
    [
        (date(2023, 11, 25), date(2026, 11, 24), False),
        (date(2023, 11, 24), date(2026, 11, 24), True),
        (date(2024, 2, 29), date(2027, 2, 27), False),
        (date(2024, 2, 29), date(2027, 2, 28), True),
    ],
)
def test_a_term_ends_on_its_day(since: date, today: date, past: bool) -> None:
    assert is_past(since, 36, today) == past


@given(DAYS, st.integers(1, 120))
def test_the_latest_day_is_past_and_the_next_is_not(today: date, months: int) -> None:
    last = latest(months, today)
    assert is_past(last, months, today)
    assert not is_past(last + timedelta(days=1), months, today)
