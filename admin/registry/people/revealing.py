"""Shows one sealed value to somebody who says why; the trail has it before the page does."""

from dataclasses import dataclass

from admin.registry.in_force import Act
from admin.registry.people import keeping
from admin.registry.people.elders import Elder, Kept, Reveal
from admin.registry.people.families import Guardian, Relative
from admin.registry.rules import masking
from admin.sealed import Sealed
from models import current_database

PARTS: dict[str, type[Kept]] = {"elder": Elder, "relative": Relative, "guardian": Guardian}
FIELDS = {"elder": ("id_number", "phone"), "relative": ("phone",), "guardian": ("phone",)}


class NothingThere(LookupError):
    """There is no such value of that elder."""


@dataclass(frozen=True)
class Wish:
    """Which value of which row of the elder's file, and why."""

    part: str
    row_id: int
    field: str
    reason: str
    text: str = ""


def reveal(elder: Elder, wish: Wish, act: Act) -> str:
    """The value that is wished for.

    :raises NothingThere: the row is not of that elder, or the field is not sealed.
    """
    value, name = _value(elder, wish), f"{wish.part}.{wish.field}"
    with current_database.atomic():
        Reveal.create(
            elder=elder,
            field=name,
            reason=wish.reason,
            text=wish.text[:200],
            author_id=act.author_id,
            at=act.now,
        )
        keeping.note("elder_revealed", elder, act, [name], reason=wish.reason)
    return value.reveal()


def _value(elder: Elder, wish: Wish) -> Sealed:
    if wish.field not in FIELDS.get(wish.part, ()):
        raise NothingThere
    model = PARTS[wish.part]
    mine = (model.id == wish.row_id) & (model.elder == elder) if model is not Elder else None
    row = elder if mine is None else model.get_or_none(mine)
    if row is None:
        raise NothingThere
    value: Sealed = getattr(row, wish.field)
    return value


def masked(value: Sealed, field: str) -> str:
    """What a page may show of a sealed value without being asked why."""
    mask = masking.id_number if field == "id_number" else masking.phone
    return mask(value.reveal())
