"""The trail (审计记录): who did what to which record, when, from where; it is never altered.

Each entry is sealed (HMAC with a key from the key file) over itself and the seal before it, and the
head is sealed too, so a row that was changed, taken out, added or cut off at the end is found by
`faults`. It names fields, never their values. The events are a closed list: an unknown one, or a
detail that its event does not declare, is refused.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

import peewee as pw
from flask import has_request_context, request
from flask_login import current_user

from admin.accounts.audit_events import EVENTS
from admin.row_locks import locked
from models import N_, Json, current_database

BEGINNING = "0" * 64


class UnknownEvent(ValueError):
    """The trail has no such event, or the event no such detail: it is a defect of the program."""


class NoSeal(RuntimeError):
    """Nobody said which key seals the trail: work inside `Databases.working()`."""


class Entry(pw.Model):
    """One line of the trail. `at` is UTC; `area_code` says in whose scope it lies."""

    sequence = pw.IntegerField(primary_key=True)
    at = pw.DateTimeField(index=True)
    actor_id = pw.IntegerField(null=True, index=True)
    address = pw.CharField(max_length=64, default="")
    area_code = pw.CharField(max_length=12, default="", index=True)
    event = pw.CharField(max_length=30, index=True)
    kind = pw.CharField(max_length=20, default="")
    key = pw.CharField(max_length=20, default="")
    fields = Json(default=list)
    detail = Json(default=dict)
    seal = pw.CharField(max_length=64)

    class Meta:
        database = current_database
        legacy_table_names = False
        table_name = "trail"
        indexes: ClassVar = ((("kind", "key"), False),)


class Head(pw.Model):
    """Where the trail ends: one row, sealed, so that cutting off the end is seen."""

    sequence = pw.IntegerField()
    seal = pw.CharField(max_length=64)

    class Meta:
        database = current_database
        legacy_table_names = False
        table_name = "trail_head"


@dataclass(frozen=True)
class Fault:
    """Where the trail was tampered with, and how."""

    sequence: int
    message: str


_key: ContextVar[bytes] = ContextVar("trail_key")


@contextmanager
def sealed_with(key: str) -> Iterator[None]:
    """Seal what is noted inside the block with this key."""
    token = _key.set(key.encode())
    try:
        yield
    finally:
        _key.reset(token)


def note(
    event: str,
    *,
    now: datetime,
    kind: str = "",
    key: str = "",
    area_code: str | None = None,
    fields: Iterable[str] = (),
    actor_id: int | None = None,
    **detail: Any,
) -> Entry:
    """Append one entry, in the transaction of what it tells of: both stand, or neither.

    Who and from where come from the request; `actor_id` is for what has none. Without an area it
    lies in the actor's.

    :raises UnknownEvent: the event or a detail is not on the list.
    """
    if event not in EVENTS or not detail.keys() <= EVENTS[event].details:
        raise UnknownEvent(f"{event}: {sorted(detail)}")
    who, address, home = _actor()
    with current_database.atomic():
        head = _head()
        entry = Entry(
            sequence=head.sequence + 1,
            at=now,
            actor_id=who if actor_id is None else actor_id,
            address=address,
            area_code=home if area_code is None else area_code,
            event=event,
            kind=kind,
            key=key,
            fields=sorted(fields),
            detail=detail,
        )
        entry.seal = _seal(_content(entry), _last_seal(head))
        entry.save(force_insert=True)
        _move(head, entry)
    return entry


def note_each(
    event: str,
    about: Iterable[tuple[str, str]],
    *,
    now: datetime,
    kind: str,
    actor_id: int | None = None,
) -> None:
    """Append one entry for each (key, area code), sealed one after the other, in one go.

    :raises UnknownEvent: the event is not on the list.
    """
    if event not in EVENTS:
        raise UnknownEvent(event)
    who, address, _home = _actor()
    with current_database.atomic():
        head = _head()
        seal, made, entry = _last_seal(head), [], None
        for number, (key, area_code) in enumerate(about, head.sequence + 1):
            entry = Entry(sequence=number, at=now, address=address, event=event)
            entry.actor_id = who if actor_id is None else actor_id
            entry.area_code, entry.kind, entry.key = area_code, kind, key
            entry.seal = seal = _seal(_content(entry), seal)
            made.append(entry)
        if entry is not None:
            _append(made)
            _move(head, entry)


def _append(entries: list[Entry]) -> None:
    """Insert whole rows at once; peewee's own way takes five times as long."""
    database: Any = current_database.obj
    fields = Entry._meta.sorted_fields
    columns = ", ".join(field.column_name for field in fields)
    marks = ", ".join([database.param] * len(fields))
    rows = [tuple(f.db_value(each.__data__[f.name]) for f in fields) for each in entries]
    statement = f"INSERT INTO trail ({columns}) VALUES ({marks})"  # noqa: S608 (names of our own)
    with pw.__exception_wrapper__:
        database.cursor().executemany(statement, rows)


