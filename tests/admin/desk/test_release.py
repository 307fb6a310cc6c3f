"""The release makes the public database equal to what is approved and due, and nothing more.

Duties of the order: A2 26.
"""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import peewee as pw
import pytest

from admin.databases import Databases
from admin.desk import leaks, release, revisions
from models import Change, FormerSlug, Provider, Service, Setting
from tests import factories
from tests.admin.desk.conftest import Publish, Save, provider, service

pytestmark = pytest.mark.usefixtures("desk")


def published(databases: Databases, model: type[Any]) -> list[Any]:
    with databases.publishing():
        return list(model.select())


def plant(saved: revisions.Saved, field: str, value: str) -> None:
    """Put a value into a stored revision, behind the form's back."""
    planted = revisions.revision(saved.kind, saved.key, saved.number)
    fields = dict(planted.fields) | {field: value}
    chosen = revisions.Revision.id == planted.id
    revisions.Revision.update(fields=fields).where(chosen).execute()


def test_a_saved_draft_is_not_published(databases: Databases, save: Save) -> None:
    save("service", service())
    assert published(databases, Service) == []


def test_a_published_service_is_in_the_public_database(
    databases: Databases, save: Save, publish: Publish
) -> None:
    publish(save("service", service()))
    assert [row.name for row in published(databases, Service)] == ["送餐上门"]


def test_an_edit_stays_private_until_it_is_published_too(
    databases: Databases, save: Save, publish: Publish
) -> None:
    saved = save("service", service())
    publish(saved)
    save("service", service(name="送午餐"), key=saved.key)
    assert [row.name for row in published(databases, Service)] == ["送餐上门"]


def test_publishing_again_carries_the_newest_revision(
    databases: Databases, save: Save, publish: Publish
) -> None:
    publish(save("service", service()))
    publish(save("service", service(name="送午餐", slug="song-can-shang-men"), key="1"))
    assert [(row.name, row.revision) for row in published(databases, Service)] == [("送午餐", 2)]


def test_a_service_takes_its_unpublished_provider_along_and_says_so(
    databases: Databases, save: Save, publish: Publish
) -> None:
    center = save("provider", provider())
    released = publish(save("service", service(providers=[int(center.key)])))
    assert "服务机构《南定日间照料中心》" in released.along
    assert len(published(databases, Provider)) == 1


def test_a_provider_that_is_not_the_authors_to_publish_refuses_the_service(
    databases: Databases, save: Save, publish: Publish
) -> None:
    center = save("provider", provider(area=factories.DISTRICT))
    own = save("service", service(providers=[int(center.key)]))
    with pytest.raises(release.Refused) as refused:
        publish(own, lambda _kind, area: area != factories.DISTRICT)
    assert any("南定日间照料中心" in reason for reason in refused.value.reasons)
    assert published(databases, Service) == []


def test_a_service_that_nobody_can_ring_is_refused(save: Save, publish: Publish) -> None:
    with pytest.raises(release.Refused):
        publish(save("service", service(phones=[])))


def test_a_withdrawn_service_leaves_the_public_database(
    databases: Databases, save: Save, publish: Publish, now: datetime, today: date
) -> None:
    publish(save("service", service()))
    released = release.withdraw(databases, "service", "1", author_id=None, now=now, today=today)
    assert released.taken == [("service", "1")]
    assert published(databases, Service) == []


def test_a_withdrawn_text_leaves_no_trace_in_the_public_file(
    databases: Databases, save: Save, publish: Publish, now: datetime, today: date
) -> None:
    publish(save("service", service(summary="金丝雀落在这里。")))
    path = Path(databases.public.database)
    assert "金丝雀".encode() in path.read_bytes()
    release.withdraw(databases, "service", "1", author_id=None, now=now, today=today)
    assert "金丝雀".encode() not in path.read_bytes()


def test_without_secure_delete_the_trace_would_stay(tmp_path: Path) -> None:
    path = tmp_path / "careless.db"
    database = pw.SqliteDatabase(str(path), pragmas={"secure_delete": 0})
    database.execute_sql("CREATE TABLE t (x TEXT)")
    database.execute_sql("INSERT INTO t VALUES (?)", ("金丝雀" * 50,))
    database.execute_sql("DELETE FROM t")
    database.close()
    assert "金丝雀".encode() in path.read_bytes()


def test_an_area_that_live_records_stand_on_cannot_be_withdrawn(
    databases: Databases, save: Save, publish: Publish, now: datetime, today: date
) -> None:
    publish(save("service", service()))
    with pytest.raises(release.Refused, match="reason"):
        release.withdraw(databases, "area", factories.TOWN, author_id=None, now=now, today=today)


def test_a_service_appears_on_its_first_day_and_is_gone_after_its_last(
    databases: Databases, save: Save, publish: Publish, now: datetime, today: date
) -> None:
    first, last = today + timedelta(days=2), today + timedelta(days=4)
    publish(save("service", service(valid_from=str(first), valid_until=str(last))))
    seen = []
    for offset in range(6):
        release.release(databases, author_id=None, now=now, today=today + timedelta(days=offset))
        seen.append(len(published(databases, Service)))
    assert seen == [0, 0, 1, 1, 1, 0]


def test_a_second_release_changes_nothing(
    databases: Databases, save: Save, publish: Publish, now: datetime, today: date
) -> None:
    publish(save("service", service()))
    before = len(published(databases, Change))
    released = release.release(databases, author_id=None, now=now, today=today)
    assert (released.put, released.taken) == ([], [])
    assert len(published(databases, Change)) == before


