"""The register's night as a job: once, made up for when it was missed, and naming nobody."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from admin.jobs import runs
from admin.jobs.runs import DONE, FAILED
from admin.jobs.work import Work
from admin.registry.people.elders import Elder
from admin.registry.supervision.rows import Tally
from pages import clock
from tests.admin.conftest import OfficeInTest
from tests.admin.jobs.test_work import do, newest, worker
from tests.admin.registry import factories

__all__ = ["worker"]


@pytest.fixture
def elder(office: OfficeInTest) -> Any:
    with office.databases.working():
        return factories.left_behind(name="王秀英")


def test_the_night_asks_the_rules_and_counts_the_villages(
    worker: Work, elder: Elder, now: datetime
) -> None:
    run = do(worker, "recompute", now)
    assert (run.state, run.reason, run.done) == (DONE, "", 1)
    assert "重新计算了 1 位老人。" in run.log
    assert "王秀英" not in run.log
    with worker.databases.working():
        assert Elder.get_by_id(elder.id).computed_on == clock.today()
        assert Tally.select().count() > 1


def test_a_night_that_was_missed_is_made_up_for_once(
    worker: Work, elder: Elder, now: datetime
) -> None:
    worker.look(now)
    for hours in (0, 1):
        worker.look(now + timedelta(days=3, hours=hours))
    with worker.databases.working():
        assert [run.job for run in runs.history(30)].count("recompute") == 1
        assert Elder.get_by_id(elder.id).computed_on is not None


def test_a_night_that_was_broken_off_is_begun_again(
    worker: Work, elder: Elder, now: datetime
) -> None:
    with worker.databases.working():
        [run] = worker.ask("recompute", now)
        runs.claim(run.id, now)
    worker.look(now + timedelta(minutes=5))
    found = newest(worker, "recompute")
    assert (found.id, found.state, found.attempts) == (run.id, DONE, 2)


def test_there_is_no_second_night_beside_the_first(
    worker: Work, elder: Elder, now: datetime
) -> None:
    with worker.databases.working():
        first, second = worker.ask("recompute", now), worker.ask("recompute", now)
    assert first[0].id == second[0].id


def test_a_failure_names_nobody(
    worker: Work, elder: Elder, now: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    with worker.databases.working() as database:
        database.execute_sql("ALTER TABLE notice RENAME TO gone")
        Elder.update(has_alarm=False, self_care="unable").execute()
    run = do(worker, "recompute", now)
    assert run.state == FAILED
    assert "王秀英" not in run.reason + run.log + caplog.text
