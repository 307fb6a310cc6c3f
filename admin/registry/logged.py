"""What all rows about care, danger and supervision share: where, by whom, when, and taken back why.

Nothing is deleted: what was wrong is void with a reason and stays readable. A save that comes after
another's is refused, not lost. Who may is asked elsewhere.
"""

from datetime import datetime
from typing import Any, ClassVar, TypeVar

import peewee as pw

from admin.accounts import audit
from admin.registry.people.elders import Kept
from models import current_database

AnyLogged = TypeVar("AnyLogged", bound="Logged")
# What the program fills itself.
OWN = frozenset({"id", "turn", "made_by", "made_at", "void_at", "void_reason", "area_code"})

# `[]` as the databases keep it.
EMPTY = 2


class Outdated(Exception):
    """Somebody else has saved this row meanwhile; look at it again."""


class Logged(Kept):
    """A row that an area keeps. `made_at` and `void_at` are UTC; `turn` counts its saves.

    Where it is about an elder it is seen where the elder lives now; `area_code` is where it was.
    """

    kind: ClassVar[str]
    label: ClassVar[str]

    area_code = pw.CharField(max_length=12, index=True)
    turn = pw.IntegerField(default=1)
    made_by = pw.IntegerField(null=True)
    made_at = pw.DateTimeField()
    void_at = pw.DateTimeField(null=True)
    void_reason = pw.CharField(max_length=200, default="")

    @property
    def subject(self) -> str:
        """What the trail calls the row by: the elder's handle, else its own number."""
        elder = getattr(self, "elder", None)
        return elder.key if elder is not None else str(self.id)


def add(row: AnyLogged, *, actor_id: int | None, now: datetime) -> AnyLogged:
    """Store a new row and tell the trail."""
    row.made_by, row.made_at = actor_id, now
    with current_database.atomic():
        row.save(force_insert=True)
        filled = {name for name, value in row.__data__.items() if value not in (None, "", [], {})}
        _note("care_saved", row, filled - OWN, actor_id=actor_id, now=now)
    return row


def change(row: Logged, values: dict[str, Any], *, actor_id: int | None, now: datetime) -> None:
    """Store these values on top of what was read.

    :raises Outdated: the row has been saved since it was read.
    """
    model = type(row)
    fresh = {name: value for name, value in values.items() if getattr(row, name) != value}
    if not fresh:
        return
    with current_database.atomic():
        mine = (model.id == row.id) & (model.turn == row.turn)
        columns = {model._meta.fields[name]: value for name, value in fresh.items()}
        if not model.update(columns | {model.turn: row.turn + 1}).where(mine).execute():
            raise Outdated
        for name, value in fresh.items():
            setattr(row, name, value)
        row.turn += 1
        _note("care_saved", row, set(fresh), actor_id=actor_id, now=now)


def void(row: Logged, reason: str, *, actor_id: int | None, now: datetime) -> None:
    """Take a row back; it stays readable with its reason.

    :raises Outdated: it is void already.
    """
    model = type(row)
    with current_database.atomic():
        standing = (model.id == row.id) & model.void_at.is_null()
        if not model.update(void_at=now, void_reason=reason).where(standing).execute():
            raise Outdated
        _note("care_voided", row, set(), actor_id=actor_id, now=now)


def seen(row: Logged, *, now: datetime) -> None:
    """Tell the trail that somebody opened what is about an elder."""
    if hasattr(row, "elder"):
        _note("care_seen", row, set(), actor_id=None, now=now)


def revealed(row: Logged, field: str, *, now: datetime) -> None:
    """Tell the trail that somebody looked at a sealed value."""
    _note("care_revealed", row, {field}, actor_id=None, now=now)


def _note(
    event: str, row: Logged, fields: set[str], *, actor_id: int | None, now: datetime
) -> None:
    audit.note(
        event,
        now=now,
        kind=row.kind,
        key=row.subject,
        area_code=row.area_code,
        fields=fields,
        actor_id=actor_id,
        row=row.id,
    )


def is_empty(column: pw.Field) -> pw.Expression:
    """Whether a column of JSON holds an empty list; peewee would take a list for several values."""
    return pw.fn.LENGTH(column) <= EMPTY
