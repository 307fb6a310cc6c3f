"""Stores what a dry run has shown, all or nothing, and takes it back as one step.

Many rows go in by the hundred; each has its entry in the trail. Whoever has been worked on since is
left alone by the undoing and counted.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any, TypeVar

import peewee as pw
from pypinyin import lazy_pinyin

from admin import sealed
from admin.accounts import audit, scope
from admin.accounts.users import User
from admin.registry import handles
from admin.registry.ledger.plans import Planned
from admin.registry.ledger.records import LedgerImport, LedgerItem
from admin.registry.people.elders import Elder, ElderTag, ElderVersion, Kept
from admin.registry.people.families import Guardian, Relative
from admin.registry.putting import put
from models import current_database

CHUNK = 200
DATES = frozenset({"born_on", "left_since"})
Told = Callable[[int, int], None]
T = TypeVar("T")


class NothingToDo(Exception):
    """A row is wrong, or none is new or changed: nothing is stored."""


class PlanOutdated(Exception):
    """Somebody has saved one of the elders since the dry run: it must be tried again."""


@dataclass(frozen=True)
class Stroke:
    """Who imports, with which rights, at which instant and on which day."""

    user: User
    author_id: int | None
    now: datetime
    today: date


def portions(rows: Iterable[T]) -> Iterator[list[T]]:
    """The rows by the hundred or two."""
    waiting = iter(rows)
    while portion := list(islice(waiting, CHUNK)):
        yield portion


def store(
    plan: Sequence[Planned], stroke: Stroke, told: Told = lambda _done, _all: None
) -> LedgerImport:
    """Store every new and changed row in one transaction; `told` hears how many are done.

    :raises NothingToDo: a row is wrong, or none is new or changed.
    :raises PlanOutdated: an elder has moved on since the dry run.
    """
    new = [each for each in plan if each.fate == "new"]
    changed = [each for each in plan if each.fate == "changed"]
    if any(each.fate == "wrong" for each in plan) or not new + changed:
        raise NothingToDo
    try:
        with current_database.atomic():
            ledger = LedgerImport.create(
                author_id=stroke.author_id,
                area_code=stroke.user.area_code,
                at=stroke.now,
                added=len(new),
                changed=len(changed),
            )
            done = 0
            for work, rows in ((_add, new), (_change, changed)):
                for portion in portions(rows):
                    work(ledger, portion, stroke)
                    done += len(portion)
                    told(done, len(new) + len(changed))
            _note("imported", stroke, count=done)
    except pw.IntegrityError:
        raise PlanOutdated from None
    return ledger


def _note(event: str, stroke: Stroke, elder: Any = None, **detail: Any) -> None:
    about = {"key": elder.key, "area_code": str(elder.area_code)} if elder is not None else {}
    audit.note(event, now=stroke.now, kind="elder", actor_id=stroke.author_id, **about, **detail)


def _add(ledger: LedgerImport, rows: list[Planned], stroke: Stroke) -> None:
    numbers = _Numbers()
    made = [_new(row, stroke, numbers) for row in rows]
    put(Elder, made)
    chosen = Elder.select(Elder.id, Elder.handle, Elder.area_code, Elder.version)
    found = chosen.where(Elder.handle.in_([each["handle"] for each in made]))
    by_handle = {elder.handle: elder for elder in found}
    elders = [by_handle[each["handle"]] for each in made]
    items = [_item(ledger, elder, Elder, elder.id) for elder in elders]
    _add_around(list(zip(elders, rows, strict=True)), stroke)
    about = [(elder.key, str(elder.area_code)) for elder in elders]
    moment: dict[str, Any] = {"now": stroke.now, "actor_id": stroke.author_id}
    audit.note_each("elder_imported", about, kind="elder", **moment)
    put(LedgerItem, items)


def _add_around(pairs: list[tuple[Elder, Planned]], stroke: Stroke) -> None:
    """Children, guardians and kinds of people who are new: they go when their elder goes."""
    since, by = stroke.today, stroke.author_id
    kin = [
        {"elder": elder, "duty": "support", **columns_of_kin(child)}
        for elder, row in pairs
        for child in row.children
    ]
    guardians = [
        {"elder": elder, "kind": "family", **row.guardian}
        for elder, row in pairs
        if row.guardian.get("name")
    ]
    tags = [
        {"elder": elder, "tag": tag, "since": since, "author_id": by}
        for elder, row in pairs
        for tag in row.tags
    ]
    for model, made in ((Relative, kin), (Guardian, guardians), (ElderTag, tags)):
        put(model, made)


def _new(row: Planned, stroke: Stroke, numbers: "_Numbers") -> dict[str, Any]:
    return {
        **columns(row.values),
        "handle": handles.new(),
        "dossier_number": numbers.next(row.area_code),
        "entered_on": stroke.today,
        "created_at": stroke.now,
        "updated_at": stroke.now,
        "author_id": stroke.author_id,
    }


def columns(given: dict[str, Any]) -> dict[str, Any]:
    """Values of a plan as columns, with what follows from them: pinyin and fingerprint."""
    made = {
        name: date.fromisoformat(value) if name in DATES and value else value
        for name, value in given.items()
    }
    if "name" in made:
        made["pinyin"] = " ".join(lazy_pinyin(made["name"]))[:160]
    if "id_number" in made:
        made["id_fingerprint"] = sealed.fingerprint(str(made["id_number"]))
    return made


class _Numbers:
    """The next dossier number of each village, as `people.registering` counts them."""

    def __init__(self) -> None:
        self._last: dict[str, int] = {}

    def next(self, area_code: str) -> str:
        if area_code not in self._last:
            number = pw.fn.MAX(Elder.dossier_number)
            mine = Elder.dossier_number.startswith(f"{area_code}-")
            taken = Elder.select(number).where(mine).scalar()
            self._last[area_code] = int(taken.rpartition("-")[2]) if taken else 0
        self._last[area_code] += 1
        return f"{area_code}-{self._last[area_code]:04}"


def _item(
    ledger: LedgerImport,
    elder: Elder,
    model: type[Kept],
    part_id: int,
    before: dict[str, Any] | None = None,
) -> dict[str, Any]:
    return {
        "ledger": ledger,
        "elder": elder,
        "part": model._meta.table_name,
        "part_id": part_id,
        "version": elder.version,
        "before": before,
    }


def _around(
    ledger: LedgerImport, elder: Elder, row: Planned, stroke: Stroke
) -> list[dict[str, Any]]:
    """Children, guardian and kinds that are not there yet."""
    known = _names(Relative, elder)
    made: list[Kept] = [
        Relative.create(elder=elder, duty="support", **columns_of_kin(child))
        for child in row.children
        if child["name"] not in known
    ]
    guardian = row.guardian
    if guardian.get("name") and guardian["name"] not in _names(Guardian, elder):
        made.append(Guardian.create(elder=elder, kind="family", **guardian))
    tags = {tag.tag for tag in elder.tags if tag.until is None}
    for tag in row.tags:
        if tag not in tags:
            values = {"tag": tag, "since": stroke.today, "author_id": stroke.author_id}
            made.append(ElderTag.create(elder=elder, **values))
    return [_item(ledger, elder, type(each), each.get_id()) for each in made]


def columns_of_kin(child: dict[str, Any]) -> dict[str, Any]:
    """A child's values as columns."""
    since = child.get("left_since")
    return child | {"left_since": date.fromisoformat(since) if since else None}


