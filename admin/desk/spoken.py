"""A field's value as a clerk reads it in a list of changes: one line, never JSON.

For eyes only; what has to be read back by the program is `desk.sheets.cells`.
"""

from collections.abc import Callable
from typing import Any

from flask_babel import gettext as _

from admin.desk import companions, pickers
from models import KINDS, Service
from pages import hours


def spoken(kind: str, name: str, value: Any) -> str:
    """The value of the field `name` of a kind, or an empty text where there is none."""
    if value in (None, "", [], {}):
        return ""
    if name in WORDS:
        return WORDS[name](value)
    values = value if isinstance(value, list) else [value]
    if name in companions.REFERENCES[kind]:
        found = pickers.named(companions.REFERENCES[kind][name], [str(key) for key in values])
        return "、".join(text for _key, text in found)
    choices = dict(KINDS[kind]._meta.fields[name].choices or [])
    return "；".join(_(choices[each]) if each in choices else str(each) for each in values)


def _phone(row: dict[str, Any]) -> str:
    """`0533-0001234（办公室，工作日）`."""
    more = "，".join(part for part in (row.get("label"), row.get("hours")) if part)
    return f"{row['number']}（{more}）" if more else str(row["number"])


WORDS: dict[str, Callable[[Any], str]] = {
    "phones": lambda rows: "；".join(map(_phone, rows)),
    "hours": lambda value: "；".join(f"{line.days} {line.times}" for line in hours.describe(value)),
    "audience": lambda keys: "、".join(_(Service.AUDIENCES.get(each, each)) for each in keys),
}
