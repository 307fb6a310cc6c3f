"""A village suggests; an editor takes it over or turns it down; nothing is erased."""

from datetime import date, datetime
from typing import Any

import peewee as pw
import pytest

from admin.accounts.audit import Entry
from admin.databases import Databases
from admin.desk import revisions, suggestions
from admin.desk.batches import Signature
from models import Provider
from tests import factories
from tests.admin.desk.conftest import Publish, Save, provider

NEW = {"phones": [factories.phone("0533-0007777")]}


@pytest.fixture
def signature(now: datetime, today: date) -> Signature:
    return Signature(7, now, today)


@pytest.fixture
def home(desk: pw.Database, save: Save, publish: Publish) -> Any:
    publish(save("provider", provider()))
    return Provider.get()


def allow(_kind: str, _area: str) -> bool:
    return True


def number() -> str:
    return str(Provider.get().phones[0]["number"])


def published(databases: Databases) -> str:
    with databases.publishing():
        return number()


def test_a_suggestion_is_a_draft_and_in_the_trail(
    databases: Databases, home: Any, signature: Signature
) -> None:
    made = suggestions.suggest(home, NEW, "换号了", signature, 1)
    assert (number(), published(databases)) == ("0533-0007777", "0533-0001234")
    entry = Entry.select().where(Entry.event == "record_suggested").get()
    assert (entry.fields, entry.detail) == (["phones"], {"revision": made.number})


def test_words_alone_make_no_revision(home: Any, signature: Signature) -> None:
    assert suggestions.suggest(home, {}, "搬走了", signature, 1).number is None
    assert len(revisions.history("provider", home.key)) == 1


def test_accepting_publishes_it(databases: Databases, home: Any, signature: Signature) -> None:
    made = suggestions.suggest(home, NEW, "", signature, 1)
    assert suggestions.accept(databases, made, signature, allow)
    assert published(databases) == "0533-0007777"


def test_accepting_does_not_publish_somebodys_draft_along(
    databases: Databases, home: Any, signature: Signature, save: Save
) -> None:
    save("provider", provider(name="改了一半", slug=home.slug), key=home.key)
    made = suggestions.suggest(Provider.get(), NEW, "", signature, 2)
    assert not suggestions.accept(databases, made, signature, allow)
    assert published(databases) == "0533-0001234"


def test_declining_writes_the_earlier_fields_again(
    databases: Databases, home: Any, signature: Signature
) -> None:
    made = suggestions.suggest(home, NEW, "", signature, 1)
    assert suggestions.decline(databases, made, signature)
    assert number() == "0533-0001234"
    assert revisions.standing("provider", home.key) == "live"
    assert len(revisions.history("provider", home.key)) == 3


def test_declining_does_not_undo_what_an_editor_did_since(
    databases: Databases, home: Any, signature: Signature, save: Save
) -> None:
    made = suggestions.suggest(home, NEW, "", signature, 1)
    save("provider", provider(phones=[factories.phone("0533-0006666")]), key=home.key)
    assert not suggestions.decline(databases, made, signature)
    assert number() == "0533-0006666"


def test_a_suggestion_is_answered_once(
    databases: Databases, home: Any, signature: Signature
) -> None:
    made = suggestions.suggest(home, {}, "搬走了", signature, 1)
    suggestions.accept(databases, made, signature, allow)
    with pytest.raises(suggestions.AlreadyDecided):
        suggestions.decline(databases, made, signature)
