"""What is released reaches the sites by itself, once a person has put a site there."""

from datetime import timedelta
from pathlib import Path

from admin.desk.archive import Release
from admin.jobs import runs
from admin.jobs.following import QUIET, behind
from admin.jobs.work import Work
from pages import clock
from tests.admin.conftest import DeskInTest


def configure(desk: DeskInTest, tmp_path: Path, more: str = "") -> None:
    table = f'[targets.web]\nkind = "folder"\nlinger = 0\npath = "{tmp_path / "www"}"\n{more}'
    (desk.office.config.instance / "config.toml").write_text(table)


def publish(desk: DeskInTest) -> None:
    """By hand, to its end."""
    work = Work(desk.office.app, lambda _number: None)
    with desk.office.databases.working():
        (run,) = work.ask("publish", clock.now())
    work.carry_out(run.id)


def released(desk: DeskInTest) -> None:
    """The desk has released something a moment ago."""
    with desk.office.databases.working():
        Release.create(at=clock.now() + timedelta(seconds=1))


def late(desk: DeskInTest) -> list[str]:
    with desk.office.databases.working():
        return behind(desk.office.config, clock.now() + QUIET + timedelta(seconds=2))


def test_a_release_is_followed_once_it_is_quiet(town_desk: DeskInTest, tmp_path: Path) -> None:
    configure(town_desk, tmp_path)
    publish(town_desk)
    assert late(town_desk) == []
    released(town_desk)
    assert late(town_desk) == ["web"]
    with town_desk.office.databases.working():
        assert behind(town_desk.office.config, clock.now()) == []


def test_it_is_asked_for_once(town_desk: DeskInTest, tmp_path: Path) -> None:
    configure(town_desk, tmp_path)
    publish(town_desk)
    released(town_desk)
    work = Work(town_desk.office.app, lambda _number: None)
    for minute in (2, 3):
        work.look(clock.now() + timedelta(minutes=minute))
    with town_desk.office.databases.working():
        assert len(runs.history(10, job="publish")) == 2


def test_a_place_where_nobody_has_put_a_site_waits_for_a_person(
    town_desk: DeskInTest, tmp_path: Path
) -> None:
    configure(town_desk, tmp_path)
    released(town_desk)
    assert late(town_desk) == []


def test_a_target_may_be_told_not_to_follow(town_desk: DeskInTest, tmp_path: Path) -> None:
    configure(town_desk, tmp_path)
    publish(town_desk)
    configure(town_desk, tmp_path, "after_release = false\n")
    released(town_desk)
    assert late(town_desk) == []