def _names(model: Any, elder: Elder) -> set[str]:
    here = (model.elder == elder) & model.removed_at.is_null()
    return {name for (name,) in model.select(model.name).where(here).tuples()}


def _change(ledger: LedgerImport, rows: list[Planned], stroke: Stroke) -> None:
    query = Elder.select().where(Elder.handle.in_([row.handle for row in rows]))
    elders = {elder.handle: elder for elder in scope.visible(stroke.user, query, Elder)}
    for row in rows:
        elder = elders.get(row.handle)
        if elder is None or elder.version != row.version:
            raise PlanOutdated
        put(LedgerItem, _change_one(ledger, elder, row, stroke))


def _change_one(
    ledger: LedgerImport, elder: Elder, row: Planned, stroke: Stroke
) -> list[dict[str, Any]]:
    values = columns(row.values)
    before = stored(elder, values)
    ElderVersion.create(
        elder=elder,
        part="elder",
        part_id=elder.id,
        at=stroke.now,
        author_id=stroke.author_id,
        fields=sorted(values),
        before=before,
    )
    for name, value in values.items():
        setattr(elder, name, value)
    elder.version, elder.updated_at, elder.computed_on = elder.version + 1, stroke.now, None
    elder.save()
    _note("elder_imported", stroke, elder, fields=row.values)
    item = _item(ledger, elder, Elder, elder.id, before)
    return [item, *_around(ledger, elder, row, stroke)]


def stored(row: Kept, names: Iterable[str]) -> dict[str, Any]:
    """Columns as the database holds them, sealed ones still sealed."""
    fields = row._meta.fields
    found = {name: fields[name].db_value(row.__data__.get(name)) for name in names}
    return {n: v.isoformat() if isinstance(v, date) else v for n, v in found.items()}
