"""Which records a record leans on, and which lean on it: no live page may point at nothing.

Also whose a record is, and so in whose area the trail tells of it.
"""

from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from admin.accounts import audit
from admin.desk.revisions import Record, Revision, find, revision
from models import KINDS, Published

Identity = tuple[str, str]
REFERENCES: dict[str, dict[str, str]] = {
    "area": {"parent": "area"},
    "category": {"parent": "category"},
    "provider": {"area": "area"},
    "channel": {"area": "area"},
    "team": {"area": "area"},
    "contact": {"area": "area"},
    "service": {
        "area": "area",
        "category": "category",
        "areas": "area",
        "providers": "provider",
        "channels": "channel",
    },
    "activity": {"area": "area", "team": "team"},
    "figure": {"area": "area"},
}


def references(kind: str, fields: dict[str, Any]) -> list[Identity]:
    """The records that these fields point to."""
    found: list[Identity] = []
    for name, target in REFERENCES[kind].items():
        value = fields.get(name)
        values = value if isinstance(value, list) else [] if value is None else [value]
        found += [(target, str(item)) for item in values]
    return found


def unpublished(kind: str, key: str, number: int | None = None) -> list[Identity]:
    """The records that must go out with this revision, those that others lean on first.

    `number` is the revision that goes out; None is the newest.
    """
    record = find(kind, key)
    if record is None:
        return []
    found: dict[Identity, None] = {}
    fields = revision(kind, key, number or record.head).fields
    _collect(kind, fields, found, {(kind, key)})
    return list(found)


def _collect(
    kind: str, fields: dict[str, Any], found: dict[Identity, None], seen: set[Identity]
) -> None:
    for target in references(kind, fields):
        if target in seen:
            continue
        seen.add(target)
        leaned_on = find(*target)
        if leaned_on is not None and leaned_on.live is None:
            _collect(target[0], revision(*target, leaned_on.head).fields, found, seen)
            found[target] = None


def standing_on(kind: str, key: str) -> list[str]:
    """Names of live records that cannot stand without this area or category."""
    if kind not in {"area", "category"}:
        return []
    # A first sieve by text; what it lets through is read properly.
    mentioned = Revision.fields.cast("text")
    live = (
        Revision.select(Revision.kind, Revision.key, Revision.fields)
        .join(
            Record,
            on=(Record.kind == Revision.kind)
            & (Record.key == Revision.key)
            & (Record.live == Revision.number),
        )
        .where(mentioned.contains(f'"{key}"') | mentioned.contains(f": {key}"))
    )
    users = [r for r in live if (kind, key) in references(r.kind, r.fields)]
    return [title(r.kind, r.key) for r in users]


def title(kind: str, key: str) -> str:
    """The record as a message names it: `服务项目《送餐上门》`."""
    return f"{_(KINDS[kind].label)}《{_row(kind, key)}》"


def area_code(kind: str, key: str) -> str:
    """The area whose office keeps the record: of an area its own code, of a category none."""
    row = _row(kind, key)
    if kind == "area":
        return key
    return str(getattr(row, "area_id", ""))


def note(event: str, kind: str, key: str, *, now: datetime, **more: Any) -> None:
    """An entry of the trail about one record, in the area that keeps it."""
    area = area_code(kind, key) or None
    audit.note(event, now=now, kind=kind, key=key, area_code=area, **more)


def _row(kind: str, key: str) -> Published:
    model = KINDS[kind]
    row: Published = model.get(model._meta.primary_key == key)
    return row
