"""Finds areas, institutions and channels by Chinese, by pinyin or by initials, within the scope.

A picker offers what the person may point to: the own area's records and those of the offices
above it. It never answers more than `MOST` lines and never the whole table.
"""

import re
from typing import Any

import peewee as pw
from flask import Blueprint, Response, abort, jsonify, request
from flask_login import current_user

from admin.accounts import scope
from models import KINDS, Area, Published

MOST = 20
LETTERS = re.compile(r"[a-z]+")
# Where a kind keeps its spelling, and what stands between two syllables.
SPELLING = {"area": ("pinyin", " ")}

blueprint = Blueprint("pick", __name__)


@blueprint.get("/pick/<kind>")
def suggest(kind: str) -> Response:
    """Lines for what has been typed: `[{"key": …, "text": …}]`."""
    if kind not in KINDS:
        abort(404)
    found = search(kind, request.args.get("q", "")[:40])
    return jsonify(
        [{"key": row.key, "text": text} for row, text in zip(found, texts(found), strict=True)]
    )


def search(kind: str, typed: str) -> list[Published]:
    """The records whose name, code or pinyin holds what was typed; the shortest names first."""
    model = KINDS[kind]
    query = scope.pickable(current_user, model.select(), model)
    for word in typed.lower().split():
        query = query.where(_matches(kind, model, word))
    order = [pw.fn.LENGTH(model.name), model.name, model._meta.primary_key]
    return list(query.order_by(*order).limit(MOST))


def _matches(kind: str, model: type[Published], word: str) -> Any:
    found = model.name.contains(word)
    if kind == "area" and word.isdigit():
        return Area.code.startswith(word)
    if LETTERS.fullmatch(word):
        column, between = SPELLING.get(kind, ("slug", "-"))
        spelled = getattr(model, column)
        found |= pw.fn.REPLACE(spelled, between, "").contains(word)
        found |= spelled ** (f"%{between}".join(word) + "%")
    return found


def allowed(kind: str, keys: list[str]) -> set[str]:
    """Those of the keys that the person may point to."""
    model = KINDS[kind]
    primary = model._meta.primary_key
    wanted = [key for key in keys if scope.is_key(model, key)]
    query = scope.pickable(current_user, model.select(), model).where(primary.in_(wanted))
    return {row.key for row in query}


def named(kind: str, keys: list[str]) -> list[tuple[str, str]]:
    """The chosen records in their order, each with the text that the picker shows.

    Not narrowed by a scope: only for keys that stand in a record or are `allowed`.
    """
    model = KINDS[kind]
    wanted = [key for key in keys if scope.is_key(model, key)]
    rows = {row.key: row for row in model.select().where(model._meta.primary_key.in_(wanted))}
    found = [rows[key] for key in keys if key in rows]
    return [(row.key, text) for row, text in zip(found, texts(found), strict=True)]


def resolve(kind: str, typed: str) -> str | None:
    """The key of the one record of exactly that code or name; None where there is not one."""
    model = KINDS[kind]
    query = scope.pickable(current_user, model.select(), model)
    same = model.name == typed
    if kind == "area":
        same |= Area.code == typed
    found = list(query.where(same).limit(2))
    return found[0].key if len(found) == 1 else None


def texts(rows: list[Any]) -> list[str]:
    """Names that can be told apart: with the town or the office that keeps the record."""
    codes = {_above(row) for row in rows} - {""}
    names = dict(Area.select(Area.code, Area.name).where(Area.code.in_(codes)).tuples())
    return [
        f"{row.name}（{names[_above(row)]}）" if _above(row) in names else row.name for row in rows
    ]


def _above(row: Any) -> str:
    if isinstance(row, Area):
        return row.parent_id or ""
    return str(getattr(row, "area_id", ""))
