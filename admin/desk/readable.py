"""A record's fields as a clerk reads them: names instead of keys, one line a telephone.

What comes out is text or lines of text, ready to be compared and shown; it judges nothing and
changes nothing. Names of other records are read with one query a kind.
"""

from typing import Any

import peewee as pw
from flask_babel import gettext as _

from admin.desk import forms
from models import KINDS, Published, Service
from pages import hours

Shown = str | list[str]


def labels(kind: str) -> dict[str, str]:
    """The fields that a person fills in, in the order of `models`, with their labels."""
    return {f.name: _(str(f.verbose_name)) for f in forms.editable(KINDS[kind])}


def readable(kind: str, fields: dict[str, Any]) -> dict[str, Shown]:
    """Every field that a person fills in, as text or as lines."""
    model = KINDS[kind]
    wanted = [f for f in forms.editable(model) if f.name in fields]
    return {f.name: _shown(f, fields[f.name]) for f in wanted}


def _shown(field: pw.Field, value: Any) -> Shown:
    if isinstance(value, list | dict):
        return _lines(field.name, value)
    if value is None or value == "":
        return ""
    if isinstance(field, pw.ForeignKeyField):
        return _names(field.rel_model, [value])[0]
    if isinstance(value, bool):
        return _("是") if value else _("否")
    return _(dict(field.choices).get(value, value)) if field.choices else str(value)


def _lines(name: str, value: Any) -> list[str]:
    if name == "phones":
        return [_phone(row) for row in value]
    if name == "hours":
        return _week(value)
    if name == "audience":
        return [_(Service.AUDIENCES.get(item, item)) for item in value]
    if name == "tables":
        return [line for table in value for line in _table(table)]
    if name in forms.PICKED:
        return _names(KINDS[forms.PICKED[name]], value)
    return [str(item) for item in value]


def _table(table: dict[str, Any]) -> list[str]:
    """A table of figures, a line a row; what is not shown stays a mark."""
    return [
        f"{table['title']} · {row['name']}："
        + "，".join(
            f"{column} {'…' if cell is None else cell}"
            for column, cell in zip(table["columns"], row["cells"], strict=True)
        )
        for row in table["rows"]
    ]


def _phone(row: dict[str, Any]) -> str:
    parts = [row.get("number"), row.get("label"), row.get("hours")]
    parts.append(_("公用手机") if row.get("shared") else "")
    return " · ".join(str(part) for part in parts if part)


def _week(value: dict[str, Any]) -> list[str]:
    lines = [
        " ".join(filter(None, (line.days, line.times, line.note))) for line in hours.describe(value)
    ]
    return [*lines, *filter(None, [hours.note(value)])]


def _names(model: type[Published], keys: list[Any]) -> list[str]:
    primary = model._meta.primary_key
    found = model.select(primary, model.name).where(primary.in_(keys))
    names = {str(key): name for key, name in found.tuples()}
    return [names.get(str(key), _("（已不存在）")) for key in keys]


def in_line(kind: str, name: str, value: Any) -> str:
    """One field in one line; an empty text where there is nothing."""
    shown = readable(kind, {name: value}).get(name, "")
    return "；".join(shown) if isinstance(shown, list) else shown
