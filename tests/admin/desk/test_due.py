"""What must be rung again: the rule in SQL is the public side's, and the order is urgency."""

from datetime import date, datetime, timedelta
from typing import Any

import peewee as pw
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from admin.accounts.users import User
from admin.desk import due, liveness, revisions
from models import ContactPoint
from pages import verification
from tests import factories
from tests.admin.desk.conftest import Save, provider, service

FOREIGN = "370303102"


@pytest.fixture
def clerk(desk: pw.Database) -> User:
    return User(role="town_editor", area_code=factories.TOWN, active=True)


def live(save: Save, kind: str, fields: dict[str, Any]) -> str:
    """A record that a stranger can see."""
    saved = save(kind, fields)
    record = revisions.find(kind, saved.key)
    assert record is not None
    liveness.make_live(record.kind, record.key, record.head)
    return saved.key


def days_ago(today: date, days: int) -> str:
    return (today - timedelta(days=days)).isoformat()


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    ages=st.lists(
        st.tuples(st.none() | st.integers(0, 400), st.booleans()), min_size=1, max_size=6
    ),
    shift=st.integers(-30, 30),
)
def test_the_rule_in_sql_is_the_rule(
    public_database: pw.Database,
    today: date,
    ages: list[tuple[int | None, bool]],
    shift: int,
) -> None:
    ContactPoint.delete().execute()
    day = today + timedelta(days=shift)
    wanted = set()
    for age, has_phones in ages:
        verified_on = None if age is None else today - timedelta(days=age)
        phones = [factories.phone()] if has_phones else []
        row = factories.contact(verified_on=verified_on, phones=phones)
        if verification.is_overdue(verified_on, day, has_phones):
            wanted.add(row.id)
    found = ContactPoint.select(ContactPoint.id).where(due.overdue(ContactPoint, day))
    assert {key for (key,) in found.tuples()} == wanted


def test_the_late_come_first_and_among_them_what_most_lean_on(
    clerk: User, save: Save, today: date
) -> None:
    lonely = live(save, "provider", provider(verified_on=None, name="没人用的"))
    busy = live(save, "provider", provider(verified_on=days_ago(today, 95), name="用得多的"))
    soon = live(save, "provider", provider(verified_on=days_ago(today, 80), name="快到期的"))
    fresh = days_ago(today, 1)
    for name in ("送餐", "洗衣"):
        live(save, "service", service(name=name, providers=[int(busy)], verified_on=fresh))
    queue = due.queue(clerk, today)
    assert [each.key for each in queue] == [busy, lonely, soon]
    assert [each.dependents for each in queue] == [2, 0, 0]
    assert [each.is_overdue for each in queue] == [True, True, False]


def test_what_no_stranger_sees_need_not_be_rung(clerk: User, save: Save, today: date) -> None:
    save("provider", provider(name="草稿"))
    ended = live(save, "service", service(valid_until=days_ago(today, 1)))
    assert due.queue(clerk, today) == []
    assert due.count(clerk, today) == 0
    assert ended


def test_another_towns_records_are_not_in_the_queue(
    clerk: User, desk: pw.Database, save: Save, today: date
) -> None:
    save("area", {"name": "沣水镇", "level": "town", "parent": factories.DISTRICT}, key=FOREIGN)
    live(save, "provider", provider(area=FOREIGN))
    assert due.queue(clerk, today) == []
    assert due.shares(clerk, today) == []


def test_what_is_put_off_is_back_tomorrow_and_counted(clerk: User, save: Save, today: date) -> None:
    key = live(save, "provider", provider())
    due.put_off("provider", key, "no_answer", 1, today)
    assert due.queue(clerk, today) == []
    tomorrow = today + timedelta(days=1)
    assert [each.key for each in due.queue(clerk, tomorrow)] == [key]
    assert due.put_off_times("provider", key, None) == {"no_answer": 1}


def test_a_towns_share_counts_what_is_put_off_as_late(clerk: User, save: Save, today: date) -> None:
    late = live(save, "provider", provider(name="晚了"))
    for name in ("准时一", "准时二"):
        live(save, "provider", provider(name=name, verified_on=today.isoformat()))
    due.put_off("provider", late, "no_answer", 1, today)
    (share,) = due.shares(clerk, today)
    assert (share.name, share.total, share.overdue, share.in_time) == ("南定镇", 3, 1, 66)


@pytest.mark.parametrize("role", ["nobody", ""])
def test_who_may_read_nothing_has_nothing_to_ring(
    save: Save, desk: pw.Database, today: date, role: str, now: datetime
) -> None:
    live(save, "provider", provider())
    stranger = User(role=role, area_code=factories.DISTRICT, active=True)
    assert due.queue(stranger, today) == []
    assert due.count_overdue(stranger, today) == 0