def test_every_change_is_logged_once(databases: Databases, save: Save, publish: Publish) -> None:
    publish(save("service", service()))
    logged = [(change.kind, change.key) for change in published(databases, Change)]
    assert ("service", "1") in logged
    assert len(logged) == len(set(logged))


def test_an_address_that_was_published_leads_on(
    databases: Databases, save: Save, publish: Publish
) -> None:
    publish(save("service", service(slug="song-can")))
    publish(save("service", service(slug="song-wu-can"), key="1"))
    former = [(row.slug, row.key) for row in published(databases, FormerSlug)]
    assert former == [("song-can", "1")]


def test_an_address_that_was_published_is_never_given_to_another(
    save: Save, publish: Publish
) -> None:
    publish(save("service", service(slug="song-can")))
    publish(save("service", service(slug="song-wu-can"), key="1"))
    with pytest.raises(revisions.Invalid) as invalid:
        save("service", service(slug="song-can"))
    assert [problem.field for problem in invalid.value.problems] == ["slug"]


def test_a_personal_number_that_got_round_the_form_stops_the_release(
    databases: Databases, save: Save, publish: Publish
) -> None:
    saved = save("service", service())
    plant(saved, "eligibility", "证件 11010519491231002X")
    with pytest.raises((leaks.LeakFound, release.Refused)):
        publish(saved)
    assert published(databases, Service) == []


def test_a_leak_names_record_and_field_but_never_the_number(
    databases: Databases, save: Save, now: datetime, today: date
) -> None:
    saved = save("service", service())
    plant(saved, "eligibility", "证件 11010519491231002X")
    release.approve_all()
    with pytest.raises(leaks.LeakFound) as leak:
        release.release(databases, author_id=None, now=now, today=today)
    assert str(leak.value) == "service:1 eligibility"


def test_settings_go_out_with_the_release(databases: Databases, now: datetime, today: date) -> None:
    Setting.create(name="title", value="守望")
    release.release(databases, author_id=None, now=now, today=today)
    assert [(s.name, s.value) for s in published(databases, Setting)] == [("title", "守望")]


def test_a_field_that_is_not_declared_is_never_copied(
    databases: Databases, save: Save, publish: Publish
) -> None:
    saved = save("service", service())
    plant(saved, "private_note", "不公开")
    publish(saved)
    assert not hasattr(published(databases, Service)[0], "private_note")


def dump(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        return "\n".join(connection.iterdump())


def plant_secrets(save: Save, publish: Publish, take_down: Callable[[str, str], Any]) -> None:
    """A draft, an unpublished edit, a withdrawn record and a draft on a live one's address."""
    publish(save("service", service(name="公开的服务", slug="open")))
    save("service", service(name="公开的服务", slug="open", eligibility="金丝雀一"), key="1")
    save("service", service(name="金丝雀二", slug="draft"))
    publish(save("provider", provider(name="金丝雀三")))
    take_down("provider", "1")
    save("contact", {"name": "金丝雀四", "slug": "", "area": factories.TOWN})
    save(
        "area",
        {"name": "金丝雀五", "level": "village", "parent": factories.TOWN},
        key="370303101299",
    )


def test_the_public_dump_holds_nothing_that_is_not_published(
    databases: Databases, save: Save, publish: Publish, now: datetime, today: date
) -> None:
    def take_down(kind: str, key: str) -> None:
        release.withdraw(databases, kind, key, author_id=None, now=now, today=today)

    plant_secrets(save, publish, take_down)
    release.release(databases, author_id=None, now=now, today=today)
    path = Path(databases.public.database)
    assert "公开的服务" in dump(path)
    assert "金丝雀" not in dump(path)
    assert "金丝雀".encode() not in path.read_bytes()


def test_a_planted_draft_would_be_found_in_the_dump(
    databases: Databases, save: Save, publish: Publish
) -> None:
    publish(save("service", service(name="金丝雀")))
    assert "金丝雀" in dump(Path(databases.public.database))


def test_a_watched_name_stops_the_release_with_its_place(
    databases: Databases, save: Save, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leaks, "_watchers", [])
    leaks.watch(lambda: lambda text: "王桂兰" in text)
    saved = save("service", service(summary="王桂兰家"))
    with pytest.raises(leaks.LeakFound, match="service:1 summary"):
        publish(saved)
    assert published(databases, Service) == []


def test_a_release_without_anything_new_asks_nobody_for_names(
    databases: Databases, monkeypatch: pytest.MonkeyPatch, now: datetime, today: date
) -> None:
    Setting.create(name="title", value="清单")
    release.release(databases, author_id=None, now=now, today=today)
    asked: list[str] = []

    def names() -> leaks.Finder:
        asked.append("names")
        return bool

    monkeypatch.setattr(leaks, "_watchers", [names])
    release.release(databases, author_id=None, now=now, today=today)
    assert asked == []


def test_a_watched_name_in_a_setting_stops_the_release(
    databases: Databases, monkeypatch: pytest.MonkeyPatch, now: datetime, today: date
) -> None:
    monkeypatch.setattr(leaks, "_watchers", [lambda: lambda text: "王桂兰" in text])
    Setting.create(name="title", value="王桂兰的清单")
    with pytest.raises(leaks.LeakFound, match="setting:title value"):
        release.release(databases, author_id=None, now=now, today=today)
