"""Who is signed in, what they may do, and which record they mean: asked by every page of the desk.

A record beyond the scope is answered as if it did not exist. Nothing is written here.
"""

from typing import Any

import peewee as pw
from flask import abort, current_app
from flask_login import current_user

from admin.accounts import scope
from admin.databases import Databases
from admin.desk.batches import Signature
from models import KINDS, Published
from pages import clock


def signature() -> Signature:
    """The signed-in person, now."""
    return Signature(current_user.id, clock.now(), clock.today())


def databases() -> Databases:
    """Both databases of this installation."""
    found: Databases = current_app.extensions["shouwang"].databases
    return found


def may(action: scope.Action, area_code: str | None) -> bool:
    """Whether the signed-in person may do this to what the area keeps."""
    return scope.may(current_user, action, area_code, current_app.extensions["shouwang"].config)


def may_publish(kind: str, area_code: str) -> bool:
    """Whether the signed-in person may publish a record of the kind that the area keeps."""
    structure = kind in {"area", "category"}
    return may("structure" if structure else "publish", area_code or None)


def may_publish_alone(kind: str, area_code: str) -> bool:
    """Whether what the person writes may go out without another person's eyes."""
    return may_publish(kind, area_code) and not four_eyes()


def four_eyes() -> bool:
    """Whether this office lets nobody publish what they wrote themselves."""
    return bool(current_app.extensions["shouwang"].config.four_eyes)


def demand(action: scope.Action, area_code: str | None) -> None:
    """403 unless the person may do this."""
    if not may(action, area_code):
        abort(403)


def model_of(kind: str, kinds: tuple[str, ...]) -> type[Any]:
    """The class of a kind; 404 where the page does not serve it."""
    if kind not in kinds:
        abort(404)
    return KINDS[kind]


def rows(kind: str, keys: list[str]) -> list[Published]:
    """Those of the records that are in scope, in the order of the list."""
    model = KINDS[kind]
    primary = model._meta.primary_key
    numbered = isinstance(primary, pw.AutoField)
    wanted = [k for k in keys if not numbered or (k.isascii() and k.isdigit() and len(k) < 16)]
    query = scope.visible(current_user, model.select(), model).where(primary.in_(wanted))
    return list(query.order_by(primary))


def row(kind: str, key: str) -> Any:
    """One record in scope; 404 for any other."""
    found = rows(kind, [key])
    if not found:
        abort(404)
    return found[0]


def area_of(record: Any) -> str | None:
    """The area that keeps a record: an area's own code, none of a category."""
    return record.key if record.kind == "area" else getattr(record, "area_id", None)
