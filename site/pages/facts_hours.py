"""Opening hours as schema.org says them, from the lines that a page shows.

Pure. Hours that nobody has said are no hours: an empty list, and not "closed".
"""

from collections.abc import Iterable
from typing import Any

from pages.hours import DayLine

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# To schema.org both ends at midnight mean a closed day.
CLOSED = {"opens": "00:00", "closes": "00:00"}
LAST_MINUTE = "23:59"


def opening(lines: Iterable[DayLine]) -> list[dict[str, Any]]:
    """One specification a span; an ordinary day without any is only left out, a holiday is said."""
    return [spec for line in lines for spec in _specifications(line)]


def _specifications(line: DayLine) -> list[dict[str, Any]]:
    when = _when(line)
    spans = [
        {"opens": span.opens, "closes": LAST_MINUTE if span.closes == "24:00" else span.closes}
        for span in line.spans
    ]
    if line.first and not spans:
        spans = [CLOSED]
    return [{"@type": "OpeningHoursSpecification", **when, **span} for span in spans]


def _when(line: DayLine) -> dict[str, Any]:
    if line.first and line.last:
        return {"validFrom": line.first.isoformat(), "validThrough": line.last.isoformat()}
    days = [DAYS[day - 1] for first, last in line.runs for day in range(first, last + 1)]
    return {"dayOfWeek": days}
