"""Opening hours for machines."""

from typing import Any

from pages.facts_hours import opening
from pages.hours import describe


def said(**hours: Any) -> list[dict[str, Any]]:
    return opening(describe(hours))


def test_days_with_equal_hours_are_said_together_and_closed_ones_are_not() -> None:
    week = {str(day): [{"opens": "08:00", "closes": "17:00"}] for day in (1, 2, 5)}
    assert said(week=week) == [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": ["Monday", "Tuesday", "Friday"],
            "opens": "08:00",
            "closes": "17:00",
        }
    ]


def test_all_day_ends_a_minute_before_midnight() -> None:
    (spec,) = said(week={"7": [{"opens": "00:00", "closes": "24:00"}]})
    assert (spec["opens"], spec["closes"]) == ("00:00", "23:59")


def test_a_holiday_has_dates_and_is_closed_where_nothing_opens() -> None:
    holiday = {"from": "2026-10-01", "until": "2026-10-07", "spans": []}
    assert said(exceptions=[holiday]) == [
        {
            "@type": "OpeningHoursSpecification",
            "validFrom": "2026-10-01",
            "validThrough": "2026-10-07",
            "opens": "00:00",
            "closes": "00:00",
        }
    ]


def test_unknown_hours_are_not_closed() -> None:
    assert said() == []
