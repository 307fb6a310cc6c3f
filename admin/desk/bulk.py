"""Writes many records at once for imports and demo data, in the shape that `revisions` keeps.

A record written here is its working row, its revision and its `Record`, as if it had been saved
one by one; `write` lets it be live at once, `draft` does not. It checks nothing by itself: callers
hand over fields that `revisions.complete` and `checks` have seen. It never touches the public
database.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

import peewee as pw

from admin.desk import liveness
from admin.desk.revisions import Record, Revision
from models import KINDS, current_database

CHUNK = 2_000


@dataclass(frozen=True)
class Entry:
    """One record to be written: its key, the number of this revision and its whole fields."""

    key: str
    number: int
    fields: Mapping[str, Any]


def write(kind: str, entries: Iterable[Entry], *, author_id: int | None, now: datetime) -> int:
    """Store each entry as its record's newest revision, live at once; gives how many there were.

    The caller holds the transaction. Records that others point to must come first.
    """
    waiting, written = iter(entries), 0
    while chunk := list(islice(waiting, CHUNK)):
        put(KINDS[kind], [_row(kind, entry) for entry in chunk])
        put(Revision, [_revision(kind, entry, author_id, now) for entry in chunk])
        put(Record, [_record(kind, entry) for entry in chunk])
        written += len(chunk)
    _move_sequence(KINDS[kind])
    return written


def draft(
    kind: str,
    entries: list[Entry],
    before: Mapping[str, Record],
    *,
    author_id: int | None,
    now: datetime,
) -> None:
    """Store each entry as its record's newest revision and leave what is live as it is.

    `before` are the records that are there already. The caller holds the transaction.
    """
    for start in range(0, len(entries), CHUNK):
        chunk = entries[start : start + CHUNK]
        put(KINDS[kind], [_row(kind, entry) for entry in chunk])
        put(Revision, [_revision(kind, entry, author_id, now) for entry in chunk])
        put(Record, [_drafted(kind, entry, before.get(entry.key)) for entry in chunk])
    _move_sequence(KINDS[kind])


def _drafted(kind: str, entry: Entry, before: Record | None) -> dict[str, Any]:
    standing = Record() if before is None else before
    kept = {name: getattr(standing, name) for name in ("live", "withdrawn", "starts_on", "ends_on")}
    return {"kind": kind, "key": entry.key, "head": entry.number} | kept


def next_keys(kind: str) -> Iterator[int]:
    """Keys for new records of a kind that numbers them, upwards from the last one in use."""
    model = KINDS[kind]
    key = model.select(pw.fn.MAX(model._meta.primary_key)).scalar() or 0
    while True:
        key += 1
        yield key


def put(model: type[pw.Model], rows: list[dict[str, Any]]) -> None:
    """Insert rows that have the same columns; one whose primary key is there is overwritten."""
    if not rows:
        return
    fields = [field for field in model._meta.sorted_fields if field.name in rows[0]]
    pattern = model.insert_many([tuple(rows[0][f.name] for f in fields)], fields=fields)
    keys = [field.name for field in model._meta.get_primary_keys()]
    if set(keys) <= set(rows[0]):
        others = [field for field in fields if field.name not in keys]
        pattern = pattern.on_conflict(conflict_target=keys, preserve=others)
    # One statement prepared once: five times as fast as INSERTs of many rows.
    sql, _values = pattern.sql()
    values = ([f.db_value(row[f.name]) for f in fields] for row in rows)
    # Past peewee's own execution its errors would be the driver's.
    with pw.__exception_wrapper__:
        current_database.cursor().executemany(sql, list(values))


def _row(kind: str, entry: Entry) -> dict[str, Any]:
    primary = KINDS[kind]._meta.primary_key.name
    return {**entry.fields, primary: entry.key, "revision": entry.number}


def _revision(kind: str, entry: Entry, author_id: int | None, now: datetime) -> dict[str, Any]:
    return {
        "kind": kind,
        "key": entry.key,
        "number": entry.number,
        "fields": entry.fields,
        "author_id": author_id,
        "saved_at": now,
    }


def _record(kind: str, entry: Entry) -> dict[str, Any]:
    return {
        "kind": kind,
        "key": entry.key,
        "head": entry.number,
        "live": entry.number,
        "withdrawn": False,
    } | liveness.dates(entry.fields)


def _move_sequence(model: type[pw.Model]) -> None:
    """PostgreSQL counts keys apart from the rows: let it go on behind those given here."""
    primary = model._meta.primary_key
    counted = isinstance(primary, pw.AutoField)
    if counted and isinstance(current_database.obj, pw.PostgresqlDatabase):
        sequence = pw.fn.pg_get_serial_sequence(model._meta.table_name, primary.column_name)
        last = model.select(pw.fn.MAX(primary)).scalar()
        model.select(pw.fn.setval(sequence, last)).limit(1).execute()
