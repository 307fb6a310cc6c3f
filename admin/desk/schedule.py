"""Carries out what has come due while nobody looks; `jobs.work` asks it once a minute.

What is due is written in the records, so nothing is queued and nothing can be lost: a worker that
died, a second one or a minute that was missed only mean that the next look does it. Start and end
dates take effect when a new day begins.
"""

from datetime import date, datetime

from admin.databases import Databases
from admin.desk import planning, release


class Schedule:
    """Looks whether anything is due, and releases it."""

    def __init__(self, databases: Databases) -> None:
        self.databases = databases
        self._day: date | None = None

    def look(self, now: datetime, today: date) -> bool:
        """Release what has come due; whether there was a release to be made."""
        with self.databases.working():
            if today == self._day and not planning.ready(now, today, everything=False):
                return False
        release.release(self.databases, author_id=None, now=now, today=today)
        self._day = today
        return True
