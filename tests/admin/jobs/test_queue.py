"""huey brings a run to a worker in the same process, and a restart loses none."""

import time
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from admin.jobs import runs
from admin.jobs.queue import Jobs
from admin.jobs.runs import DONE, RUNNING, JobRun
from tests.admin.conftest import OfficeInTest
from tests.site.deploy.hosts import free_port, program, running

SECONDS = 60


def ended(office: OfficeInTest, number: int) -> JobRun:
    """The run, when it has ended."""
    for _tick in range(SECONDS * 5):
        with office.databases.working():
            run = JobRun.get_by_id(number)
        if not run.is_open:
            break
        time.sleep(0.2)
    return run


def test_what_is_sent_is_done(office: OfficeInTest, now: datetime) -> None:
    jobs = Jobs(office.app)
    assert jobs.start()
    try:
        with office.databases.working():
            run, _new = runs.ask("backup", now=now)
        jobs.send(run.id)
        assert ended(office, run.id).state == DONE
    finally:
        jobs.stop()


def test_what_a_killed_server_left_is_done_after_its_restart(
    office: OfficeInTest, now: datetime
) -> None:
    with office.databases.working():
        run, _new = runs.ask("backup", now=now)
        runs.claim(run.id, now)
        assert JobRun.get_by_id(run.id).state == RUNNING
    jobs = Jobs(office.app)
    jobs.start()
    try:
        jobs.work.look(now)
        done = ended(office, run.id)
        assert (done.state, done.attempts) == (DONE, 2)
    finally:
        jobs.stop()


def test_a_second_process_of_the_machine_does_not_work_too(office: OfficeInTest) -> None:
    first = Jobs(office.app)
    assert first.start()
    try:
        assert not Jobs(office.app).start()
    finally:
        first.stop()


def test_redis_brings_what_is_sent(office: OfficeInTest, now: datetime, tmp_path: Path) -> None:
    port = free_port()
    quiet = ("--save", "", "--appendonly", "no", "--bind", "127.0.0.1", "--dir", str(tmp_path))
    command = [program("redis-server"), "--port", str(port), *quiet]
    with running(command, port, tmp_path / "redis.log"):
        jobs = Jobs(office.app)
        jobs.config = replace(jobs.config, redis_url=f"redis://127.0.0.1:{port}/0")
        assert type(jobs.queue).__name__ == "RedisHuey"
        assert jobs.start()
        try:
            with office.databases.working():
                run, _new = runs.ask("backup", now=now)
            jobs.send(run.id)
            assert ended(office, run.id).state == DONE
        finally:
            jobs.stop()
            jobs.queue.storage.pool.disconnect()
