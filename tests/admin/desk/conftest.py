"""A desk with one district, one town and one village, and the shorthand to save a record."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

import peewee as pw
import pytest

from admin.databases import Databases
from admin.desk import carry, release, revisions
from tests import factories

Save = Callable[..., revisions.Saved]
Publish = Callable[..., carry.Released]

AREAS = (
    (factories.DISTRICT, "张店区", "district", None),
    (factories.TOWN, "南定镇", "town", factories.DISTRICT),
    (factories.VILLAGE, "测试村村委会", "village", factories.TOWN),
)


@pytest.fixture
def desk(databases: Databases, save: Save) -> Iterator[pw.Database]:
    """The admin database in use, with three areas and a category, none of them published."""
    with databases.working() as database:
        for code, name, level, parent in AREAS:
            save("area", {"name": name, "level": level, "parent": parent}, key=code)
        save("category", {"name": "生活照料", "slug": "daily-living"})
        yield database


@pytest.fixture
def save(now: datetime, today: date) -> Save:
    def save(kind: str, fields: dict[str, Any], key: str | None = None) -> revisions.Saved:
        return revisions.save(kind, key, fields, author_id=None, now=now, today=today)

    return save


@pytest.fixture
def publish(databases: Databases, now: datetime, today: date) -> Publish:
    def publish(
        saved: revisions.Saved, may: release.May = lambda _kind, _area: True
    ) -> carry.Released:
        return release.publish(
            databases, saved.kind, saved.key, author_id=None, now=now, today=today, may=may
        )

    return publish


def provider(**values: Any) -> dict[str, Any]:
    """Fields of a provider that may be saved."""
    return {
        "name": "南定日间照料中心",
        "area": factories.TOWN,
        "type": "day_care_centre",
        "phones": [factories.phone()],
        "slug": "",
    } | values


def service(**values: Any) -> dict[str, Any]:
    """Fields of a service that may be saved and published."""
    return {
        "name": "送餐上门",
        "summary": "把热饭送到家。",
        "area": factories.TOWN,
        "areas": [factories.TOWN],
        "category": 1,
        "phones": [factories.phone()],
        "slug": "",
    } | values
