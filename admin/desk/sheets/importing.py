"""From an uploaded table to drafts: kept between the pages, tried out, stored all or nothing.

What is stored is what the dry run has shown; a record that somebody saved meanwhile stops the
whole import. It never publishes, and it is undone as one stroke.
"""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from secrets import token_hex
from typing import Any

import peewee as pw

from admin.accounts import audit
from admin.accounts.users import User
from admin.desk import batches, bulk, revisions
from admin.desk.batches import Batch, BatchItem, Signature
from admin.desk.bulk import Entry
from admin.desk.revisions import Desk, Record
from admin.desk.sheets import columns
from admin.desk.sheets.plans import MayEdit, Planned, Planner
from admin.sheets import separated, workbooks
from admin.sheets.tables import Expected, Table, plain_header
from models import Json, current_database

KEPT = timedelta(hours=24)
LARGEST = 8 * 1024 * 1024
CHUNK = 400


class Upload(Desk):
    """A table on its way in, for its author alone and for a day; never the file or its name.

    A number would be given again after it is gone, and an old page would store another table.
    """

    token = pw.CharField(max_length=16, primary_key=True, default=partial(token_hex, 8))
    kind = pw.CharField(max_length=20)
    author_id = pw.IntegerField(index=True)
    at = pw.DateTimeField(index=True)
    table = Json()
    columns = Json(default=list)
    plan = Json(default=list)


class RememberedColumn(Desk):
    """Which field an account meant by a header that is not known by itself."""

    author_id = pw.IntegerField()
    kind = pw.CharField(max_length=20)
    header = pw.CharField(max_length=80)
    field = pw.CharField(max_length=40)

    class Meta:
        primary_key = pw.CompositeKey("author_id", "kind", "header")


class PlanOutdated(Exception):
    """Somebody has saved one of the records since the dry run: it must be tried again."""


class NothingToDo(Exception):
    """No row is new or changed, or some row is wrong: nothing is stored."""


@dataclass(frozen=True)
class Counts:
    """How many rows have which fate."""

    wrong: int
    new: int
    changed: int
    same: int


def read(kind: str, content: bytes) -> Table:
    """The table of a file of any kind that we take.

    :raises FileRefused: it cannot be taken; the message says why.
    """
    reader = workbooks if workbooks.is_workbook(content) else separated
    return reader.read(Expected(columns.known(kind)), content)


def keep(kind: str, table: Table, signature: Signature) -> Upload:
    """Keep a table until tomorrow, with the columns that we know or remember."""
    Upload.delete().where(Upload.at < signature.now - KEPT).execute()
    matched = columns.match(kind, table.headers, remembered(signature.author_id, kind))
    made: Upload = Upload.create(
        kind=kind,
        author_id=signature.author_id,
        at=signature.now,
        table=table.plain(),
        columns=matched,
    )
    return made


def remembered(author_id: int, kind: str) -> dict[str, str]:
    """Field by header, as the account has matched them before."""
    mine = (RememberedColumn.author_id == author_id) & (RememberedColumn.kind == kind)
    rows = RememberedColumn.select(RememberedColumn.header, RememberedColumn.field).where(mine)
    return dict(rows.tuples())


def is_clear(upload: Upload) -> bool:
    """Whether nothing is left to ask: each column is known, or was left out before."""
    seen = remembered(upload.author_id, upload.kind)
    headers = map(plain_header, upload.table["headers"])
    pairs = zip(headers, upload.columns, strict=True)
    return any(upload.columns) and all(field or header in seen for header, field in pairs)


def choose(upload: Upload, chosen: list[str]) -> None:
    """Take the clerk's matching of the columns, and remember it for the next time."""
    Upload.update(columns=chosen, plan=[]).where(Upload.token == upload.token).execute()
    for header, field in zip(upload.table["headers"], chosen, strict=False):
        if plain_header(header):
            values = {
                "author_id": upload.author_id,
                "kind": upload.kind,
                "header": plain_header(header)[:80],
                "field": field,
            }
            RememberedColumn.insert(values).on_conflict(
                conflict_target=[
                    RememberedColumn.author_id,
                    RememberedColumn.kind,
                    RememberedColumn.header,
                ],
                update={RememberedColumn.field: field},
            ).execute()


def try_out(upload: Upload, user: User, may: MayEdit, today: Any) -> list[Planned]:
    """The dry run, kept with the upload."""
    planner = Planner(upload.kind, Table.of(upload.table), upload.columns, user, may, today)
    plan = planner.plan()
    stored = [each.plain() for each in plan]
    Upload.update(plan=stored).where(Upload.token == upload.token).execute()
    return plan


def planned(upload: Upload) -> list[Planned]:
    """The dry run that was kept."""
    return [Planned.of(each) for each in upload.plan]


def counts(plan: list[Planned]) -> Counts:
    """How many rows have which fate."""
    fates = [each.fate for each in plan]
    return Counts(*(fates.count(fate) for fate in ("wrong", "new", "changed", "same")))


def store(upload: Upload, signature: Signature) -> Batch:
    """Store every new and changed row as a draft, in one transaction.

    :raises NothingToDo: a row is wrong, or none is new or changed.
    :raises PlanOutdated: a record has moved on since the dry run, or an address was taken.
    """
    plan = planned(upload)
    rows = [each for each in plan if each.fate in ("new", "changed")]
    if not rows or any(each.fate == "wrong" for each in plan):
        raise NothingToDo
    try:
        with current_database.atomic():
            batch = _store(upload.kind, rows, signature)
            Upload.delete().where(Upload.token == upload.token).execute()
    except pw.IntegrityError:
        raise PlanOutdated from None
    return batch


def _store(kind: str, rows: list[Planned], signature: Signature) -> Batch:
    before = _records(kind, [row.key for row in rows if row.key])
    for row in rows:
        if row.key and (row.key not in before or before[row.key].head != row.base):
            raise PlanOutdated
    numbers = bulk.next_keys(kind)
    entries = [
        Entry(
            row.key or str(next(numbers)),
            (row.base or 0) + 1,
            revisions.complete(kind, row.fields),
        )
        for row in rows
    ]
    author_id, now = signature.author_id, signature.now
    bulk.draft(kind, entries, before, author_id=author_id, now=now)
    batch = batches.begin("import", kind, signature)
    bulk.put(BatchItem, [_item(batch, kind, entry, before.get(entry.key)) for entry in entries])
    Batch.update(count=len(entries)).where(Batch.id == batch.id).execute()
    batch.count = len(entries)
    for row, entry in zip(rows, entries, strict=True):
        audit.note(
            "record_saved",
            now=now,
            kind=kind,
            key=entry.key,
            area_code=str(entry.fields["area"]),
            fields=row.changed,
            revision=entry.number,
        )
    audit.note("imported", now=now, kind=kind, count=len(entries))
    return batch


def _records(kind: str, keys: list[str]) -> dict[str, Record]:
    found: dict[str, Record] = {}
    for start in range(0, len(keys), CHUNK):
        mine = (Record.kind == kind) & Record.key.in_(keys[start : start + CHUNK])
        found |= {record.key: record for record in Record.select().where(mine)}
    return found


def _item(batch: Batch, kind: str, entry: Entry, before: Record | None) -> dict[str, Any]:
    live = before.live if before else None
    return {
        "batch": batch.id,
        "kind": kind,
        "key": entry.key,
        "before": before.head if before else None,
        "after": entry.number,
        "live_before": live,
        "live_after": live,
    }
