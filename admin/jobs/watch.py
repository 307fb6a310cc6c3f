"""How the installation is: disk, databases, backup, deploys, jobs. Facts, each with a verdict.

For a page, for `/healthz` and for Prometheus alike. Nothing here names a person or a record.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import peewee as pw

from admin.config import Config
from admin.databases import Databases
from admin.jobs import runs
from admin.jobs.keeping import FOLDER
from admin.jobs.kinds import JOBS
from admin.jobs.runs import DONE, FAILED, SET, JobRun
from models import N_
from pages import clock
from pages.deploy.deploying import Deploying
from pages.deploy.targets import TargetRefused, read_targets

LEAST_FREE_MB = 500
BACKUP_DAYS = 2
# A worker looks each minute; whatever waits longer has none.
WAITS_TOO_LONG = timedelta(minutes=5)


@dataclass(frozen=True)
class Fact:
    """One line of the status page; `key` is its name for machines, `value` its number there."""

    key: str
    label: str
    text: str
    is_well: bool = True
    value: float | None = None


def facts(config: Config, databases: Databases, now: datetime) -> list[Fact]:
    """Everything that is watched; works on the office's rows."""
    return [
        *_disks(config),
        *_databases(config, databases),
        _backup(config, now),
        *_deploys(config),
        *_jobs(),
        _worker(now),
    ]


def is_well(databases: Databases, now: datetime) -> dict[str, bool]:
    """The few things without which the office does not work; works on the office's rows."""
    try:
        JobRun.select(JobRun.id).first()
        _ask(databases.public)
    except pw.DatabaseError:
        return {"databases": False}
    return {"databases": True, "jobs": _worker(now).is_well}


def _ask(database: pw.Database) -> None:
    opened = database.connect(reuse_if_open=True)
    try:
        database.execute_sql("SELECT count(*) FROM change")
    finally:
        if opened:
            database.close()


def _disks(config: Config) -> Iterator[Fact]:
    folders = {"instance": config.instance, "output": config.output_path}
    for key, folder in folders.items():
        if folder.exists():
            free = shutil.disk_usage(folder).free // 1_000_000
            label = N_("资料所在磁盘") if key == "instance" else N_("网页所在磁盘")
            text = N_("还剩 %(n)s MB") % {"n": free}
            yield Fact(f"disk_free_megabytes_{key}", label, text, free > LEAST_FREE_MB, free)


def _databases(config: Config, databases: Databases) -> Iterator[Fact]:
    names = {
        "admin": (N_("后台数据库"), databases.admin, config.admin_path),
        "public": (N_("公开数据库"), databases.public, config.public_path),
    }
    for key, (label, database, path) in names.items():
        if isinstance(database, pw.SqliteDatabase):
            size = _megabytes(path)
            yield Fact(f"database_megabytes_{key}", label, N_("%(n)s MB") % {"n": size}, True, size)
        else:
            yield Fact(f"database_{key}", label, N_("在服务器上"))


def _megabytes(path: Path) -> float:
    return round(path.stat().st_size / 1e6, 1) if path.exists() else 0.0


def _backup(config: Config, now: datetime) -> Fact:
    label = N_("最近的备份")
    if config.admin_database or config.public_database:
        return Fact("backup", label, N_("由数据库服务器负责"))
    last = runs.last("backup", None, DONE)
    made = sorted((config.instance / FOLDER).glob("*.zip"))
    if last is None or last.ended_at is None or not made:
        return Fact("backup_age_hours", label, N_("还没有"), False)
    age = now - last.ended_at
    text = clock.local(last.ended_at).strftime("%Y-%m-%d %H:%M")
    fresh = age < timedelta(days=BACKUP_DAYS)
    return Fact("backup_age_hours", label, text, fresh, round(age / timedelta(hours=1), 1))


def _deploys(config: Config) -> Iterator[Fact]:
    try:
        targets = read_targets(config.instance)
    except TargetRefused as error:
        yield Fact("targets", N_("发布目标"), str(error), False)
        return
    deploying = Deploying(config.instance, config.output_path)
    for name, target in targets.items():
        edition = deploying.state(name).edition()
        last = runs.last("publish", name, DONE, FAILED)
        well = last is not None and last.state == DONE
        text = N_("第 %(n)s 版") % {"n": edition} if edition else N_("还没有发布过")
        if last and last.state == FAILED:
            text = N_("%(text)s；上一次没有成功：%(why)s") % {"text": text, "why": last.reason}
        label = N_("网站 %(name)s（%(place)s）") % {"name": name, "place": target.place}
        yield Fact(f"edition_{name.replace('-', '_')}", label, text, well, edition)


def _jobs() -> Iterator[Fact]:
    for job, kind in JOBS.items():
        last = runs.last(job, None, DONE, FAILED)
        if job != "publish" and last and last.state == FAILED:
            yield Fact(f"job_failed_{job}", kind.label, last.reason, False, 1)


def _worker(now: datetime) -> Fact:
    """Whether anybody carries out what waits."""
    late = JobRun.select().where(
        (JobRun.state == runs.WAITING) & (JobRun.asked_at < now - WAITS_TOO_LONG)
    )
    count = late.count()
    text = N_("有 %(n)s 件等了很久，没有人做") % {"n": count} if count else N_("正常")
    return Fact("jobs_waiting_long", N_("后台任务"), text, not count, count)


def next_runs(now: datetime) -> dict[str, datetime]:
    """When each job runs by itself next."""
    return {job: kind.times.after(now) for job, kind in JOBS.items()}


def last_runs() -> dict[str, JobRun | None]:
    """The newest run of each job, if it has ever run."""
    found = {job: runs.last(job) for job in JOBS}
    return {job: None if run is None or run.state == SET else run for job, run in found.items()}
