"""An import is what the dry run has shown: drafts, all or nothing, undone as one stroke."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from admin.accounts.audit import Entry
from admin.accounts.users import User
from admin.databases import Databases
from admin.desk import batches, revisions
from admin.desk.batches import Signature
from admin.desk.sheets import importing
from admin.desk.sheets.importing import Upload
from models import Service
from tests.admin.desk.conftest import Publish, Save, service
from tests.admin.desk.sheets.conftest import HEADERS, ROW, packed


@pytest.fixture
def signature(clerk: User, now: datetime, today: date) -> Signature:
    return Signature(clerk.id, now, today)


def uploaded(clerk: User, signature: Signature, *rows: list[Any]) -> Upload:
    """A workbook that has been read and tried out."""
    kept = importing.keep("service", importing.read("service", packed(*rows)), signature)
    importing.try_out(kept, clerk, lambda _area: True, signature.today)
    found: Upload = Upload.get_by_id(kept.token)
    return found


def test_an_import_makes_drafts_and_writes_the_trail(
    databases: Databases, clerk: User, signature: Signature
) -> None:
    kept = uploaded(clerk, signature, HEADERS, ROW, ["洗衣", *ROW[1:]])
    assert importing.store(kept, signature).count == 2
    assert [s.name for s in Service.select().order_by(Service.id)] == ["送餐上门", "洗衣"]
    assert revisions.standing("service", "1") == "draft"
    with databases.publishing():
        assert Service.select().count() == 0
    events = [entry.event for entry in Entry.select().order_by(Entry.sequence)]
    assert events[-3:] == ["record_saved", "record_saved", "imported"]


def test_one_wrong_row_keeps_all_out(clerk: User, signature: Signature) -> None:
    kept = uploaded(clerk, signature, HEADERS, ROW, ["洗衣", "x", "没有", "1", "南定镇"])
    with pytest.raises(importing.NothingToDo):
        importing.store(kept, signature)
    assert Service.select().count() == 0


def test_a_draft_leaves_the_live_one_live(
    databases: Databases, clerk: User, signature: Signature, save: Save, publish: Publish
) -> None:
    publish(save("service", service()))
    kept = uploaded(clerk, signature, ["编号", "电话"], [1, "0533-0007777"])
    importing.store(kept, signature)
    assert revisions.standing("service", "1") == "changed"
    with databases.publishing():
        assert Service.get().phones[0]["number"] == "0533-0001234"


def test_a_record_that_moved_on_stops_the_import(
    clerk: User, signature: Signature, save: Save
) -> None:
    save("service", service())
    kept = uploaded(clerk, signature, ["编号", "电话"], [1, "0533-0007777"])
    save("service", service(name="别人改的", slug="x"), key="1")
    with pytest.raises(importing.PlanOutdated):
        importing.store(kept, signature)
    assert Service.get().name == "别人改的"


def test_an_address_that_was_taken_meanwhile_stops_the_import(
    clerk: User, signature: Signature, save: Save
) -> None:
    kept = uploaded(clerk, signature, HEADERS, ROW)
    save("service", service(name="另一条", slug="song-can-shang-men"))
    with pytest.raises(importing.PlanOutdated):
        importing.store(kept, signature)
    assert Service.select().count() == 1


def test_undoing_restores_the_old_and_withdraws_the_new(
    databases: Databases, clerk: User, signature: Signature, save: Save
) -> None:
    save("service", service())
    rows = ([1, None, None, None, "0533-0007777", None], [None, *ROW])
    kept = uploaded(clerk, signature, ["编号", *HEADERS], *rows[1:])
    assert importing.counts(importing.planned(kept)).wrong == 1
    kept = uploaded(clerk, signature, ["编号", *HEADERS], rows[0], [None, "洗衣", *ROW[1:]])
    batch = importing.store(kept, signature)
    undone = batches.undo(databases, batch, signature)
    assert (undone.count, undone.left) == (2, [])
    assert Service.get_by_id(1).phones[0]["number"] == "0533-0001234"
    assert revisions.standing("service", "2") == "withdrawn"


def test_a_matching_is_remembered_for_the_account_and_the_kind(
    clerk: User, signature: Signature
) -> None:
    headers = ["叫什么", *HEADERS[1:]]
    table = importing.read("service", packed(headers, ROW))
    kept = importing.keep("service", table, signature)
    assert kept.columns[0] == ""
    importing.choose(kept, ["name", *kept.columns[1:]])
    again = importing.keep("service", table, signature)
    assert again.columns[0] == "name"
    other = Signature(8, signature.now, signature.today)
    assert importing.keep("service", table, other).columns[0] == ""


def test_an_upload_is_gone_after_a_day(clerk: User, signature: Signature) -> None:
    table = importing.read("service", packed(HEADERS, ROW))
    first = importing.keep("service", table, signature)
    later = Signature(clerk.id, signature.now + timedelta(hours=25), signature.today)
    importing.keep("service", table, later)
    assert Upload.get_or_none(Upload.token == first.token) is None
