"""Whatever the registry knows of a person stops a release, with its place and without its value."""

from datetime import date, datetime
from typing import Any

import pytest

from admin.desk import leaks, release, revisions
from admin.registry.figures.rows import AllowedWord
from admin.registry.figures.watching import finder
from models import Area, Service
from tests import factories as published
from tests.admin.conftest import OfficeInTest
from tests.admin.registry import factories
from tests.factories import DISTRICT, TOWN

PLANTED = {
    "name": "今天给欧阳玉兰送饭",
    "phone": "有事打 0533-7654321",
    "address": "送到南定村3组12号门口",
    "child": "儿子欧阳建设在外地",
    "id": "证号 11010519491231002X",
}


def plant(office: OfficeInTest) -> None:
    """An elder with a name, a telephone, an address and a child that nobody may publish."""
    with office.databases.working():
        elder = factories.elder(name="欧阳玉兰", phone="05337654321", address="南定村3组12号")
        factories.child(elder, name="欧阳建设")


def save(office: OfficeInTest, now: datetime, today: date, text: str) -> None:
    """An approved service whose text somebody put in behind the form's back."""

    def keep(kind: str, key: str | None, **fields: Any) -> None:
        revisions.save(kind, key, fields, author_id=None, now=now, today=today)

    with office.databases.working():
        keep("category", None, name="照料", slug="zhao-liao")
        keep("area", DISTRICT, name="某区", level="district", parent=None)
        keep("area", TOWN, name="某镇", level="town", parent=DISTRICT)
        phones = [published.phone()]
        where = {"area": TOWN, "areas": [TOWN], "phones": phones, "category": 1}
        keep("service", None, name="送饭", slug="song-fan", summary="送饭上门", **where)
        chosen = revisions.Revision.kind == "service"
        stored = revisions.Revision.get(chosen).fields | {"content": text}
        revisions.Revision.update(fields=stored).where(chosen).execute()
        release.approve_all()


@pytest.fixture
def desk(office: OfficeInTest) -> OfficeInTest:
    """The office without the areas that its fixture wrote behind the desk's back."""
    with office.databases.working():
        for area in Area.select().order_by(Area.code.desc()):
            area.delete_instance()
    return office


@pytest.mark.parametrize("what", PLANTED)
def test_a_planted_text_stops_the_release_with_its_place(
    desk: OfficeInTest, now: datetime, today: date, what: str
) -> None:
    plant(desk)
    save(desk, now, today, PLANTED[what])
    with pytest.raises(leaks.LeakFound) as stopped:
        release.release(desk.databases, author_id=None, now=now, today=today)
    assert (stopped.value.kind, stopped.value.field) == ("service", "content")
    assert not any(word in str(stopped.value) for word in ("欧阳", "7654321", "12号", "1949"))
    with desk.databases.publishing():
        assert not Service.select().exists()


def test_what_is_nobodys_goes_out(desk: OfficeInTest, now: datetime, today: date) -> None:
    plant(desk)
    save(desk, now, today, "今天给老人送饭，请打办公室电话。")
    release.release(desk.databases, author_id=None, now=now, today=today)
    with desk.databases.publishing():
        assert Service.select().count() == 1


def test_a_word_that_was_allowed_passes(office: OfficeInTest, now: datetime) -> None:
    with office.databases.working():
        factories.elder(name="高峰")
        assert finder()("高峰时段")
        AllowedWord.create(area_code=DISTRICT, word="高峰", reason="常用词", made_at=now)
        assert not finder()("高峰时段")
