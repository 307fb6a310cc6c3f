"""The filters of the public templates: how a date, a time and a text of several lines are shown.

Formats values in the reader's language; it knows no page.
"""

from datetime import date, datetime

from flask_babel import format_date


def day(value: date) -> str:
    """A date in full: "2026年8月1日"."""
    return format_date(value, "long", rebase=False)


def weekday(value: date) -> str:
    """The day of the week of a date."""
    return format_date(value, "EEEE", rebase=False)


def clock_time(value: datetime) -> str:
    """A time of day as people write it: "9:05"."""
    return f"{value.hour}:{value.minute:02}"


def lines(text: str) -> list[str]:
    """The lines of a text that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


FILTERS = {"day": day, "weekday": weekday, "clock_time": clock_time, "lines": lines}
