"""Carries out what has come due while nobody looks: a thread beside the server, once a minute.

What is due is written in the records, so nothing is queued and nothing can be lost: a thread that
died, a second process or a minute that was missed only mean that the next look does it. Start and
end dates take effect when a new day begins. It logs that something failed, never what was in it.
"""

import logging
import threading
from datetime import date, datetime

from flask import Flask

from admin.databases import Databases
from admin.desk import planning, release
from pages import clock

SECONDS = 60

log = logging.getLogger(__name__)


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


def start(app: Flask, databases: Databases) -> threading.Event:
    """Look every minute until the event that is answered is set."""
    stopped, schedule = threading.Event(), Schedule(databases)

    def run() -> None:
        with app.app_context():
            while not stopped.wait(SECONDS):
                _look(schedule)

    threading.Thread(target=run, name="schedule", daemon=True).start()
    return stopped


def _look(schedule: Schedule) -> None:
    try:
        schedule.look(clock.now(), clock.today())
    except Exception as error:
        # A release that fails now (a full disk, a personal number) is tried again in a minute.
        log.error("the scheduled release failed: %s", type(error).__name__)
