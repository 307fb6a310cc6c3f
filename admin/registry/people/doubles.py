"""Whether somebody stands in the register already: the same id number, or name, birth and village.

It hints and refuses nothing: two people can share a name and a birthday. Beyond the own area only
the town is named, never the person.
"""

from dataclasses import dataclass
from datetime import date

from admin import sealed
from admin.accounts import scope
from admin.accounts.users import User
from admin.registry.people.elders import Elder
from models import N_, Area

REASONS: dict[str, str] = {
    "id_number": N_("身份证号相同"),
    "person": N_("同村、同名、同一天出生"),
}


@dataclass(frozen=True)
class Double:
    """Somebody who may be the same; without `elder` it is somebody beyond the own area."""

    reason: str
    elder: Elder | None
    town: str


def find(
    user: User, *, id_number: str, name: str, born_on: date | None, area_code: str, but: int = 0
) -> list[Double]:
    """Who may be the same person, active ones and those who left; `but` is the row itself."""
    found: dict[int, tuple[str, Elder]] = {}
    if name and born_on:
        same = (Elder.name == name) & (Elder.born_on == born_on) & (Elder.area_code == area_code)
        found |= {row.id: ("person", row) for row in Elder.select().where(same)}
    if id_number:
        mark = sealed.fingerprint(id_number)
        found |= {
            row.id: ("id_number", row) for row in Elder.select().where(Elder.id_fingerprint == mark)
        }
    found.pop(but, None)
    return [_double(user, reason, row) for reason, row in found.values()]


def of(user: User, elder: Elder) -> list[Double]:
    """Who may be the same as somebody in the register."""
    return find(
        user,
        id_number=elder.id_number.reveal(),
        name=str(elder.name),
        born_on=elder.born_on,
        area_code=str(elder.area_code),
        but=elder.id,
    )


def _double(user: User, reason: str, row: Elder) -> Double:
    town = Area.get_or_none(Area.code == row.area_code[:9])
    mine = scope.visible(user, Elder.select(Elder.id), Elder).where(Elder.id == row.id).exists()
    return Double(reason, row if mine else None, town.name if town else "")
