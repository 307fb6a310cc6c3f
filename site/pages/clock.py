"""The only place that asks the machine for the time; every rule gets its date passed in."""

import time
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """This instant in UTC, without a zone: the shape in which the databases keep instants."""
    return datetime.now(UTC).replace(tzinfo=None)


def today() -> date:
    """The date on a wall calendar in China."""
    return datetime.now(SHANGHAI).date()


def nanoseconds() -> int:
    """This instant as file systems count."""
    return time.time_ns()


def local(instant: datetime) -> datetime:
    """The wall-clock time in China of an instant that a database kept."""
    return instant.replace(tzinfo=UTC).astimezone(SHANGHAI)


def instant(wall: datetime) -> datetime:
    """The instant, as the databases keep it, of a wall-clock time in China."""
    return wall.replace(tzinfo=SHANGHAI).astimezone(UTC).replace(tzinfo=None)
