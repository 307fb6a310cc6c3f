"""A run is a row: never twice at once, never lost, begun by one worker."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from admin.databases import Databases
from admin.jobs import runs
from admin.jobs.runs import DONE, FAILED, WAITING, JobRun


@pytest.fixture(autouse=True)
def rows(databases: Databases) -> Iterator[None]:
    with databases.working():
        yield


def test_two_who_press_get_one_run(now: datetime) -> None:
    first, is_new = runs.ask("publish", now=now, target="web")
    second, again = runs.ask("publish", now=now, target="web")
    assert (is_new, again, first.id) == (True, False, second.id)


def test_another_target_is_another_run(now: datetime) -> None:
    runs.ask("publish", now=now, target="web")
    assert runs.ask("publish", now=now, target="mirror")[1]


def test_a_run_that_has_ended_makes_way(now: datetime) -> None:
    run, _new = runs.ask("backup", now=now)
    runs.claim(run.id, now)
    runs.end(run.id, now)
    assert runs.ask("backup", now=now)[1]


def test_a_message_that_comes_twice_begins_it_once(now: datetime) -> None:
    run, _new = runs.ask("backup", now=now)
    assert runs.claim(run.id, now)
    assert runs.claim(run.id, now) is None


def test_what_a_dead_worker_left_is_begun_again(now: datetime) -> None:
    run, _new = runs.ask("backup", now=now)
    runs.claim(run.id, now)
    runs.recover(now + timedelta(minutes=2))
    assert runs.waiting() == []
    runs.recover(now + timedelta(minutes=4))
    assert runs.waiting() == [run.id]


def test_what_kills_its_worker_again_and_again_has_failed(now: datetime) -> None:
    run, _new = runs.ask("backup", now=now)
    for _attempt in range(runs.MOST_ATTEMPTS):
        assert runs.claim(run.id, now)
        runs.recover(now, everything=True)
    assert JobRun.get_by_id(run.id).state == FAILED


def test_an_ended_run_says_how(now: datetime) -> None:
    for reason, state in (("", DONE), ("磁盘满了", FAILED)):
        run, _new = runs.ask("backup", now=now)
        runs.claim(run.id, now)
        runs.end(run.id, now, reason)
        found = JobRun.get_by_id(run.id)
        assert (found.state, found.reason) == (state, reason)


def test_a_run_that_nobody_has_begun_cannot_end(now: datetime) -> None:
    run, _new = runs.ask("backup", now=now)
    runs.end(run.id, now)
    assert JobRun.get_by_id(run.id).state == WAITING
