"""What every page of the registry asks first: who is it, what may they do, which row do they mean.

Everybody works in the own area; what weighs (approving, inspecting, drawing figures up) is for the
editors of a town or the district; auditors read, and who gives out accounts sees no elder. A row
beyond the own area is 404 as if it did not exist; the refusal is in the trail.
"""

from collections.abc import Iterable
from typing import Any, TypeVar

import peewee as pw
from flask import abort, current_app
from flask_login import current_user

from admin.accounts import scope
from admin.accounts.scope import Action
from admin.accounts.users import User
from models import Area

Row = TypeVar("Row", bound=pw.Model)

LOOK: Action = "registry"
WRITE: Action = "registry_edit"
DECIDE: Action = "registry_decide"


def may(action: Action, area_code: str | None = None) -> bool:
    """Whether the signed-in person may do this to what the area keeps (None: in the own area)."""
    code = str(current_user.area_code) if area_code is None else area_code
    return scope.may(current_user, action, code, current_app.extensions["shouwang"].config)


def demand(action: Action, area_code: str | None = None) -> None:
    """Go no further unless the signed-in person may do this."""
    if not may(action, area_code):
        abort(403)


def visible(model: type[Row]) -> Any:
    """The rows of the model within the person's area; the one way from a page to rows."""
    return scope.visible(current_user, model.select(), model)


def row_of(model: type[Row], id: int) -> Row:
    """The row within the person's area, else 404."""
    found = visible(model).where(model._meta.primary_key == id).first() if id < 2**31 else None
    if found is None:
        abort(404)
    return found


def places(*levels: str) -> list[tuple[str, str]]:
    """Code and name of the areas that the person may choose, towns before their villages."""
    query = scope.visible(current_user, Area.select(Area.code, Area.name), Area)
    return list(query.where(Area.level.in_(levels)).order_by(Area.code).tuples())


def names(codes: set[str]) -> dict[str, str]:
    """The areas' names by code."""
    found = Area.select(Area.code, Area.name).where(Area.code.in_(list(codes)))
    return dict(found.tuples())


def accounts(ids: Iterable[int | None]) -> dict[int | None, str]:
    """The names of accounts by number, for who did or decided something."""
    wanted = {id for id in ids if id is not None}
    found: Any = User.select(User.id, User.name).where(User.id.in_(list(wanted)))
    return dict(found.tuples())
