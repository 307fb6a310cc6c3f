"""The same done to many at once."""

from datetime import date, datetime

import peewee as pw
import pytest

from admin.accounts.audit import Entry
from admin.databases import Databases
from admin.desk import batches, many, revisions
from admin.desk.batches import Signature
from models import Service
from tests.admin.desk.conftest import Publish, Save, service


@pytest.fixture
def signature(now: datetime, today: date) -> Signature:
    return Signature(7, now, today)


@pytest.fixture
def keys(desk: pw.Database, save: Save, publish: Publish) -> list[str]:
    """Two published services, and a second category."""
    save("category", {"name": "精神慰藉", "slug": "comfort"})
    saved = [save("service", service(name=name)) for name in ("送餐", "洗衣")]
    for each in saved:
        publish(each)
    return [each.key for each in saved]


def published(databases: Databases) -> list[int]:
    with databases.publishing():
        return [row.category_id for row in Service.select().order_by(Service.id)]


def test_another_category_is_a_draft_and_undone_as_one(
    databases: Databases, keys: list[str], signature: Signature
) -> None:
    batch = many.retag("service", keys, 2, signature)
    assert [row.category_id for row in Service.select()] == [2, 2]
    assert published(databases) == [1, 1]
    batches.undo(databases, batch, signature)
    assert [row.category_id for row in Service.select()] == [1, 1]
    assert revisions.standing("service", keys[0]) == "live"


def test_many_are_withdrawn_with_one_release_and_come_back_with_one(
    databases: Databases, keys: list[str], signature: Signature
) -> None:
    batch = many.withdraw(databases, "service", keys, signature)
    assert published(databases) == []
    assert revisions.standing("service", keys[0]) == "withdrawn"
    batches.undo(databases, batch, signature)
    assert published(databases) == [1, 1]
    assert revisions.standing("service", keys[0]) == "live"


def test_each_record_is_in_the_trail(
    databases: Databases, keys: list[str], signature: Signature
) -> None:
    many.withdraw(databases, "service", keys, signature)
    noted = Entry.select().where(Entry.event == "record_withdrawn")
    assert [entry.key for entry in noted] == keys
    assert Entry.select().where(Entry.event == "many_changed").get().detail["count"] == 2


def test_one_that_breaks_a_rule_keeps_all_as_they_were(
    keys: list[str], signature: Signature
) -> None:
    Service.update(phones=[{"number": "x"}]).where(Service.id == int(keys[1])).execute()
    with pytest.raises(revisions.Invalid):
        many.retag("service", keys, 2, signature)
    assert [row.category_id for row in Service.select()] == [1, 1]
