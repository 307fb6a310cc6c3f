"""What is approved for later goes out at its time, and not without what it needs."""

from datetime import date, datetime, timedelta

import peewee as pw
import pytest

from admin.databases import Databases
from admin.desk import outlook, planning, release, revisions
from admin.desk.readiness import Approver
from admin.desk.schedule import Schedule
from models import Service
from tests.admin.desk.conftest import Publish, Save, provider, service

pytestmark = pytest.mark.usefixtures("desk")

ANYBODY = Approver(None, lambda _kind, _area: True)
HOUR = timedelta(hours=1)


def names(databases: Databases) -> list[str]:
    with databases.publishing():
        return [row.name for row in Service.select()]


@pytest.fixture
def planned(desk: pw.Database, save: Save, now: datetime, today: date) -> revisions.Saved:
    """A service that is to be published in an hour."""
    assert desk is not None
    saved = save("service", service())
    plan(saved, now + HOUR, now, today)
    return saved


def plan(saved: revisions.Saved, at: datetime | None, now: datetime, today: date) -> None:
    planning.plan(
        saved.kind, saved.key, saved.number, approver=ANYBODY, at=at, now=now, today=today
    )


@pytest.mark.usefixtures("planned")
def test_it_goes_out_at_its_time_and_not_before(
    databases: Databases, now: datetime, today: date
) -> None:
    schedule = Schedule(databases)
    schedule.look(now, today)
    assert names(databases) == []
    schedule.look(now + HOUR, today)
    assert names(databases) == ["送餐上门"]


@pytest.mark.usefixtures("planned")
def test_the_planned_revision_goes_out_though_the_copy_moved_on(
    databases: Databases, save: Save, now: datetime, today: date
) -> None:
    save("service", service(name="送午餐"), key="1")
    release.release(databases, author_id=None, now=now + HOUR, today=today)
    assert names(databases) == ["送餐上门"]
    assert revisions.standing("service", "1") == "changed"


def test_what_has_no_time_waits_for_a_release_of_everything(
    databases: Databases, save: Save, now: datetime, today: date
) -> None:
    plan(save("service", service()), None, now, today)
    release.release(databases, author_id=None, now=now + HOUR, today=today)
    assert names(databases) == []
    release.release(databases, author_id=None, now=now + HOUR, today=today, everything=True)
    assert names(databases) == ["送餐上门"]


def test_a_release_can_be_given_a_time(
    databases: Databases, save: Save, now: datetime, today: date
) -> None:
    plan(save("service", service()), None, now, today)
    assert planning.plan_everything(now + HOUR, actor_id=None, now=now) > 0
    Schedule(databases).look(now + HOUR, today)
    assert names(databases) == ["送餐上门"]


def test_a_plan_can_be_cancelled(
    databases: Databases, planned: revisions.Saved, now: datetime, today: date
) -> None:
    record = revisions.find(planned.kind, planned.key)
    assert record is not None
    planning.cancel(record, actor_id=None, now=now)
    release.release(databases, author_id=None, now=now + HOUR, today=today)
    assert revisions.standing("service", "1") == "draft"


def test_withdrawing_cancels_a_plan(
    databases: Databases, planned: revisions.Saved, now: datetime, today: date
) -> None:
    release.withdraw(databases, planned.kind, planned.key, author_id=None, now=now, today=today)
    release.release(databases, author_id=None, now=now + HOUR, today=today)
    assert names(databases) == []


def test_it_does_not_go_out_without_what_it_needs_and_says_why(
    databases: Databases, save: Save, publish: Publish, now: datetime, today: date
) -> None:
    center = save("provider", provider())
    publish(center)
    plan(save("service", service(providers=[int(center.key)])), now + HOUR, now, today)
    release.withdraw(databases, "provider", center.key, author_id=None, now=now, today=today)
    release.release(databases, author_id=None, now=now + HOUR, today=today)
    assert names(databases) == []
    held = outlook.ahead(now + HOUR, today).held
    assert any("南定日间照料中心" in reason for reason in held[0].reasons)


def test_the_address_of_a_planned_record_is_its_own_when_it_goes_out(
    save: Save, databases: Databases, now: datetime, today: date
) -> None:
    plan(save("service", service(slug="mine")), now + HOUR, now, today)
    save("service", service(slug="else"), key="1")
    with pytest.raises(revisions.Invalid):
        save("service", service(slug="mine"))
    release.release(databases, author_id=None, now=now + HOUR, today=today)
    assert len(names(databases)) == 1
