"""The trail: append-only, sealed, and silent about values."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import peewee as pw
import pytest
from flask_login import login_user

from admin.accounts import audit
from admin.databases import Databases
from models import current_database, using
from tests.admin.conftest import OfficeInTest

TRIGGERS = ("trail_is_not_changed", "trail_is_not_cut")


@pytest.fixture
def trail(databases: Databases, now: datetime) -> Iterator[pw.Database]:
    """A trail of four entries."""
    with databases.working() as database:
        for number in range(4):
            audit.note("record_saved", now=now, kind="service", key=str(number), fields=["phones"])
        yield database


def by_force(statement: str, *values: object) -> None:
    """What somebody with the key to the database could do: the triggers are gone first."""
    for trigger in TRIGGERS:
        current_database.execute_sql(f"DROP TRIGGER IF EXISTS {trigger}")
    current_database.execute_sql(statement, values)


def places() -> list[int]:
    return [fault.sequence for fault in audit.faults()]


def test_a_trail_that_nobody_touched_has_no_fault(trail: pw.Database) -> None:
    assert places() == []


def test_a_new_trail_has_no_fault(databases: Databases) -> None:
    with databases.working():
        assert places() == []


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at", "2020-01-01 00:00:00"),
        ("actor_id", 7),
        ("address", "10.0.0.1"),
        ("area_code", "370303"),
        ("event", "signed_in"),
        ("kind", "provider"),
        ("key", "9"),
        ("fields", '["name"]'),
        ("detail", '{"revision": 2}'),
        ("seal", "0" * 64),
    ],
)
def test_a_changed_row_is_found(trail: pw.Database, column: str, value: object) -> None:
    by_force(f"UPDATE trail SET {column} = ? WHERE sequence = 2", value)
    assert places()[0] == 2


def test_a_row_that_was_taken_out_is_found(trail: pw.Database) -> None:
    by_force("DELETE FROM trail WHERE sequence = 2")
    assert 2 in places()


def test_rows_that_changed_places_are_found(trail: pw.Database) -> None:
    by_force("UPDATE trail SET sequence = 9 WHERE sequence = 2")
    by_force("UPDATE trail SET sequence = 2 WHERE sequence = 3")
    by_force("UPDATE trail SET sequence = 3 WHERE sequence = 9")
    assert 2 in places()


def test_rows_cut_off_at_the_end_are_found(trail: pw.Database) -> None:
    by_force("DELETE FROM trail WHERE sequence > 2")
    by_force("UPDATE trail_head SET sequence = 2")
    assert places() == [2]


def test_a_whole_trail_that_was_emptied_is_found(trail: pw.Database) -> None:
    by_force("DELETE FROM trail")
    by_force("DELETE FROM trail_head")
    assert places() == [0]


@pytest.mark.parametrize("statement", ["UPDATE trail SET key = '9'", "DELETE FROM trail"])
def test_the_database_itself_refuses_to_change_the_trail(
    trail: pw.Database, statement: str
) -> None:
    with pytest.raises(pw.DatabaseError, match="append-only"):
        trail.execute_sql(statement)


def test_what_is_undone_leaves_no_entry(trail: pw.Database, now: datetime) -> None:
    with trail.atomic() as transaction:
        audit.note("signed_out", now=now)
        transaction.rollback()
    assert audit.Entry.select().count() == 4
    assert places() == []


@pytest.mark.parametrize(("event", "detail"), [("danced", {}), ("signed_out", {"name": "张三"})])
def test_what_is_not_on_the_list_is_refused(
    trail: pw.Database, now: datetime, event: str, detail: dict[str, Any]
) -> None:
    with pytest.raises(audit.UnknownEvent):
        audit.note(event, now=now, **detail)


def test_without_a_key_nothing_is_noted(databases: Databases, now: datetime) -> None:
    unsealed = databases.admin.connection_context(), using(databases.admin)
    with unsealed[0], unsealed[1], pytest.raises(audit.NoSeal):
        audit.note("signed_out", now=now)


def test_who_and_from_where_come_from_the_request(office: OfficeInTest, now: datetime) -> None:
    user = office.account("town_editor")
    asked = office.app.test_request_context(environ_base={"REMOTE_ADDR": "192.0.2.7"})
    with asked, office.databases.working():
        login_user(user)
        entry = audit.note("signed_in", now=now)
    assert (entry.actor_id, entry.address) == (user.id, "192.0.2.7")
    assert entry.area_code == user.area_code


def test_the_program_itself_is_nobody(trail: pw.Database, now: datetime) -> None:
    assert audit.note("released", now=now, put=1, taken=0).actor_id is None
