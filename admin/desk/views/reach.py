"""What every page of the desk asks first: who is it, what may they do, which record do they mean.

A record of another office is 404 as if it did not exist, and the attempt is in the trail.
"""

from typing import Any

from flask import abort, current_app, request
from flask_login import current_user

from admin.accounts import refusals, scope
from admin.accounts.users import User
from admin.config import Config
from admin.databases import Databases
from admin.desk.batches import Signature
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
    if not scope.is_key(model, key):
        abort(404)
    row: Published | None = (
        scope.visible(current_user, model.select(), model).where(primary == key).first()
    )
    if row is None:
        if model.get_or_none(primary == key) is not None:
            tell_trail(kind, key, 404)
        abort(404)
    return row


def rows(kind: str, keys: list[str]) -> list[Published]:
    """Those of the records that are in scope, in the order of the list."""
    model = KINDS[kind]
    primary = model._meta.primary_key
    wanted = [key for key in keys if scope.is_key(model, key)]
    query = scope.visible(current_user, model.select(), model).where(primary.in_(wanted))
    return list(query.order_by(primary))


def model_of(kind: str, kinds: tuple[str, ...]) -> type[Any]:
    """The class of a kind; 404 where the page does not serve it."""
    if kind not in kinds:
        abort(404)
    return KINDS[kind]


def tell_trail(kind: str, key: str, status: int) -> None:
    """Set down that the signed-in person was refused something about this record."""
    refusals.tell(kind, key, status)


def area_code(row: Published) -> str | None:
    """The area that keeps the record: an area's own code, none of a category."""
    return row.key if row.kind == "area" else getattr(row, "area_id", None)


def may(action: scope.Action, kind: str, area: str | None) -> bool:
    """Whether the signed-in person may do this to such a record that the area keeps."""
    wanted: scope.Action = "structure" if kind in STRUCTURE and action != "read" else action
    return may_in(wanted, area)


def may_in(action: scope.Action, area: str | None) -> bool:
    """Whether the signed-in person may do this to what the area keeps, areas themselves aside."""
    return scope.may(current_user, action, area, config())


def may_publish(kind: str, area: str) -> bool:
    """Whether the signed-in person may let such a record out."""
    return may("publish", kind, area or None)


def may_publish_alone(kind: str, area: str) -> bool:
    """Whether what the person writes may go out without another person's eyes."""
    return may_publish(kind, area) and not config().four_eyes


def demand(action: scope.Action, row: Published) -> None:
    """Go no further unless the person may do this to the record."""
    if not may(action, row.kind, area_code(row)):
        abort(403)


def demand_in(action: scope.Action, area: str | None) -> None:
    """Go no further unless the person may do this in the area."""
    if not may_in(action, area):
        abort(403)


def approver() -> Approver:
    """The signed-in person as somebody who lets records out."""
    return Approver(current_user.id, may_publish, config().four_eyes)


def signature() -> Signature:
    """The signed-in person, now."""
    return Signature(current_user.id, clock.now(), clock.today())


def signed() -> dict[str, Any]:
    """Who does it and when, by name, for the release."""
    return signature().given()


def names(ids: set[int | None]) -> dict[int | None, str]:
    """The accounts' names by id; whoever has none is the program."""
    found = User.select(User.id, User.name).where(User.id.in_([i for i in ids if i is not None]))
    return dict(found.tuples())


def base() -> int:
    """The revision that the person saw when the form was opened."""
    return number(request.form.get("base"))


def code(value: str | None) -> str:
    """An area's code that an address sent; empty for anything else."""
    given = value or ""
    return given if given.isascii() and given.isdigit() and len(given) <= 12 else ""


def number(value: str | None) -> int:
    """A number that a form or an address sent; -1 for anything else."""
    given = value or ""
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else -1
