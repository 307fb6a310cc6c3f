"""Saves a row about an elder: checked against somebody else's save, with what stood before, noted.

Every change of the registry's people goes through `change` or `add`; the trail names the fields and
never a value, the version keeps the stored value, and afterwards the rules are asked again.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from admin.accounts import audit
from admin.registry.in_force import Act
from admin.registry.people import standing, town_reports
from admin.registry.people.elders import Elder, ElderVersion, Kept, Notice
from admin.registry.visits import duties
from admin.sealed import SealedField
from models import current_database

UNTOUCHED = frozenset(
    {"id", "version", "updated_at", "created_at", "computed_on", "helper_id", *standing.COMPUTED}
)


class ChangedMeanwhile(Exception):
    """Somebody else saved the same row after it was read; nothing has been written."""


def stored(row: Kept) -> dict[str, Any]:
    """A row's columns as the database holds them, sealed ones still sealed; dates as text."""
    values = {}
    for field in row._meta.sorted_fields:
        value = field.db_value(row.__data__.get(field.name))
        values[field.name] = str(value) if isinstance(value, date) else value
    return values


def plain(row: Kept) -> dict[str, Any]:
    """A row's columns by name, as its attributes give them."""
    return {field.name: getattr(row, field.name) for field in row._meta.sorted_fields}


def stamp(row: Kept) -> str:
    """What a form carries to show which state of the row it was filled from."""
    kept = {name: value for name, value in stored(row).items() if name not in UNTOUCHED}
    return hashlib.sha256(json.dumps(kept, sort_keys=True).encode()).hexdigest()[:16]


def lock(elder: Elder) -> Elder:
    """The elder's row as it is now, held against others until the transaction ends."""
    query = Elder.select().where(Elder.id == elder.id)
    if current_database.for_update:
        query = query.for_update()
    found: Elder = query.get()
    return found


def changed(row: Kept, values: Mapping[str, Any]) -> list[str]:
    """The names of those values that differ from the row's."""
    return [name for name, value in values.items() if not _same(row, name, value)]


def _same(row: Kept, name: str, value: Any) -> bool:
    now = getattr(row, name)
    if isinstance(row._meta.fields[name], SealedField):
        return bool(now.reveal() == value)
    return bool(now == value)


def change(
    elder: Elder, row: Kept, values: Mapping[str, Any], act: Act, *, seen: str = "", event: str = ""
) -> list[str]:
    """Write the values into a row of an elder (or of the elder); the names of what changed.

    :raises ChangedMeanwhile: `seen` is not the row's stamp any more.
    """
    with current_database.atomic():
        elder = lock(elder)
        model = type(row)
        now = elder if model is Elder else model.get_by_id(row.get_id())
        if seen and stamp(now) != seen:
            raise ChangedMeanwhile
        names = changed(now, values)
        if not names:
            return []
        before = stored(now)
        ElderVersion.create(
            elder=elder,
            part=model._meta.table_name,
            part_id=now.get_id(),
            at=act.now,
            author_id=act.author_id,
            fields=sorted(names),
            before={name: before[name] for name in names},
        )
        for name in names:
            setattr(now, name, values[name])
        now.save(only=names)
        _touched(elder, act)
        note(event or "elder_saved", elder, act, [f"{_part(model)}{name}" for name in names])
        refresh(elder, act)
    return names


def add(elder: Elder, model: type[Kept], values: Mapping[str, Any], act: Act) -> Any:
    """Add a row about an elder: a relative, a paper, an assessment."""
    with current_database.atomic():
        elder = lock(elder)
        made = model.create(elder=elder, **values)
        _touched(elder, act)
        note("elder_saved", elder, act, [f"{_part(model)}added"])
        refresh(elder, act)
    return made


def _part(model: type[Kept]) -> str:
    return "" if model is Elder else f"{model._meta.table_name}."


def _touched(elder: Elder, act: Act) -> None:
    Elder.update(version=Elder.version + 1, updated_at=act.now).where(
        Elder.id == elder.id
    ).execute()


def note(
    event: str, elder: Elder, act: Act, fields: list[str] | None = None, **detail: Any
) -> None:
    """Put into the trail what happened to an elder, in the elder's own area."""
    audit.note(
        event,
        now=act.now,
        kind="elder",
        key=elder.key,
        area_code=str(elder.area_code),
        fields=fields or (),
        actor_id=act.author_id,
        **detail,
    )


def refresh(elder: Elder, act: Act, *, since: date | None = None, quiet: bool = False) -> None:
    """Ask the rules again about one elder, keep their answers, and tell what they changed.

    `quiet` is for somebody new: the clerk sees the answer, and only the alarm is told.
    """
    elder = Elder.get_by_id(elder.id)
    known = standing.account(elder)
    judged = standing.judge(known, act.today, act.rules)
    after = standing.answers(known, judged, act.today)
    before = {name: getattr(elder, name) for name in after}
    if before != after or elder.computed_on != act.today:
        Elder.update(**after, computed_on=act.today).where(Elder.id == elder.id).execute()
    for kind in standing.told(before, after):
        if kind == "alarm" or not quiet:
            Notice.create(elder=elder, area_code=elder.area_code, kind=kind, made_on=act.today)
    was_told = bool(town_reports.told([elder.id]))
    if elder.is_active and town_reports.is_owed(before, after, was_told):
        town_reports.write([(elder.id, judged.priority.reasons)], act.today, None)
        note("town_told", elder, act)
    duties.refresh(Elder.get_by_id(elder.id), act.today, act.rules, since)
