"""One tap after a telephone call: a new revision, public at once where that is allowed."""

from datetime import date, datetime
from typing import Any

import peewee as pw
import pytest

from admin.accounts.audit import Entry
from admin.databases import Databases
from admin.desk import batches, revisions, verifying
from admin.desk.batches import Batch, Signature
from admin.desk.suggestions import Suggestion
from models import Provider
from tests import factories
from tests.admin.desk.conftest import Publish, Save, provider


@pytest.fixture
def signature(now: datetime, today: date) -> Signature:
    return Signature(7, now, today)


@pytest.fixture
def home(desk: pw.Database, save: Save, publish: Publish) -> revisions.Saved:
    """A published institution that nobody has verified."""
    saved = save("provider", provider())
    publish(saved)
    return saved


def published(databases: Databases) -> Any:
    with databases.publishing():
        return Provider.get()


def allow(_kind: str, _area: str) -> bool:
    return True


def refuse(_kind: str, _area: str) -> bool:
    return False


def verify(databases: Databases, signature: Signature, key: str, may: Any = allow) -> Batch:
    return verifying.verify(databases, "provider", [key], signature, may)


def test_what_stood_as_it_was_is_public_at_once(
    databases: Databases, home: revisions.Saved, signature: Signature, today: date
) -> None:
    verify(databases, signature, home.key)
    assert published(databases).verified_on == today
    assert revisions.standing("provider", home.key) == "live"
    assert Entry.select().where(Entry.event == "record_verified").get().fields == ["verified_on"]


def test_a_draft_is_not_published_by_a_telephone_call(
    databases: Databases, home: revisions.Saved, signature: Signature, save: Save
) -> None:
    save("provider", provider(name="改了一半的", slug="gai"), key=home.key)
    verify(databases, signature, home.key)
    assert published(databases).verified_on is None
    assert revisions.standing("provider", home.key) == "changed"
    assert Suggestion.select().count() == 0


def test_who_may_not_publish_suggests(
    databases: Databases, home: revisions.Saved, signature: Signature
) -> None:
    verify(databases, signature, home.key, refuse)
    assert published(databases).verified_on is None
    assert Suggestion.get().number == 2


def test_a_second_tap_does_nothing(
    databases: Databases, home: revisions.Saved, signature: Signature
) -> None:
    verify(databases, signature, home.key)
    again = verify(databases, signature, home.key)
    assert again.count == 0
    assert len(revisions.history("provider", home.key)) == 2


def test_a_correction_is_verified_and_public(
    databases: Databases, home: revisions.Saved, signature: Signature, today: date
) -> None:
    changes = {"phones": [factories.phone("0533-0007777")]}
    verifying.correct(databases, "provider", home.key, changes, signature, allow, 1)
    assert published(databases).phones[0]["number"] == "0533-0007777"
    assert published(databases).verified_on == today


def test_a_correction_over_somebody_elses_is_refused(
    databases: Databases, home: revisions.Saved, signature: Signature, save: Save
) -> None:
    save("provider", provider(name="别人改的", slug="bie"), key=home.key)
    with pytest.raises(revisions.Conflict):
        verifying.correct(databases, "provider", home.key, {}, signature, allow, 1)
    assert Batch.select().count() == 0


def test_many_are_verified_together_or_not_at_all(
    databases: Databases, home: revisions.Saved, signature: Signature, save: Save
) -> None:
    other = save("provider", provider(name="第二家"))
    Provider.update(phones=[{"number": "找小王"}]).where(Provider.id == int(other.key)).execute()
    with pytest.raises(revisions.Invalid):
        verifying.verify(databases, "provider", [home.key, other.key], signature, allow)
    assert published(databases).verified_on is None
    assert len(revisions.history("provider", home.key)) == 1


def test_undoing_lets_the_public_side_say_what_it_said(
    databases: Databases, home: revisions.Saved, signature: Signature
) -> None:
    batch = verify(databases, signature, home.key)
    undone = batches.undo(databases, batch, signature)
    assert undone.count == 1
    assert published(databases).verified_on is None
    assert revisions.standing("provider", home.key) == "live"
    assert len(revisions.history("provider", home.key)) == 3
