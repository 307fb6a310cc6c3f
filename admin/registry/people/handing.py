"""Who helps whom (三（二）3): naming a helper, and handing an elder on without a gap.

The former helper's time stays on record. A load above the limit is told and not refused: where a
village has one cadre, somebody has to.
"""

from typing import Any

import peewee as pw

from admin.accounts import audit
from admin.registry.in_force import Act
from admin.registry.people import keeping
from admin.registry.people.elders import Elder
from admin.registry.people.helping import Helper, HelperAssignment
from models import current_database


def load(helper: Helper) -> int:
    """How many elders of the register a helper has now."""
    return int(Elder.select().where(Elder.helper_id == helper.id, Elder.left_on.is_null()).count())


def loads(helpers: list[Helper]) -> dict[int, int]:
    """The same for many helpers, by number."""
    found = (
        Elder.select(Elder.helper_id, pw.fn.COUNT(Elder.id))
        .where(Elder.helper_id.in_([row.id for row in helpers]), Elder.left_on.is_null())
        .group_by(Elder.helper_id)
    )
    return dict(found.tuples())


def current(elder: Elder) -> HelperAssignment | None:
    """The assignment that is open."""
    found: HelperAssignment | None = HelperAssignment.get_or_none(
        HelperAssignment.elder == elder, HelperAssignment.ended_on.is_null()
    )
    return found


def former(elder: Elder) -> list[HelperAssignment]:
    """Earlier assignments, the latest first."""
    found = HelperAssignment.select().where(
        HelperAssignment.elder == elder, HelperAssignment.ended_on.is_null(False)
    )
    return list(found.order_by(HelperAssignment.ended_on.desc(), HelperAssignment.id.desc()))


def assign(elder: Elder, helper: Helper, reason: str, note: str, act: Act) -> bool:
    """Give an elder this helper from today; whether that changed anything."""
    with current_database.atomic():
        elder = keeping.lock(elder)
        before = current(elder)
        if before is not None and before.helper_id == helper.id:
            return False
        _end(before, act)
        HelperAssignment.create(
            elder=elder,
            helper=helper,
            started_on=act.today,
            reason=reason,
            note=note,
            author_id=act.author_id,
        )
        Elder.update(helper_id=helper.id, updated_at=act.now).where(Elder.id == elder.id).execute()
        keeping.note("helper_assigned", elder, act, reason=reason)
        keeping.refresh(elder, act)
    return True


def release(elder: Elder, act: Act) -> None:
    """End the current assignment, because the elder has left the register."""
    _end(current(elder), act)
    Elder.update(helper_id=None).where(Elder.id == elder.id).execute()


def _end(assignment: HelperAssignment | None, act: Act) -> None:
    if assignment is not None:
        HelperAssignment.update(ended_on=act.today).where(
            HelperAssignment.id == assignment.id
        ).execute()


def helper_of(account_id: int | None) -> Helper | None:
    """The helper who signs in with that account."""
    if account_id is None:
        return None
    found: Helper | None = Helper.get_or_none(Helper.account_id == account_id)
    return found


def save(helper: Helper | None, values: dict[str, Any], act: Act) -> Helper:
    """Write a helper down, or change one."""
    with current_database.atomic():
        if helper is None:
            helper = Helper.create(**values, created_at=act.now)
            names = sorted(values)
        else:
            names = keeping.changed(helper, values)
            for name in names:
                setattr(helper, name, values[name])
            if names:
                helper.save(only=names)
        if names:
            audit.note(
                "helper_saved",
                now=act.now,
                kind="helper",
                key=helper.key,
                area_code=str(helper.area_code),
                fields=names,
                actor_id=act.author_id,
            )
    return helper
