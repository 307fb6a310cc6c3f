"""What a page about one record asks first: is it the person's to see, and what may they do to it.

A record of another office is 404 as if it did not exist, and the attempt is in the trail.
"""

from datetime import date, datetime
from typing import Any

import peewee as pw
from flask import abort, current_app
from flask_login import current_user

from admin.accounts import refusals, scope
from admin.accounts.users import User
from admin.config import Config
from admin.databases import Databases
from admin.desk.readiness import Approver
from models import KINDS, Published
from pages import clock

# Areas and categories belong to the whole district.
STRUCTURE = frozenset({"area", "category"})


def config() -> Config:
    return current_app.extensions["shouwang"].config


def databases() -> Databases:
    return current_app.extensions["shouwang"].databases


def row_of(kind: str, key: str) -> Published:
    """The working row of a record within the signed-in person's scope; else 404."""
    if kind not in KINDS:
        abort(404)
    model = KINDS[kind]
    primary = model._meta.primary_key
    numeric = isinstance(primary, pw.AutoField)
    if numeric and not (key.isascii() and key.isdigit() and len(key) < 16):
        abort(404)
    row: Published | None = (
        scope.visible(current_user, model.select(), model).where(primary == key).first()
    )
    if row is None:
        if model.get_or_none(primary == key) is not None:
            tell_trail(kind, key, 404)
        abort(404)
    return row


def tell_trail(kind: str, key: str, status: int) -> None:
    """Set down that the signed-in person was refused something about this record."""
    refusals.tell(kind, key, status)


def area_code(row: Published) -> str | None:
    """The area that keeps the record: an area's own code, none of a category."""
    return row.key if row.kind == "area" else getattr(row, "area_id", None)


def may(action: scope.Action, kind: str, area: str | None) -> bool:
    """Whether the signed-in person may do this to such a record that the area keeps."""
    wanted: scope.Action = "structure" if kind in STRUCTURE and action != "read" else action
    return scope.may(current_user, wanted, area, config())


def demand(action: scope.Action, row: Published) -> None:
    """Go no further unless the person may do this to the record."""
    if not may(action, row.kind, area_code(row)):
        abort(403)


def approver() -> Approver:
    """The signed-in person as somebody who lets records out."""
    return Approver(
        current_user.id, lambda kind, area: may("publish", kind, area or None), config().four_eyes
    )


def signed() -> dict[str, Any]:
    """Who does it and when, for the release."""
    moment: dict[str, int | datetime | date] = {
        "author_id": current_user.id,
        "now": clock.now(),
        "today": clock.today(),
    }
    return moment


def names(ids: set[int | None]) -> dict[int | None, str]:
    """The accounts' names by id; whoever has none is the program."""
    found = User.select(User.id, User.name).where(User.id.in_([i for i in ids if i is not None]))
    return dict(found.tuples())


def number(value: str | None) -> int:
    """A number that a form or an address sent; -1 for anything else."""
    given = value or ""
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else -1
