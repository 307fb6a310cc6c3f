"""When a job is due: pure rules over wall-clock times in China, with now passed in.

What was missed while a machine was off is made up for once, not as often as it was missed.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from pages import clock

WEEK = 7


@dataclass(frozen=True)
class Times:
    """At this time of day; each day, or on that day of the week (0 is Monday)."""

    at: time
    weekday: int | None = None

    def before(self, now: datetime) -> datetime:
        """The last such moment that is not after now; both UTC."""
        return clock.instant(self._wall(clock.local(now).replace(tzinfo=None)))

    def after(self, now: datetime) -> datetime:
        """The next such moment; both UTC."""
        step = timedelta(days=1 if self.weekday is None else WEEK)
        return clock.instant(self._wall(clock.local(now).replace(tzinfo=None)) + step)

    def is_due(self, last: datetime, now: datetime) -> bool:
        """Whether a job that was asked for last at that instant is to be run now."""
        return last < self.before(now)

    def _wall(self, wall: datetime) -> datetime:
        found = datetime.combine(wall.date(), self.at)
        if self.weekday is not None:
            found -= timedelta(days=(found.weekday() - self.weekday) % WEEK)
            return found if found <= wall else found - timedelta(days=WEEK)
        return found if found <= wall else found - timedelta(days=1)
