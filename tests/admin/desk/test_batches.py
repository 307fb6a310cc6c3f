"""One stroke, one undo: what was is again, what others have changed since is left alone."""

from datetime import date, datetime

import peewee as pw
import pytest

from admin.accounts.audit import Entry
from admin.databases import Databases
from admin.desk import batches, revisions
from admin.desk.batches import Batch, Signature
from admin.desk.revisions import Revision
from tests.admin.desk.conftest import Publish, Save, provider


@pytest.fixture
def signature(now: datetime, today: date) -> Signature:
    return Signature(7, now, today)


def stroke(save: Save, signature: Signature, key: str, name: str) -> Batch:
    """Rename a record in a stroke."""
    before = revisions.find("provider", key)
    save("provider", provider(name=name, slug="x"), key=key)
    after = revisions.find("provider", key)
    assert after is not None
    batch = batches.begin("import", "provider", signature)
    batches.add(batch, before, after)
    return batch


def name_of(key: str) -> str:
    row = revisions.row("provider", key)
    assert row is not None
    return str(row)


def test_undoing_writes_the_earlier_fields_as_a_new_revision(
    desk: pw.Database, databases: Databases, save: Save, signature: Signature
) -> None:
    key = save("provider", provider(name="原来的", slug="x")).key
    batch = stroke(save, signature, key, "改过的")
    undone = batches.undo(databases, batch, signature)
    assert (undone.count, undone.left, undone.public) == (1, [], False)
    assert name_of(key) == "原来的"
    assert len(revisions.history("provider", key)) == 3


def test_undoing_a_draft_leaves_the_live_one_live(
    desk: pw.Database, databases: Databases, save: Save, publish: Publish, signature: Signature
) -> None:
    saved = save("provider", provider(name="原来的", slug="x"))
    publish(saved)
    batch = stroke(save, signature, saved.key, "改过的")
    batches.undo(databases, batch, signature)
    assert revisions.standing("provider", saved.key) == "live"


def test_what_somebody_has_changed_since_is_left_alone_and_named(
    desk: pw.Database, databases: Databases, save: Save, signature: Signature
) -> None:
    key = save("provider", provider(name="原来的", slug="x")).key
    batch = stroke(save, signature, key, "改过的")
    save("provider", provider(name="又改的", slug="x"), key=key)
    undone = batches.undo(databases, batch, signature)
    assert (undone.count, undone.left) == (0, ["服务机构《又改的》"])
    assert name_of(key) == "又改的"


def test_what_somebody_has_published_since_is_left_alone(
    desk: pw.Database, databases: Databases, save: Save, publish: Publish, signature: Signature
) -> None:
    saved = save("provider", provider(name="原来的", slug="x"))
    batch = stroke(save, signature, saved.key, "改过的")
    publish(saved)
    assert batches.undo(databases, batch, signature).count == 0
    assert name_of(saved.key) == "改过的"


def test_what_was_made_new_is_withdrawn_and_not_deleted(
    desk: pw.Database, databases: Databases, save: Save, signature: Signature
) -> None:
    key = save("provider", provider(name="新的")).key
    after = revisions.find("provider", key)
    assert after is not None
    batch = batches.begin("import", "provider", signature)
    batches.add(batch, None, after)
    assert batches.undo(databases, batch, signature).count == 1
    assert revisions.standing("provider", key) == "withdrawn"
    assert name_of(key) == "新的"


def test_a_field_that_there_is_no_longer_stops_no_undoing(
    desk: pw.Database, databases: Databases, save: Save, signature: Signature
) -> None:
    key = save("provider", provider(name="原来的", slug="x")).key
    first = revisions.revision("provider", key, 1)
    Revision.update(fields=first.fields | {"gone": 1}).where(Revision.id == first.id).execute()
    batch = stroke(save, signature, key, "改过的")
    assert batches.undo(databases, batch, signature).count == 1
    assert name_of(key) == "原来的"


def test_a_stroke_is_undone_once(
    desk: pw.Database, databases: Databases, save: Save, signature: Signature
) -> None:
    key = save("provider", provider(name="原来的", slug="x")).key
    batch = stroke(save, signature, key, "改过的")
    batches.undo(databases, batch, signature)
    with pytest.raises(batches.AlreadyUndone):
        batches.undo(databases, batch, signature)
    assert Entry.select().where(Entry.event == "import_undone").count() == 1
