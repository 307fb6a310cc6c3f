"""Many records written at once look as if each had been saved, on both kinds of database."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any

import peewee as pw
import pytest
from playhouse.db_url import connect

from admin.accounts import audit
from admin.desk import bulk, revisions
from admin.desk.bulk import Entry
from models import KINDS, Area, Category, FormerSlug, using
from tests import servers
from tests.admin.desk.conftest import Save, service

TABLES = [*KINDS.values(), FormerSlug, revisions.Record, revisions.Revision]
TABLES += [audit.Entry, audit.Head]


def category(slug: str) -> dict[str, object]:
    return revisions.complete("category", {"name": slug, "slug": slug})


def areas(number: int, name: str = "村") -> list[Entry]:
    fields = {"name": name, "level": "village", "parent": None, "pinyin": "", "is_rural": True}
    return [Entry(f"3703039{code:05}", 1, fields) for code in range(number)]


@pytest.mark.usefixtures("desk")
def test_what_was_written_at_once_is_live_like_a_published_record(now: datetime) -> None:
    bulk.write("category", [Entry("7", 1, category("meals"))], author_id=3, now=now)
    assert revisions.standing("category", "7") == "live"
    assert [r.author_id for r in revisions.history("category", "7")] == [3]
    assert Category.get_by_id(7).slug == "meals"


@pytest.mark.usefixtures("desk")
def test_a_service_keeps_to_its_dates_though_written_at_once(now: datetime) -> None:
    fields = revisions.complete(
        "service", service(slug="a", valid_from="2026-01-01", valid_until="2026-12-31")
    )
    bulk.write("service", [Entry("1", 1, fields)], author_id=None, now=now)
    record = revisions.find("service", "1")
    assert record is not None
    assert (record.starts_on, record.ends_on) == (date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.usefixtures("desk")
def test_more_than_one_chunk_is_written_whole(now: datetime) -> None:
    written = bulk.write("area", areas(bulk.CHUNK + 5), author_id=None, now=now)
    assert written == bulk.CHUNK + 5
    assert Area.select().where(Area.name == "村").count() == bulk.CHUNK + 5


@pytest.mark.usefixtures("desk")
def test_a_second_writing_overwrites_the_row_and_keeps_the_first_revision(now: datetime) -> None:
    bulk.write("area", areas(1), author_id=None, now=now)
    later = [Entry(e.key, 2, e.fields) for e in areas(1, name="新村")]
    bulk.write("area", later, author_id=None, now=now)
    assert Area.get_by_id("370303900000").name == "新村"
    assert [r.number for r in revisions.history("area", "370303900000")] == [2, 1]


@pytest.mark.usefixtures("desk")
def test_new_keys_go_on_from_the_last_one_in_use(save: Save) -> None:
    save("category", {"name": "二", "slug": "two"})
    assert list(islice(bulk.next_keys("category"), 2)) == [3, 4]


@pytest.fixture
def on_a_server(server: Any) -> Iterator[pw.Database]:
    """A PostgreSQL database of its own, with the tables that are written here."""
    database = connect(servers.database(server))
    with database.connection_context(), using(database), audit.sealed_with("of this test"):
        database.create_tables(TABLES)
        audit.begin()
        yield database
    database.close()


@pytest.mark.slow
@pytest.mark.usefixtures("on_a_server")
def test_postgresql_numbers_the_next_record_behind_those_written_at_once(
    now: datetime, today: date
) -> None:
    bulk.write("category", [Entry("1", 1, category("meals"))], author_id=None, now=now)
    fields = {"name": "二", "slug": "two"}
    saved = revisions.save("category", None, fields, author_id=None, now=now, today=today)
    assert saved.key == "2"


@pytest.mark.slow
@pytest.mark.usefixtures("on_a_server")
def test_postgresql_overwrites_a_row_too(now: datetime) -> None:
    for name in ("村", "新村"):
        number = 1 if name == "村" else 2
        entries = [Entry(e.key, number, e.fields) for e in areas(1, name=name)]
        bulk.write("area", entries, author_id=None, now=now)
    assert [area.name for area in Area.select()] == ["新村"]
