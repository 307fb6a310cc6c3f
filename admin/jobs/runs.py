"""The runs of jobs: who asked for one, how far it is, how it ended. The row is the truth.

One job for one target waits or runs once: the database sees to that, so two people who press at
the same time, two machines, or a message that arrives twice do no harm. The log holds places and
counts, no value of a record and no name of a person.
"""

from datetime import datetime, timedelta
from typing import ClassVar

import peewee as pw

from models import N_, current_database

WAITING, RUNNING, DONE, FAILED = "waiting", "running", "done", "failed"
# A job that was never run: from when on its times count.
SET = "set"
STATES = {
    WAITING: N_("等待中"),
    RUNNING: N_("进行中"),
    DONE: N_("成功"),
    FAILED: N_("没有成功"),
    SET: N_("还没运行过"),
}
ALIVE = timedelta(minutes=3)
MOST_ATTEMPTS = 3
LONGEST_LOG = 20_000


class JobRun(pw.Model):
    """One run. Instants are UTC; `seen_at` is its last sign of life."""

    job = pw.CharField(max_length=20)
    target = pw.CharField(max_length=30, default="")
    edition = pw.IntegerField(null=True)
    adopt = pw.BooleanField(default=False)
    author_id = pw.IntegerField(null=True)
    asked_at = pw.DateTimeField(index=True)
    started_at = pw.DateTimeField(null=True)
    seen_at = pw.DateTimeField(null=True)
    ended_at = pw.DateTimeField(null=True)
    state = pw.CharField(max_length=10, default=WAITING)
    attempts = pw.IntegerField(default=0)
    done = pw.IntegerField(default=0)
    total = pw.IntegerField(default=0)
    log = pw.TextField(default="")
    reason = pw.TextField(default="")

    class Meta:
        database = current_database
        legacy_table_names = False
        indexes: ClassVar = ((("job", "target", "asked_at"), False),)

    @property
    def is_open(self) -> bool:
        return self.state in {WAITING, RUNNING}


def ask(
    job: str,
    *,
    now: datetime,
    target: str = "",
    edition: int | None = None,
    adopt: bool = False,
    author_id: int | None = None,
) -> tuple[JobRun, bool]:
    """A run of that job, and whether it is a new one: there may be one that waits or runs."""
    try:
        with current_database.atomic():
            made = JobRun.create(
                job=job,
                target=target,
                edition=edition,
                adopt=adopt,
                author_id=author_id,
                asked_at=now,
            )
        return made, True
    except pw.IntegrityError:
        return _open(job, target), False


def _open(job: str, target: str) -> JobRun:
    chosen = (JobRun.job == job) & (JobRun.target == target)
    return JobRun.select().where(chosen & JobRun.state.in_((WAITING, RUNNING))).get()


def claim(number: int, now: datetime) -> JobRun | None:
    """Begin a run that waits; None where somebody else has begun it."""
    begun = JobRun.update(
        state=RUNNING, started_at=now, seen_at=now, attempts=JobRun.attempts + 1, done=0, total=0
    ).where((JobRun.id == number) & (JobRun.state == WAITING))
    return JobRun.get_by_id(number) if begun.execute() else None


def beat(number: int, now: datetime) -> None:
    """A sign of life."""
    JobRun.update(seen_at=now).where(JobRun.id == number).execute()


def progress(number: int, done: int, total: int, now: datetime) -> None:
    """How far it is."""
    JobRun.update(done=done, total=total, seen_at=now).where(JobRun.id == number).execute()


def say(number: int, line: str, now: datetime) -> None:
    """One more line of the log; a log that grows without end keeps its beginning."""
    run = JobRun.get_by_id(number)
    if len(run.log) < LONGEST_LOG:
        JobRun.update(log=run.log + line + "\n", seen_at=now).where(JobRun.id == number).execute()


def end(number: int, now: datetime, reason: str = "") -> None:
    """It has ended, well or for a reason."""
    state = FAILED if reason else DONE
    JobRun.update(state=state, reason=reason, ended_at=now, seen_at=now).where(
        (JobRun.id == number) & (JobRun.state == RUNNING)
    ).execute()


def recover(now: datetime, *, everything: bool = False) -> int:
    """Let runs whose worker died wait again; after a few attempts they have failed."""
    dead = JobRun.state == RUNNING
    if not everything:
        dead &= JobRun.seen_at < now - ALIVE
    JobRun.update(
        state=FAILED, ended_at=now, reason=N_("程序几次在中途停下，没有做完。请查看日志。")
    ).where(dead & (JobRun.attempts >= MOST_ATTEMPTS)).execute()
    return JobRun.update(state=WAITING).where(dead).execute()


def waiting() -> list[int]:
    """Those to be begun, the oldest first."""
    chosen = JobRun.select(JobRun.id).where(JobRun.state == WAITING).order_by(JobRun.id)
    return [run.id for run in chosen]


def last(job: str, target: str | None = None, *states: str) -> JobRun | None:
    """The newest run of a job, of those in such a state if any are named."""
    chosen = JobRun.job == job
    if target is not None:
        chosen &= JobRun.target == target
    if states:
        chosen &= JobRun.state.in_(states)
    return JobRun.select().where(chosen).order_by(JobRun.id.desc()).first()


def history(limit: int, offset: int = 0, job: str = "") -> list[JobRun]:
    """Runs, the newest first."""
    chosen = JobRun.select().where(JobRun.state != SET)
    if job:
        chosen = chosen.where(JobRun.job == job)
    return list(chosen.order_by(JobRun.id.desc()).limit(limit).offset(offset))


def prune(before: datetime) -> None:
    """Forget runs that ended long ago."""
    old = JobRun.state.in_((DONE, FAILED)) & (JobRun.ended_at < before)
    JobRun.delete().where(old).execute()
