"""The filters of the public templates: how a date, a time and a text of several lines are shown.

Formats values in the reader's language; it knows no page.
"""

from datetime import date, datetime

from flask_babel import format_date

from pages.clock import local
from pages.speech import gettext as _


def day(value: date) -> str:
    """A date in full: "2026年8月1日"."""
    return format_date(value, "long", rebase=False)


def weekday(value: date) -> str:
    """The day of the week of a date."""
    return format_date(value, "EEEE", rebase=False)


def clock_time(value: datetime) -> str:
    """A time of day as people write it: "9:05"."""
    return f"{value.hour}:{value.minute:02}"


def china_day(instant: datetime) -> str:
    """The day in China of an instant that a database kept."""
    return day(local(instant).date())


def distance(kilometres: float) -> str:
    """How far it is, as the crow flies: "约 1.2 公里", "约 300 米"."""
    if kilometres < 0.1:
        return _("不到 100 米")
    if kilometres < 1:
        return _("约 %(metres)s 米", metres=round(kilometres * 10) * 100)
    return _("约 %(kilometres)s 公里", kilometres=f"{kilometres:.1f}")


def lines(text: str) -> list[str]:
    """The lines of a text that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


FILTERS = {
    "china_day": china_day,
    "clock_time": clock_time,
    "day": day,
    "distance": distance,
    "lines": lines,
    "weekday": weekday,
}