def _actor() -> tuple[int | None, str, str]:
    """Account, address and area of whoever asks; of nobody where the program acts by itself."""
    if not has_request_context():
        return None, "", ""
    address = request.remote_addr or ""
    if not current_user or not current_user.is_authenticated:
        return None, address, ""
    return current_user.id, address, current_user.area_code


def _head() -> Head:
    """The one row that all append to."""
    head: Head = locked(Head.select()).get()
    return head


def _last_seal(head: Head) -> str:
    last = Entry.get_or_none(Entry.sequence == head.sequence)
    return str(last.seal) if last else BEGINNING


def _move(head: Head, entry: Entry) -> None:
    Head.update(sequence=entry.sequence, seal=head_seal(entry.sequence, entry.seal)).where(
        Head.id == head.id
    ).execute()


def head_seal(sequence: int, seal: str) -> str:
    """What the head must carry when the trail ends there."""
    return _seal(f"end {sequence}", seal)


def _content(entry: Entry) -> str:
    """An entry as the one text that its seal is made of."""
    values = [
        entry.sequence,
        entry.at.isoformat() if isinstance(entry.at, datetime) else entry.at,
        entry.actor_id,
        entry.address,
        entry.area_code,
        entry.event,
        entry.kind,
        entry.key,
        entry.fields,
        entry.detail,
    ]
    return json.dumps(values, ensure_ascii=False, sort_keys=True)


def _seal(content: str, before: str) -> str:
    try:
        key = _key.get()
    except LookupError:
        raise NoSeal from None
    return hmac.new(key, f"{before} {content}".encode(), hashlib.sha256).hexdigest()


def faults() -> Iterator[Fault]:
    """Walk the whole trail and name every place where it is not what was written."""
    before, sequence = BEGINNING, 0
    for entry in _as_they_stand():
        if entry.sequence != sequence + 1:
            yield Fault(sequence + 1, N_("这里缺了记录。"))
        elif not _is_seal(entry.seal, _seal(_content(entry), before)):
            yield Fault(entry.sequence, N_("这一条被改过，或者前一条被换过。"))
        before, sequence = entry.seal, entry.sequence
    head = Head.get_or_none()
    wanted = _seal("begin", BEGINNING) if sequence == 0 else head_seal(sequence, before)
    if head is None or head.sequence != sequence or not _is_seal(head.seal, wanted):
        yield Fault(sequence, N_("末尾的记录被删掉了，或者结尾的印记被改过。"))


def _as_they_stand() -> Iterator[Entry]:
    """All entries, the first first; also those that somebody wrote over with no JSON at all."""
    plain = [field for field in Entry._meta.sorted_fields if not isinstance(field, Json)]
    names = [*(field.name for field in plain), "fields", "detail"]
    texts = Entry.fields.cast("text"), Entry.detail.cast("text")
    for row in Entry.select(*plain, *texts).order_by(Entry.sequence).tuples().iterator():
        entry = Entry(**dict(zip(names, row, strict=True)))
        entry.fields, entry.detail = _read(entry.fields), _read(entry.detail)
        yield entry


def _is_seal(kept: Any, wanted: str) -> bool:
    return hmac.compare_digest(str(kept).encode(), wanted.encode())


def _read(text: str) -> Any:
    try:
        return json.loads(text)
    except (TypeError, ValueError):
        return text


def begin() -> None:
    """Seal the empty end of a new trail; without effect where there is one."""
    if not Head.select().exists():
        Head.create(sequence=0, seal=_seal("begin", BEGINNING))
