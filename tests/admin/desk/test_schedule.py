"""What is due is carried out by the thread, and dates take effect with the day."""

from datetime import date, datetime, timedelta

import pytest

from admin.databases import Databases
from admin.desk.schedule import Schedule
from tests.admin.desk import public_side
from tests.admin.desk.conftest import Publish, Save, service

pytestmark = pytest.mark.usefixtures("desk")


def test_where_nothing_is_due_there_is_no_release(
    databases: Databases, now: datetime, today: date
) -> None:
    schedule = Schedule(databases)
    schedule.look(now, today)
    assert not schedule.look(now, today)


def test_a_service_leaves_when_the_day_after_its_last_begins(
    databases: Databases, save: Save, publish: Publish, now: datetime, today: date
) -> None:
    publish(save("service", service(valid_until=str(today))))
    schedule = Schedule(databases)
    seen = []
    for days in (0, 1):
        schedule.look(now, today + timedelta(days=days))
        seen.append(len(public_side.rows(databases)["service"]))
    assert seen == [1, 0]


def test_a_second_process_that_looks_too_changes_nothing(
    databases: Databases, save: Save, publish: Publish, now: datetime, today: date
) -> None:
    publish(save("service", service()))
    past = public_side.rows(databases)
    for schedule in (Schedule(databases), Schedule(databases)):
        schedule.look(now, today)
    assert public_side.rows(databases) == past
