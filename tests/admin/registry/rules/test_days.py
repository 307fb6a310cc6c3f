"""Ages and half years as the law counts them, at the ends of months and in leap years."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin.registry.rules import days

ANY_DAY = st.dates(date(1880, 1, 1), date(2080, 12, 31))


@pytest.mark.parametrize(
    ("left", "full"),
    [
        (date(2025, 8, 31), date(2026, 2, 28)),
        (date(2027, 8, 31), date(2028, 2, 29)),
        (date(2026, 5, 24), date(2026, 11, 24)),
        (date(2026, 7, 1), date(2027, 1, 1)),
    ],
)
def test_half_a_year_ends_on_the_same_day_or_on_the_months_last(left: date, full: date) -> None:
    assert days.months_after(left, 6) == full


@given(ANY_DAY, st.integers(0, 60))
def test_so_many_months_later_is_in_that_month(day: date, months: int) -> None:
    later = days.months_after(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day <= day.day


@pytest.mark.parametrize(
    ("born", "today", "years"),
    [
        (date(1966, 11, 24), date(2026, 11, 24), 60),
        (date(1966, 11, 25), date(2026, 11, 24), 59),
        (date(1948, 2, 29), date(2026, 2, 28), 77),
        (date(1948, 2, 29), date(2026, 3, 1), 78),
        (date(1948, 2, 29), date(2028, 2, 29), 80),
    ],
)
def test_an_age_is_full_on_the_birthday(born: date, today: date, years: int) -> None:
    assert days.age(born, today) == years


@given(ANY_DAY, st.integers(0, 99))
def test_the_birthday_is_the_first_day_of_an_age(born: date, years: int) -> None:
    birthday = days.turns(born, years)
    assert days.age(born, birthday) == years
    if years:
        assert days.age(born, birthday - date.resolution) == years - 1


@given(ANY_DAY)
def test_a_month_ends_before_the_next_begins(day: date) -> None:
    assert (days.month_end(day) + date.resolution).day == 1
    assert days.month_end(day).month == day.month
