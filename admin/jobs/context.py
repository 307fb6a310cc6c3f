"""What a job is given: its installation, its row, and two ways to say how far it is."""

from dataclasses import dataclass
from datetime import date, datetime

from admin.config import Config
from admin.databases import Databases
from admin.jobs import runs
from admin.jobs.runs import JobRun
from pages import clock


class JobFailed(Exception):
    """A job could not do its work; the message says why, in a clerk's words, without a person's."""


@dataclass(frozen=True)
class Context:
    """One run under way; works inside `databases.working()` or outside of it."""

    config: Config
    databases: Databases
    run: JobRun

    @property
    def now(self) -> datetime:
        return clock.now()

    @property
    def today(self) -> date:
        return clock.today()

    def say(self, line: str) -> None:
        """One line for the log."""
        with self.databases.working():
            runs.say(self.run.id, line, clock.now())

    def progress(self, done: int, total: int) -> None:
        """How far it is."""
        with self.databases.working():
            runs.progress(self.run.id, done, total, clock.now())
