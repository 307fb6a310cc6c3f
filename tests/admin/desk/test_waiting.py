"""A reviewer's queue holds what is theirs to see, and asks no more rows than wait."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import peewee as pw
import pytest

from admin.accounts.users import User
from admin.databases import Databases, initialise
from admin.desk import archive, outlook, planning, release, review, revisions, waiting
from admin.desk.readiness import Approver
from admin.desk.revisions import Record
from models import FormerSlug, Service
from tests import factories, servers
from tests.admin.desk.conftest import AREAS, Save, service

EVERYBODY = Approver(None, lambda _kind, _area: True)


def person(role: str, area: str) -> User:
    return User(name="somebody", role=role, area_code=area, active=True)


@pytest.fixture
def submitted(desk: pw.Database, save: Save, now: datetime, today: date) -> list[str]:
    """Keys of a town's and a district's service that both wait for a reviewer."""
    assert not desk.is_closed()
    keys = []
    for area, name in ((factories.TOWN, "镇里的"), (factories.DISTRICT, "区里的")):
        saved = save("service", service(area=area, name=name))
        review.submit(review.Act("service", saved.key, 1, None, now), today)
        keys.append(saved.key)
    return keys


def test_a_town_sees_its_own_and_the_district_sees_all(submitted: list[str]) -> None:
    town = waiting.submitted(person("town_editor", factories.TOWN), 0, 9)
    assert [record.key for record in town] == submitted[:1]
    assert waiting.count_submitted(person("district_editor", factories.DISTRICT)) == 2


@pytest.mark.usefixtures("submitted")
def test_who_may_read_nothing_sees_nothing() -> None:
    assert waiting.count_submitted(person("nobody", factories.DISTRICT)) == 0


def test_only_what_waits_is_read(desk: pw.Database) -> None:
    sql, params = Record.select().where(Record.submitted.is_null(False)).sql()
    plan = desk.execute_sql(f"EXPLAIN QUERY PLAN {sql}", params).fetchall()
    assert "record_waits_for_review" in str(plan)


@pytest.fixture
def on_a_server(server: Any, tmp_path: Path) -> Iterator[Databases]:
    """Both databases on PostgreSQL."""
    made = initialise(servers.served(server, tmp_path / "served"))
    yield made
    for database in (made.admin, made.public):
        database.close()


@pytest.mark.slow
def test_a_records_life_is_the_same_on_a_server(
    on_a_server: Databases, save: Save, now: datetime, today: date
) -> None:
    later = now + timedelta(hours=1)
    with on_a_server.working():
        for code, name, level, parent in AREAS:
            save("area", {"name": name, "level": level, "parent": parent}, key=code)
        save("category", {"name": "生活照料", "slug": "daily-living"})
        for slug in ("first", "second"):
            save("service", service(slug=slug), key=None if slug == "first" else "1")
            release.publish(
                on_a_server, "service", "1", today=today, may=EVERYBODY.may, author_id=None, now=now
            )
        second = save("service", service(slug="planned"))
        review.submit(review.Act("service", second.key, 1, None, now), today)
        assert waiting.count_submitted(person("town_editor", factories.TOWN)) == 1
        planning.plan("service", second.key, 1, approver=EVERYBODY, at=later, now=now, today=today)
        assert len(outlook.ahead(later, today).steps) == 1
        release.release(on_a_server, author_id=None, now=later, today=today)
        first, *_others = sorted(release_.id for release_ in archive.latest(0, 9))
        release.go_back(on_a_server, first, author_id=None, now=now)
        assert revisions.standing("service", second.key) == "withdrawn"
    with on_a_server.publishing():
        assert [row.slug for row in Service.select()] == ["first"]
        assert FormerSlug.select().count() == 0
