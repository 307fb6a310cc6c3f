"""Reads the trail for whoever may: narrowed by event, account, record, area and day.

The newest comes first. Pages go by number of entry and not by number of page, so that the
millionth is as quick as the first. Nothing here writes; what an entry means in words is said by
`trail_words`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from functools import reduce
from itertools import islice
from operator import or_
from typing import Any

import peewee as pw
from werkzeug.datastructures import MultiDict

from admin.accounts import directory, scope
from admin.accounts.audit import Entry
from admin.accounts.audit_events import EVENTS
from admin.accounts.trail_words import Line, line
from admin.accounts.users import User
from models import KINDS, Area
from pages import clock

PAGE = 50
CHUNK = 500
MOST_EXPORTED = 200_000
MOST_AREAS = 50


@dataclass(frozen=True)
class Asked:
    """What the reader wants to see; an empty text narrows nothing. Days are the wall calendar's."""

    event: str = ""
    account: str = ""
    kind: str = ""
    key: str = ""
    area: str = ""
    first: str = ""
    last: str = ""

    @classmethod
    def of(cls, args: "MultiDict[str, str]") -> "Asked":
        return cls(**{f.name: args.get(f.name, "").strip()[:40] for f in fields(cls)})

    def args(self) -> dict[str, str]:
        """The same as an address carries it."""
        return {name: value for name, value in self.__dict__.items() if value}


def entries(reader: User, asked: Asked) -> Any:
    """The query of what the reader may see of what was asked for, the newest first."""
    query = scope.visible_trail(reader, Entry.select(), Entry).order_by(Entry.sequence.desc())
    if asked.event in EVENTS:
        query = query.where(Entry.event == asked.event)
    if asked.kind:
        query = query.where(Entry.kind == asked.kind)
    if asked.key:
        query = query.where(Entry.key == asked.key)
    if asked.account:
        query = query.where(_about(asked.account))
    if asked.area:
        query = query.where(_lies_in(asked.area))
    first, last = _day(asked.first), _day(asked.last)
    if first:
        query = query.where(Entry.at >= _midnight(first))
    if last:
        query = query.where(Entry.at < _midnight(last + timedelta(days=1)))
    return query


def _about(name: str) -> Any:
    """By an account of that name, or about one."""
    accounts = User.select(User.id).where(User.name.contains(name))
    keys = User.select(User.id.cast("text")).where(User.name.contains(name))
    return Entry.actor_id.in_(accounts) | ((Entry.kind == "account") & Entry.key.in_(keys))


def _lies_in(text: str) -> Any:
    """In the area of that code, or in one of that name, with everything below it."""
    codes = [text]
    if not (text.isascii() and text.isdigit()):
        named = Area.select(Area.code).where(Area.name.contains(text)).limit(MOST_AREAS)
        codes = [area.code for area in named]
    return reduce(or_, (scope.below(code, Entry.area_code) for code in codes), pw.Value(False))


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    # Beyond these a day more or a zone's hours would leave the calendar.
    return day if 1970 <= day.year < 9000 else None


def _midnight(day: date) -> datetime:
    """When the day begins in China, as the databases keep instants."""
    return clock.instant(datetime.combine(day, time.min))


def page(reader: User, asked: Asked, before: int | None) -> tuple[list[Line], int | None]:
    """One page, and the number before which the next begins, if there is one."""
    query = entries(reader, asked)
    if before is not None:
        query = query.where(Entry.sequence < before)
    rows = list(query.limit(PAGE + 1))
    following = rows[PAGE - 1].sequence if len(rows) > PAGE else None
    return list(lines(rows[:PAGE])), following


def everything(reader: User, asked: Asked) -> list[Line]:
    """All of it, for an export."""
    return list(lines(entries(reader, asked).limit(MOST_EXPORTED).iterator()))


def lines(rows: Iterable[Entry]) -> Iterator[Line]:
    """The entries in words; names are read for five hundred at once."""
    remaining = iter(rows)
    while chunk := list(islice(remaining, CHUNK)):
        # An auditor must see who it was, also where that account stands above the own area.
        accounts = _accounts(chunk)
        names = _names(chunk)
        places = directory.places({entry.area_code for entry in chunk})
        for entry in chunk:
            yield line(entry, accounts, names, places)


def _accounts(chunk: list[Entry]) -> dict[int, str]:
    about = {int(entry.key) for entry in chunk if entry.kind == "account" and entry.key.isdigit()}
    wanted = {entry.actor_id for entry in chunk if entry.actor_id} | about
    return dict(User.select(User.id, User.name).where(User.id.in_(wanted)).tuples())


def _names(chunk: list[Entry]) -> dict[tuple[str, str], str]:
    """What the records are called now, by kind and key."""
    found: dict[tuple[str, str], str] = {}
    for kind, model in KINDS.items():
        keys = {entry.key for entry in chunk if entry.kind == kind and entry.key}
        keys = {key for key in keys if scope.is_key(model, key)}
        primary = model._meta.primary_key
        rows = model.select(primary, model.name).where(primary.in_(keys)).tuples() if keys else ()
        found |= {(kind, str(key)): name for key, name in rows}
    return found
