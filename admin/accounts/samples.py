"""Accounts for trying the office out: one for each role and the areas it is meant for.

For demonstrations and tests only. Their passwords are as fresh as any other's; they are written to
one file that only its owner can read, and a second call gives the same accounts new ones.
"""

import json
import os
from pathlib import Path

import peewee as pw

from admin.accounts import users
from models import N_, Area

HOMES = {
    "district_administrator": "district",
    "district_editor": "district",
    "town_editor": "town",
    "village_contact": "village",
    "auditor": "district",
}
# Two towns, so that one can try what a clerk sees of the neighbours.
AREAS = 2


def write(file: Path) -> int:
    """Make or renew the accounts and write name, password, role and area of each as JSON.

    :raises AccountRefused: there are no areas yet.
    """
    rows = [_sign_in(role, area) for role, level in HOMES.items() for area in _areas(level)]
    if not rows:
        raise users.AccountRefused(N_("还没有镇村，请先导入区划。"))
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        os.chmod(file, 0o600)
        json.dump(rows, stream, ensure_ascii=False, indent=1)
    return len(rows)


def _areas(level: str) -> list[str]:
    """The first areas of a level, rural ones before others: that is where the elders live.

    Of villages one in each of the first towns.
    """
    rural = Area.select(pw.fn.SUBSTR(Area.code, 1, 9)).where(Area.is_rural == True)  # noqa: E712
    chosen = Area.select(Area.code).where(Area.level == level)
    chosen = chosen.order_by(Area.is_rural.desc(), Area.code.in_(rural).desc(), Area.code)
    if level != "village":
        return [area.code for area in chosen.limit(AREAS)]
    villages = (chosen.where(Area.code.startswith(town)).first() for town in _areas("town"))
    return [village.code for village in villages if village]


def _sign_in(role: str, area: str) -> dict[str, str]:
    name = f"{role}-{area}"
    known = users.find(name)
    password = users.renew(known) if known else users.add(name, role, area)[1]
    return {"name": name, "password": password, "role": role, "area": area}
