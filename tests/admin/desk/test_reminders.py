"""The weekly letter: to editors with late records, once a week, without a name in it."""

from datetime import date, timedelta

import pytest

from admin.desk import liveness, reminders, revisions
from tests import factories
from tests.admin.conftest import DeskInTest


@pytest.fixture
def late(town_desk: DeskInTest) -> DeskInTest:
    """A published service of the town that nobody has verified, and its clerks."""
    for role in ("town_editor", "district_editor", "village_contact", "auditor"):
        town_desk.office.account(role)
    with town_desk.office.databases.working():
        record = revisions.find("service", "1")
        assert record is not None
        liveness.make_live(record.kind, record.key, 1)
    return town_desk


def written(desk: DeskInTest, today: date) -> list[tuple[str, int]]:
    with desk.office.databases.working():
        return [(letter.area_code, letter.overdue) for letter in reminders.letters(today)]


def test_editors_of_late_records_are_written_to(late: DeskInTest, today: date) -> None:
    assert written(late, today) == [(factories.TOWN, 1), (factories.DISTRICT, 1)]


def test_a_second_run_in_the_same_week_writes_to_nobody(late: DeskInTest, today: date) -> None:
    with late.office.databases.working():
        for letter in list(reminders.letters(today)):
            reminders.remember(letter, today)
    assert written(late, today + timedelta(days=6)) == []
    assert len(written(late, today + timedelta(days=7))) == 2


def test_where_nothing_is_late_nobody_is_written_to(town_desk: DeskInTest, today: date) -> None:
    town_desk.office.account("town_editor")
    assert written(town_desk, today) == []


def test_a_letter_has_numbers_and_no_names(late: DeskInTest, today: date) -> None:
    with late.office.app.test_request_context(), late.office.databases.working():
        letter = next(reminders.letters(today))
        assert "1 条" in letter.text
        assert "本镇送餐" not in letter.subject + letter.text
        assert "town_editor-" not in str(letter.about())


def test_the_command_says_whom_it_would_write_to(late: DeskInTest) -> None:
    done = late.office.app.test_cli_runner().invoke(args=["remind", "--dry-run"])
    assert done.exit_code == 0
    assert f"镇办编辑 {factories.TOWN}：1 条超期" in done.output
    assert "没有设置邮件" in done.output
