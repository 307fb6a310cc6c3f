"""Jobs at work on a real installation: what is asked for is done, and what fails says why."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from admin.jobs import runs
from admin.jobs.kinds import JOBS
from admin.jobs.runs import DONE, FAILED, JobRun
from admin.jobs.work import Work
from tests.admin.conftest import DeskInTest, OfficeInTest
from tests.site.deploy.conftest import standing


@pytest.fixture
def worker(office: OfficeInTest) -> Work:
    """Carries out what is sent to it at once."""
    made = Work(office.app, lambda _number: None)
    made.send = made.carry_out
    return made


def configure(office: OfficeInTest, root: Path) -> None:
    text = f'[targets.web]\nkind = "folder"\nlinger = 0\npath = "{root}"\n'
    (office.config.instance / "config.toml").write_text(text, encoding="utf-8")


def newest(worker: Work, job: str) -> JobRun:
    with worker.databases.working():
        found = runs.last(job)
    assert found is not None
    return found


def do(worker: Work, job: str, now: datetime) -> JobRun:
    with worker.databases.working():
        numbers = [run.id for run in worker.ask(job, now)]
    for number in numbers:
        worker.carry_out(number)
    return newest(worker, job)


def test_the_site_is_built_and_put_on_its_target(
    worker: Work, town_desk: DeskInTest, tmp_path: Path, now: datetime
) -> None:
    configure(town_desk.office, tmp_path / "www")
    run = do(worker, "publish", now)
    assert (run.state, run.reason) == (DONE, "")
    assert "index.html" in standing(tmp_path / "www")
    assert run.done == run.total > 0
    assert "第 1 版上传完成" in run.log


def test_a_target_that_is_somebody_elses_is_the_runs_reason(
    worker: Work, office: OfficeInTest, tmp_path: Path, now: datetime
) -> None:
    (tmp_path / "www").mkdir()
    (tmp_path / "www" / "thesis.docx").touch()
    configure(office, tmp_path / "www")
    run = do(worker, "publish", now)
    assert run.state == FAILED
    assert "thesis.docx" in run.reason


def test_a_target_that_has_left_the_configuration_is_the_runs_reason(
    worker: Work, office: OfficeInTest, tmp_path: Path, now: datetime
) -> None:
    configure(office, tmp_path / "www")
    with worker.databases.working():
        (run,) = worker.ask("publish", now)
    (office.config.instance / "config.toml").write_text("")
    worker.carry_out(run.id)
    found = newest(worker, "publish")
    assert found.state == FAILED
    assert "没有发布目标" in found.reason
    assert not (tmp_path / "www").exists()


def test_without_a_target_the_site_is_built(
    worker: Work, office: OfficeInTest, now: datetime
) -> None:
    assert do(worker, "publish", now).state == DONE
    assert (office.config.output_path / "index.html").exists()


def test_backups_are_kept_and_the_oldest_go(worker: Work, now: datetime) -> None:
    folder = worker.config.instance / "backups"
    folder.mkdir()
    for day in range(1, 20):
        (folder / f"2026-10-{day:02d}-003000.zip").touch()
    assert do(worker, "backup", now).state == DONE
    kept = sorted(folder.glob("*.zip"))
    assert len(kept) == worker.config.backups_keep
    assert kept[-1].stat().st_size > 0


@pytest.mark.parametrize("job", ["remind", "links", "certificate", "report"])
def test_every_other_job_runs_on_a_new_installation(worker: Work, job: str, now: datetime) -> None:
    run = do(worker, job, now)
    assert (run.state, run.reason) == (DONE, "")
    assert run.log


def test_an_unforeseen_error_is_told_without_what_was_in_it(
    worker: Work, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_context: object) -> None:
        raise ValueError("王秀英 370303194001011234")

    monkeypatch.setitem(JOBS, "links", replace(JOBS["links"], work=broken))
    run = do(worker, "links", now)
    assert run.state == FAILED
    assert "ValueError" in run.reason
    assert "王秀英" not in run.reason + run.log


def test_a_new_installation_does_not_begin_with_all_jobs_at_once(
    worker: Work, now: datetime
) -> None:
    worker.look(now)
    with worker.databases.working():
        assert runs.history(10) == []


def test_a_job_runs_when_its_time_has_come_and_not_again(worker: Work, now: datetime) -> None:
    worker.look(now)
    for _minute in range(2):
        worker.look(now + timedelta(days=1))
    with worker.databases.working():
        assert [run.job for run in runs.history(20)].count("backup") == 1
