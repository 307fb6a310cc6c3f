"""One cell and the value that it means, both ways: what is written is read back as the same value.

What has no plain form is written as JSON, so that nothing is lost on the way. A cell that may have
lost digits, or holds a formula, is refused and never repaired.
"""

import json
import re
import unicodedata
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _

from admin.desk import difference, phones
from admin.desk.sheets import hours_text
from admin.desk.sheets.columns import Column
from admin.sheets import values
from admin.sheets.tables import Cell
from admin.sheets.values import Wrong, text
from models import Service

if TYPE_CHECKING:
    from admin.desk.sheets.references import References

SEVERAL = re.compile(r"[;；\n]")
PHONES = re.compile(r"[;；\n]|[、,，](?=\s*[+\d(（])")
PHONE = re.compile(r"(\(?[+\d][\d\s.·-]*(?:\)[\d\s.·-]+)?(?:转\s*\d+)?)\s*\(?(.*?)\)?")
SHARED = "公用"
CLEAR = "清空"


def read(column: Column, cell: Cell, refs: "References", known: list[str]) -> Any:
    """The value that a filled cell means; `known` are references that stand there already.

    :raises Wrong: it means none.
    """
    said = text(cell)
    if column.shape in ("reference", "references"):
        return _references(column, said, refs, known)
    if said.startswith(("[", "{")) and column.shape in PLAIN:
        return _json(said)
    if column.shape == "choice":
        return _choice(column, said)
    return READERS[column.shape](said if column.shape != "date" else cell)


def write(column: Column, value: Any, refs: "References") -> Cell:
    """The cell that `read` reads as the same value."""
    if value in (None, "", [], {}):
        return None
    if column.shape in ("reference", "references"):
        keys = value if isinstance(value, list) else [value]
        return "；".join(refs.text(column.target, str(key)) for key in keys)
    if column.shape == "choice":
        return _(dict(column.choices)[value])
    if column.shape not in PLAIN:
        return value if isinstance(value, int | float) else str(value)
    said = PLAIN[column.shape](value)
    try:
        same = difference.bare(READERS[column.shape](said)) == difference.bare(value)
    except Wrong:
        same = False
    return said if same else json.dumps(value, ensure_ascii=False)


def _references(column: Column, said: str, refs: "References", known: list[str]) -> Any:
    parts = [part for part in (p.strip() for p in SEVERAL.split(said)) if part]
    keys = [refs.find(column.target, part, known) for part in parts]
    values = [key if column.target == "area" else int(key) for key in dict.fromkeys(keys)]
    if column.shape == "references":
        return values
    if len(values) != 1:
        raise Wrong(_("这里只能写一个。"))
    return values[0]


def _choice(column: Column, said: str) -> str:
    for value, label in column.choices:
        if said in (value, label, _(label)):
            return value
    offered = "、".join(_(label) for _value, label in column.choices)
    raise Wrong(_("“%(said)s”不在可选项里。可选：%(offered)s", said=said[:20], offered=offered))


def _json(said: str) -> Any:
    try:
        return json.loads(said)
    except ValueError:
        raise Wrong(_("格式不对。请从导出的表格里原样复制，或者改写成普通文字。")) from None


def _phones(said: str) -> list[dict[str, Any]]:
    rows = [_phone(part.strip()) for part in PHONES.split(said) if part.strip()]
    return phones.normalise(rows)


def _phone(said: str) -> dict[str, Any]:
    parts = [part.strip() for part in said.split("/")]
    shared = len(parts) > 1 and parts[-1] == SHARED
    parts = parts[:-1] if shared else parts
    if len(parts) == 1:
        found = PHONE.fullmatch(unicodedata.normalize("NFKC", said))
        parts = [found[1].strip(), found[2].strip()] if found else [said]
    digits = parts[0]
    if digits.isdigit() and len(digits) in (9, 10) and digits[0] not in "04":
        message = _("“%(said)s”前面的 0 丢了：请把这一格设成“文本”再填。", said=digits)
        raise Wrong(message)
    if len(parts) > 3:
        raise Wrong(_("电话写成“号码/谁接/几点有人接”的样子，一行一个。"))
    number, label, hours = [*parts, "", ""][:3]
    return {"number": number, "label": label, "hours": hours, "shared": shared}


def _say_phones(rows: list[dict[str, Any]]) -> str:
    return "\n".join(map(_say_phone, rows))


def _say_phone(row: dict[str, Any]) -> str:
    parts = [row.get("number") or "", row.get("label") or "", row.get("hours") or ""]
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    return "/".join([*parts, SHARED] if row.get("shared") else parts)


def _hours(said: str) -> dict[str, Any]:
    try:
        return hours_text.read(said)
    except hours_text.Unreadable:
        raise Wrong(_(hours_text.SAMPLE)) from None


def _audience(said: str) -> list[str]:
    labels = {label: key for key, label in Service.AUDIENCES.items()}
    labels |= {_(label): key for label, key in labels.items()} | {k: k for k in Service.AUDIENCES}
    parts = [part.strip() for part in re.split(r"[、,，;；\n]", said) if part.strip()]
    unknown = [part for part in parts if part not in labels]
    if unknown:
        offered = "、".join(_(label) for label in Service.AUDIENCES.values())
        message = _("“%(said)s”不在可选项里。可选：%(offered)s", said=unknown[0], offered=offered)
        raise Wrong(message)
    return [labels[part] for part in dict.fromkeys(parts)]


def _lines(said: str) -> list[str]:
    parts = said.split("\n") if "\n" in said else re.split("[、;；]", said)
    return [part.strip() for part in parts if part.strip()]


def _whole(said: str) -> int:
    plain = unicodedata.normalize("NFKC", said)
    if not re.fullmatch(r"-?\d{1,9}", plain, re.ASCII):
        raise Wrong(_("请填一个整数。"))
    return int(plain)


def _decimal(said: str) -> float:
    try:
        return float(unicodedata.normalize("NFKC", said))
    except ValueError:
        raise Wrong(_("请填一个数，如 36.81。")) from None


def _date(cell: Cell) -> str:
    return values.day(cell).isoformat()


READERS: dict[str, Callable[[Any], Any]] = {
    "phones": _phones,
    "hours": _hours,
    "audience": _audience,
    "lines": _lines,
    "whole": _whole,
    "decimal": _decimal,
    "date": _date,
    "text": str,
    "number": str,
}
PLAIN: dict[str, Callable[[Any], str]] = {
    "phones": _say_phones,
    "hours": hours_text.write,
    "audience": lambda keys: "、".join(_(Service.AUDIENCES.get(key, key)) for key in keys),
    "lines": "\n".join,
}
