"""What the lists show beside plain fields, and how they can be narrowed.

Areas and standings are read for a whole page of rows at once, never row by row.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_login import current_user

from admin.accounts import directory, scope
from admin.desk import completeness
from admin.desk.revisions import STANDINGS, Record
from models import N_, Area, Category, Service

Options = list[tuple[str, str]]


@dataclass(frozen=True)
class ListFilter:
    """A choice above a list: `options()` may be empty for a date to be typed."""

    name: str
    label: str
    options: Callable[[], Options] | None
    apply: Callable[[Any, str], Any]


def annotate(kind: str, rows: list[Any]) -> None:
    """Give every row its `standing` and its `place`, with three queries for all of them."""
    records = Record.select().where(
        (Record.kind == kind) & Record.key.in_([row.key for row in rows])
    )
    standings = {record.key: record.standing for record in records}
    places = directory.places({_code(row) for row in rows} - {""})
    for row in rows:
        row.standing = standings.get(row.key, "draft")
        row.place = places.get(_code(row), "")
        row.six = _six(row) if kind == "service" else ""


def _six(row: Any) -> str:
    """How many of the statutory columns are filled: `4/6`."""
    most = len(completeness.COLUMNS)
    return f"{most - len(completeness.missing(row.__data__))}/{most}"


def _code(row: Any) -> str:
    return str(getattr(row, "area_id", "") or "")


def plain_value(row: Any, name: str) -> Any:
    """A cell as text, for an export."""
    if name == "standing":
        return _(STANDINGS[row.standing])
    if name in ("area", "six"):
        return row.place if name == "area" else row.six
    if name == "phones":
        return "；".join(phone["number"] for phone in row.phones or [])
    value = getattr(row, name)
    field = type(row)._meta.fields[name]
    return _(dict(field.choices)[value]) if field.choices and value else value


def _towns() -> Options:
    towns = scope.visible(current_user, Area.select(), Area).where(Area.level == "town")
    return [(area.code, area.name) for area in towns.order_by(Area.code)]


def _in_town(query: Any, value: str) -> Any:
    model = query.model
    code = model.code if model is Area else model.area
    return query.where(code.startswith(value))


def _categories() -> Options:
    rows = list(Category.select().order_by(Category.position, Category.id))
    tops = [row for row in rows if row.parent_id is None]
    return [
        (row.key, row.name if row is top else f"　{row.name}")
        for top in tops
        for row in [top, *(child for child in rows if child.parent_id == top.id)]
    ]


def _in_category(query: Any, value: str) -> Any:
    chosen = int(value) if scope.is_key(Category, value) else 0
    children = Category.select(Category.id).where(Category.parent == chosen)
    # As one list: with an OR beside it an index by category and area could not answer.
    return query.where(Service.category.in_([chosen, *(key for (key,) in children.tuples())]))


def _standings() -> Options:
    return [(name, _(label)) for name, label in STANDINGS.items()]


def _stands(query: Any, value: str) -> Any:
    model = query.model
    idle = Record.submitted.is_null() & Record.due.is_null()
    wanted = {
        "submitted": Record.submitted.is_null(False),
        "approved": Record.submitted.is_null() & Record.due.is_null(False),
        "withdrawn": idle & (Record.withdrawn == True),  # noqa: E712 (SQL)
        "draft": idle & (Record.withdrawn == False) & Record.live.is_null(),  # noqa: E712
        "live": idle & (Record.live == Record.head),
        "changed": idle & Record.live.is_null(False) & (Record.live != Record.head),
    }.get(value)
    if wanted is None:
        return query
    keys = Record.select(Record.key).where((Record.kind == model.kind) & wanted)
    return query.where(model._meta.primary_key.cast("text").in_(keys))


def _verified_before(query: Any, value: str) -> Any:
    field = query.model.verified_on
    return query.where(field.is_null() | (field < value))


TOWN = ListFilter("town", N_("镇办"), _towns, _in_town)
CATEGORY = ListFilter("category", N_("服务类别"), _categories, _in_category)
STANDING = ListFilter("standing", N_("状态"), _standings, _stands)


def _lacking(query: Any, value: str) -> Any:
    return query.where(completeness.lacking()) if value == "yes" else query


LACKING = ListFilter("lacking", N_("清单六项"), lambda: [("yes", _("没填全"))], _lacking)
VERIFIED = ListFilter("verified-before", N_("核实早于"), None, _verified_before)
