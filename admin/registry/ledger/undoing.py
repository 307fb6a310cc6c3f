"""Takes an import back as one step: rows that it made go, rows that it changed are as before.

An elder who has been worked on since (a save, a visit, a helper) is left alone and counted. Only
here are rows of people deleted outright: they had come in by mistake a moment ago.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

import peewee as pw

from admin.accounts import audit, scope
from admin.registry.ledger.records import LedgerImport, LedgerItem
from admin.registry.ledger.storing import Stroke, portions, stored
from admin.registry.people.elders import Elder, ElderTag, ElderVersion, Kept, Notice
from admin.registry.people.families import Guardian, Relative
from admin.registry.people.town_reports import TownReport
from admin.registry.visits.records import VisitDuty
from models import current_database

PARTS: dict[str, type[Kept]] = {
    model._meta.table_name: model for model in (Relative, Guardian, ElderTag)
}
# What the program works out by itself and may work out again.
COMPUTED = (Notice, VisitDuty)
AROUND: tuple[Any, ...] = (*COMPUTED, *PARTS.values(), ElderVersion)


class AlreadyUndone(Exception):
    """The import has been taken back before."""


@dataclass
class Undone:
    """How many elders are as before the import, and how many were left alone."""

    count: int = 0
    left: int = 0


def undo(ledger: LedgerImport, stroke: Stroke) -> Undone:
    """Take the import back, in one transaction.

    :raises AlreadyUndone: nothing is done a second time.
    """
    undone = Undone()
    with current_database.atomic():
        open_one = (LedgerImport.id == ledger.id) & LedgerImport.undone_at.is_null()
        if not LedgerImport.update(undone_at=stroke.now).where(open_one).execute():
            raise AlreadyUndone
        for portion in portions(_items(ledger)):
            _undo_many(portion, stroke, undone)
        audit.note(
            "import_undone",
            now=stroke.now,
            kind="elder",
            actor_id=stroke.author_id,
            count=undone.count,
        )
    return undone


def _items(ledger: LedgerImport) -> list[list[LedgerItem]]:
    """What the import did, by elder."""
    found: dict[int, list[LedgerItem]] = {}
    for item in LedgerItem.select().where(LedgerItem.ledger == ledger).order_by(LedgerItem.id):
        found.setdefault(item.elder_id, []).append(item)
    return list(found.values())


def _undo_many(portion: list[list[LedgerItem]], stroke: Stroke, undone: Undone) -> None:
    ids = [items[0].elder_id for items in portion]
    query = scope.visible(stroke.user, Elder.select().where(Elder.id.in_(ids)), Elder)
    elders = {elder.id: elder for elder in query}
    untouched = [
        (elders[items[0].elder_id], items)
        for items in portion
        if items[0].elder_id in elders and elders[items[0].elder_id].version == items[0].version
    ]
    new = [elder for elder, items in untouched if _is_new(items)]
    done = len(new) if _take_out(new) else sum(_take_out([elder]) for elder in new)
    for elder, items in untouched:
        if not _is_new(items):
            done += _undo_one(elder, items, stroke)
    undone.count += done
    undone.left += len(portion) - done


def _is_new(items: list[LedgerItem]) -> bool:
    return items[0].part == "elder" and items[0].before is None


def _take_out(elders: list[Elder]) -> bool:
    """Delete people whom nobody has touched; False if somebody is real by now."""
    ids = [elder.id for elder in elders]
    try:
        with current_database.atomic():
            # Whatever is around them came with them, or was worked out by the program.
            for around in AROUND:
                around.delete().where(around.elder.in_(ids)).execute()
            unread = TownReport.made_by.is_null() & TownReport.read_on.is_null()
            TownReport.delete().where(unread, TownReport.elder.in_(ids)).execute()
            Elder.delete().where(Elder.id.in_(ids)).execute()
    except pw.IntegrityError:
        # Somebody has visited, or is named as helper: the person has become real.
        return False
    return True


def _undo_one(elder: Elder, items: list[LedgerItem], stroke: Stroke) -> bool:
    try:
        with current_database.atomic():
            for item in reversed(items):
                _undo_item(elder, item)
            _touch(elder, stroke)
    except pw.IntegrityError:
        return False
    return True


def _undo_item(elder: Elder, item: LedgerItem) -> None:
    if item.part == "elder":
        _restore(elder, item.before)
    else:
        model = PARTS[item.part]
        model.delete().where(model._meta.primary_key == item.part_id).execute()


def _restore(elder: Elder, before: dict[str, Any]) -> None:
    for name, value in before.items():
        field = Elder._meta.fields[name]
        is_day = isinstance(field, pw.DateField) and value
        setattr(elder, name, date.fromisoformat(value) if is_day else field.python_value(value))


def _touch(elder: Elder, stroke: Stroke) -> None:
    ElderVersion.create(
        elder=elder,
        part="elder",
        part_id=elder.id,
        at=stroke.now,
        author_id=stroke.author_id,
        fields=[],
        before=stored(elder, ()),
    )
    elder.version, elder.updated_at, elder.computed_on = elder.version + 1, stroke.now, None
    elder.save()
