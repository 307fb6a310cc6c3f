"""Carries out runs: one by number, and once a minute whatever has come due.

An error of a job is its run's reason, never a traceback with values in the log. A run says that it
is alive while it works, so that one whose worker was killed is begun again.
"""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta

import peewee as pw
from flask import Flask

from admin.backups import BackupRefused
from admin.config import Config
from admin.databases import DatabaseRefused, Databases
from admin.desk import archive
from admin.desk.schedule import Schedule
from admin.jobs import following, kinds, runs
from admin.jobs.context import Context, JobFailed
from admin.jobs.kinds import JOBS
from admin.jobs.runs import SET, JobRun
from admin.mail import MailRefused
from models import N_
from pages import clock
from pages.deploy.targets import TargetRefused, read_targets

BEAT_SECONDS = 20
KEPT = timedelta(days=180)
FORESEEN = (JobFailed, BackupRefused, DatabaseRefused, MailRefused, TargetRefused)

log = logging.getLogger(__name__)


class Work:
    """The worker of one installation; `send(number)` brings a run's number to one."""

    def __init__(self, app: Flask, send: Callable[[int], None]) -> None:
        office = app.extensions["shouwang"]
        self.app, self.send = app, send
        self.config: Config = office.config
        self.databases: Databases = office.databases
        self.schedule = Schedule(self.databases)

    def carry_out(self, number: int) -> None:
        """Do one run, if it still waits."""
        with self.app.app_context():
            with self.databases.working():
                run = runs.claim(number, clock.now())
            work = kinds.work(run.job) if run is not None else None
            if run is None or work is None:
                return
            with self._alive(number):
                reason = self._reason(run, work)
            with self.databases.working():
                runs.end(number, clock.now(), reason)

    def _reason(self, run: JobRun, work: Callable[[Context], None]) -> str:
        """Do it; "" where it went well."""
        try:
            work(Context(self.config, self.databases, run))
        except FORESEEN as error:
            log.warning("job %s failed: %s", run.job, type(error).__name__)
            return " ".join(str(error).split())
        except Exception as error:
            log.error("job %s broke: %s", run.job, type(error).__name__)
            kind = type(error).__name__
            return N_("程序出了故障（%(kind)s），已记入日志。请联系管理员。") % {"kind": kind}
        return ""

    @contextmanager
    def _alive(self, number: int) -> Iterator[None]:
        ended = threading.Event()

        def beat() -> None:
            while not ended.wait(BEAT_SECONDS):
                # A run that holds the only pen for minutes lets nobody write that it is alive.
                with suppress(pw.OperationalError), self.databases.working():
                    runs.beat(number, clock.now())

        threading.Thread(target=beat, name="beat", daemon=True).start()
        try:
            yield
        finally:
            ended.set()

    def look(self, now: datetime) -> None:
        """Once a minute: release what is due, ask for jobs whose time has come, send them on."""
        with self.app.app_context():
            released = self._release(now)
            with self.databases.working():
                runs.recover(now)
                for job in self._due(now) | ({"publish"} if released else set()):
                    self.ask(job, now)
                for target in following.behind(self.config, now):
                    runs.ask("publish", now=now, target=target)
                runs.prune(now - KEPT)
                numbers = runs.waiting()
        for number in numbers:
            self.send(number)

    def ask(self, job: str, now: datetime, author_id: int | None = None) -> list[JobRun]:
        """Ask for a job; for publishing once a target. Works on the office's rows."""
        targets = list(read_targets(self.config.instance)) if job == "publish" else [""]
        return [
            runs.ask(job, now=now, target=target, author_id=author_id)[0]
            for target in targets or [""]
        ]

    def _release(self, now: datetime) -> bool:
        try:
            with self.databases.working():
                before = archive.latest(0, 1)
            self.schedule.look(now, clock.local(now).date())
            with self.databases.working():
                return archive.latest(0, 1) != before
        except Exception as error:
            # A release that fails now (a full disk, a personal number) is tried again in a minute.
            log.error("the scheduled release failed: %s", type(error).__name__)
            return False

    def _due(self, now: datetime) -> set[str]:
        """Jobs whose time has come; of a new one the time counts from now on."""
        due = set()
        for job, kind in JOBS.items():
            last = runs.last(job)
            if last is None:
                JobRun.create(job=job, asked_at=now, ended_at=now, state=SET)
            elif kind.times.is_due(last.asked_at, now) and not last.is_open:
                due.add(job)
        return due
