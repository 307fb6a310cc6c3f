"""What each release carried, so that any of them can be looked at and gone back to.

A release keeps only what it changed: for a record the revision that was put (None: taken away), for
a setting its text, for a former address the record that it leads to. What was public after a
release is the last value of each. Rows are added and never changed. `release` alone writes here.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

import peewee as pw

from admin.desk import bulk, slugs
from admin.desk.carry import Cargo, Former, Released
from admin.desk.revisions import Desk, Record
from models import KINDS, Json, current_database

SETTING, FORMER = "setting", "former:"

Row = tuple[str, str, str | None]


class Release(Desk):
    """One release in the desk's history. `author_id` is null for what the program did itself.

    `back_to` is the release that it went back to.
    """

    at = pw.DateTimeField()
    author_id = pw.IntegerField(null=True)
    put = Json(default=list)
    taken = Json(default=list)
    back_to = pw.IntegerField(null=True)


class Carried(Desk):
    """One thing that a release changed; `value` is null for what it took away."""

    release = pw.IntegerField(index=True)
    kind = pw.CharField(max_length=30)
    key = pw.CharField(max_length=80)
    value = pw.TextField(null=True)

    class Meta:
        indexes: ClassVar = ((("kind", "key"), False),)


class Unknown(Exception):
    """There is no such release, or it is older than what this installation remembers."""


@dataclass
class Past:
    """What was public after a release: revisions by kind and key, former addresses, settings."""

    numbers: dict[str, dict[str, int]] = field(default_factory=lambda: {k: {} for k in KINDS})
    former: set[Former] = field(default_factory=set)
    settings: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Step:
    """What a release did to one record: the revision before and after (None: not public)."""

    kind: str
    key: str
    before: int | None
    after: int | None


def after(number: int) -> Past:
    """What was public after that release.

    :raises Unknown: it is not known.
    """
    if not is_known(number) or Release.get_or_none(id=number) is None:
        raise Unknown
    past = Past()
    for kind, key, value in _values(Carried.release <= number):
        if kind == SETTING:
            past.settings[key] = value
        elif kind.startswith(FORMER):
            past.former.add((kind.removeprefix(FORMER), key, value))
        else:
            past.numbers[kind][key] = int(value)
    return past


def _values(chosen: Any) -> list[tuple[str, str, str]]:
    """The last value of everything that the chosen rows speak of."""
    last = Carried.select(pw.fn.MAX(Carried.id)).where(chosen).group_by(Carried.kind, Carried.key)
    rows = Carried.select(Carried.kind, Carried.key, Carried.value)
    wanted = Carried.id.in_(last) & Carried.value.is_null(False)
    return list(rows.where(wanted).tuples())


def is_known(number: int) -> bool:
    """Whether one can go back to that release."""
    first = oldest()
    return first is not None and number >= first


def oldest() -> int | None:
    """The first release of which it is remembered what it carried."""
    first: int | None = Carried.select(pw.fn.MIN(Carried.release)).scalar()
    return first


def latest(page: int, size: int) -> list[Release]:
    """Releases, the newest first, without the long lists of what they carried."""
    brief = Release.select(Release.id, Release.at, Release.author_id, Release.back_to)
    return list(brief.order_by(Release.id.desc()).limit(size).offset(page * size))


def counts(numbers: list[int]) -> dict[int, tuple[int, int]]:
    """How many records each of these releases put and took away."""
    taken = pw.fn.SUM(pw.Case(None, [(Carried.value.is_null(), 1)], 0))
    rows = (
        Carried.select(Carried.release, pw.fn.COUNT(Carried.id), taken)
        .where(Carried.release.in_(numbers) & Carried.kind.in_(list(KINDS)))
        .group_by(Carried.release)
        .tuples()
    )
    return {number: (total - gone, gone) for number, total, gone in rows}


def steps(number: int, page: int, size: int) -> list[Step]:
    """What a release changed, record by record."""
    chosen = (Carried.release == number) & Carried.kind.in_(list(KINDS))
    rows = Carried.select().where(chosen).order_by(Carried.id).limit(size).offset(page * size)
    return [Step(row.kind, row.key, _before(row), _number(row.value)) for row in rows]


def other_changes(number: int) -> list[str]:
    """Names of the settings that a release changed."""
    chosen = (Carried.release == number) & (Carried.kind == SETTING)
    return [row.key for row in Carried.select().where(chosen).order_by(Carried.id)]


def ever_live(kind: str, key: str) -> set[int]:
    """The revisions of a record that a stranger could read at some time."""
    rows = Carried.select(Carried.value).where((Carried.kind == kind) & (Carried.key == key))
    return {int(value) for (value,) in rows.tuples() if value is not None}


def way_back(number: int) -> list[Step]:
    """What going back to that release would change.

    :raises Unknown: what was public then is not known.
    """
    steps = []
    for kind, numbers in after(number).numbers.items():
        chosen = (Record.kind == kind) & Record.carried.is_null(False)
        now = dict(Record.select(Record.key, Record.carried).where(chosen).tuples())
        differing = {key for key, _number in numbers.items() ^ now.items()}
        steps += [Step(kind, key, now.get(key), numbers.get(key)) for key in sorted(differing)]
    return steps


def _before(row: Carried) -> int | None:
    earlier = (Carried.kind == row.kind) & (Carried.key == row.key) & (Carried.id < row.id)
    found = Carried.select().where(earlier).order_by(Carried.id.desc()).first()
    return _number(found.value) if found else None


def _number(value: str | None) -> int | None:
    return None if value is None else int(value)


def remember(
    released: Released,
    cargo: Cargo,
    wanted: dict[str, dict[str, int]],
    *,
    author_id: int | None,
    now: datetime,
    back_to: int | None = None,
) -> None:
    """Set down a release that has changed something; gives `released` its number.

    Compared is what the office believed to be public, so that a release which the public
    database lost (a power cut between two commits) is set right by the next one.
    """
    rows = [*_records(wanted), *_settings(cargo), *_former(released)]
    for kind, put in cargo.rows.items():
        slugs.claim(kind, [(row["slug"], str(_key(kind, row))) for row in put if row.get("slug")])
    if not (rows or released.put or released.taken or back_to):
        return
    made = Release.create(
        at=now, author_id=author_id, put=released.put, taken=released.taken, back_to=back_to
    )
    released.number = made.id
    names = ("kind", "key", "value")
    bulk.put(Carried, [{"release": made.id} | dict(zip(names, r, strict=True)) for r in rows])
    _move((kind, key, _number(value)) for kind, key, value in rows if kind in KINDS)


def _key(kind: str, row: dict[str, Any]) -> Any:
    return row[KINDS[kind]._meta.primary_key.name]


def _records(wanted: dict[str, dict[str, int]]) -> list[Row]:
    """The records whose public revision is no more what it was."""
    rows: list[Row] = []
    for kind, numbers in wanted.items():
        chosen = (Record.kind == kind) & Record.carried.is_null(False)
        believed = dict(Record.select(Record.key, Record.carried).where(chosen).tuples())
        put = numbers.items() - believed.items()
        rows += [(kind, key, str(number)) for key, number in sorted(put)]
        rows += [(kind, key, None) for key in sorted(believed.keys() - numbers.keys())]
    return rows


def _settings(cargo: Cargo) -> list[Row]:
    known = {key: value for _kind, key, value in _values(Carried.kind == SETTING)}
    now = dict(cargo.settings)
    rows: list[Row] = [(SETTING, *each) for each in sorted(now.items() - known.items())]
    return [*rows, *((SETTING, key, None) for key in sorted(known.keys() - now.keys()))]


def _former(released: Released) -> list[Row]:
    """Former addresses that came and went; at the first release all of them came."""
    before = released.former_before if Carried.select().exists() else set()
    rows: list[Row] = [
        (FORMER + kind, slug, key) for kind, slug, key in sorted(released.former_after - before)
    ]
    kept = {(kind, slug) for kind, slug, _key in released.former_after}
    gone = sorted((k, s) for k, s, _key in before if (k, s) not in kept)
    return [*rows, *((FORMER + kind, slug, None) for kind, slug in gone)]


def _move(numbers: Iterable[tuple[str, str, int | None]]) -> None:
    """Note in each record which of its revisions a stranger can read now."""
    chosen = (Record.kind == "") & (Record.key == "")
    sql, _values = Record.update(carried=0).where(chosen).sql()
    values = [(number, kind, key) for kind, key, number in numbers]
    if values:
        current_database.cursor().executemany(sql, values)
