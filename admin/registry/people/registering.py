"""Somebody comes into the register, moves to another village, leaves it, or is back.

Nobody is deleted: who died or moved away stays with the day and the reason, and is owed nothing
more. A dossier number (档案号) is given once and goes along.
"""

from typing import Any

import peewee as pw
from pypinyin import lazy_pinyin

from admin import sealed
from admin.registry.in_force import Act
from admin.registry.people import handing, keeping
from admin.registry.people.elders import Elder, EligibilityOverride
from admin.registry.visits import duties
from models import current_database


def spelled(name: str) -> str:
    """The name in pinyin with a blank between syllables, to be found by initials."""
    return " ".join(lazy_pinyin(name))[:160]


def derived(values: dict[str, Any]) -> dict[str, Any]:
    """The values with what follows from them: the pinyin, the id number's fingerprint."""
    more = {}
    if "name" in values:
        more["pinyin"] = spelled(values["name"])
    if "id_number" in values:
        more["id_fingerprint"] = sealed.fingerprint(values["id_number"])
    return values | more


def add(values: dict[str, Any], act: Act) -> Elder:
    """Register somebody, with a dossier number of the own village."""
    with current_database.atomic():
        made: Elder = Elder.create(
            **{"entered_on": act.today} | derived(values),
            dossier_number=next_number(values["area_code"]),
            author_id=act.author_id,
            created_at=act.now,
            updated_at=act.now,
        )
        keeping.note("elder_added", made, act)
        keeping.refresh(made, act, quiet=True)
    found: Elder = Elder.get_by_id(made.id)
    return found


def next_number(area_code: str) -> str:
    """The next free dossier number of a village: its code and a running number."""
    taken = (
        Elder.select(pw.fn.MAX(Elder.dossier_number))
        .where(Elder.dossier_number.startswith(f"{area_code}-"))
        .scalar()
    )
    last = int(taken.rpartition("-")[2]) if taken else 0
    return f"{area_code}-{last + 1:04}"


def change(elder: Elder, values: dict[str, Any], act: Act, seen: str = "") -> list[str]:
    """Change an elder's own columns; the names of what changed.

    :raises ChangedMeanwhile: somebody else has saved since `seen`.
    """
    return keeping.change(elder, elder, derived(values), act, seen=seen)


def verify(elder: Elder, act: Act) -> None:
    """Note that everything was checked today and is as it stands."""
    keeping.change(elder, elder, {"verified_on": act.today}, act)


def leave(elder: Elder, reason: str, act: Act) -> None:
    """Take somebody out of the register from today."""
    with current_database.atomic():
        values = {"left_on": act.today, "left_because": reason}
        keeping.change(elder, elder, values, act, event="elder_saved")
        keeping.note("elder_left", elder, act, reason=reason)
        handing.release(elder, act)


def come_back(elder: Elder, act: Act) -> None:
    """Undo a departure; the former helper has to be named again."""
    with current_database.atomic():
        keeping.change(elder, elder, {"left_on": None, "left_because": ""}, act)
        keeping.note("elder_returned", elder, act)


def move(elder: Elder, area_code: str, act: Act) -> None:
    """Hand the whole file to another village; the helper stays behind, the duty goes along."""
    with current_database.atomic():
        keeping.note("elder_moved", elder, act, area=area_code)
        keeping.change(elder, elder, {"area_code": area_code}, act)
        duties.move(elder, area_code)
        handing.release(elder, act)
        keeping.refresh(elder, act)


def override(elder: Elder, answer: str, reason: str, review_on: Any, act: Act) -> None:
    """Put the town's decision before the computed answer; an earlier decision ends."""
    with current_database.atomic():
        _end_overrides(elder, act)
        EligibilityOverride.create(
            elder=elder,
            answer=answer,
            reason=reason,
            review_on=review_on,
            author_id=act.author_id,
            made_at=act.now,
        )
        keeping.note("eligibility_overridden", elder, act, answer=answer)
        keeping.refresh(elder, act)


def withdraw_override(elder: Elder, act: Act) -> None:
    """Let the computed answer count again."""
    with current_database.atomic():
        _end_overrides(elder, act)
        keeping.note("override_withdrawn", elder, act)
        keeping.refresh(elder, act)


def _end_overrides(elder: Elder, act: Act) -> None:
    EligibilityOverride.update(withdrawn_at=act.now).where(
        EligibilityOverride.elder == elder, EligibilityOverride.withdrawn_at.is_null()
    ).execute()
