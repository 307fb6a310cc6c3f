"""Opening hours as people say them, and as schema.org does."""

from typing import Any

Row = dict[str, Any]
NAMES = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
ENGLISH = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def said(hours: Row | None) -> Row:
    """Lines of days with the same times, and what they are to machines."""
    week = (hours or {}).get("week")
    if not week:
        return {"lines": [], "spec": []}
    days: dict[str, list[int]] = {}
    for day in range(7):
        days.setdefault(_times(week.get(str(day + 1), [])), []).append(day)
    spec = [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": [ENGLISH[day] for day in same],
            "opens": span["opens"],
            "closes": span["closes"],
        }
        for same in days.values()
        for span in week.get(str(same[0] + 1), [])
    ]
    return {
        "lines": [{"days": _days(same), "times": at} for at, same in days.items()],
        "spec": spec,
    }


def _times(spans: list[Row]) -> str:
    parts = [f"{_hour(span['opens'])}–{_hour(span['closes'])}" for span in spans]
    return "，".join(parts) or "休息"


def _hour(text: str) -> str:
    return text.removeprefix("0")


def _days(days: list[int]) -> str:
    if len(days) > 2 and len(days) == days[-1] - days[0] + 1:
        return f"{NAMES[days[0]]}至{NAMES[days[-1]]}"
    return "、".join(NAMES[day] for day in days)
