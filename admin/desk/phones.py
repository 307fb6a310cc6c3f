"""What counts as a telephone number that an elder can dial, and how it is stored."""

import re
import unicodedata
from typing import Any

from flask_babel import gettext as _

SEPARATORS = re.compile(r"[\s()（）.·-]+")
# Landlines with area code, mobiles, 400/800 numbers, short service numbers; an extension behind 转.
DIALABLE = re.compile(
    r"(\+86)?(0\d{9,11}|1[3-9]\d{9}|[48]00\d{7}|1\d{2,4}|9\d{4,5}|\d{7,8})(转\d{1,6})?"
)
MOBILE = re.compile(r"(\+86)?1[3-9]\d{9}")

Phone = dict[str, Any]


def normalise(rows: list[Phone]) -> list[Phone]:
    """Rows without empty ones; full-width digits and odd dashes become plain ones."""
    kept = [
        row for row in rows if isinstance(row, dict) and (row.get("number") or row.get("label"))
    ]
    return [
        {
            "number": re.sub(
                "[‐‑‒–—―－]", "-", unicodedata.normalize("NFKC", str(row.get("number") or ""))
            ),
            "label": row.get("label") or "",
            "hours": row.get("hours") or "",
            "shared": bool(row.get("shared")),
        }
        for row in kept
    ]


def dialable(number: str) -> str:
    """The number without its separators, as a telephone wants it."""
    return SEPARATORS.sub("", number)


def is_mobile(number: str) -> bool:
    """Whether it looks like a person's own telephone."""
    return MOBILE.fullmatch(dialable(number)) is not None


def problems(rows: list[Phone]) -> list[str]:
    """What is wrong with the rows, each message naming the row by its place."""
    return [message for place, row in enumerate(rows, 1) for message in _problems(place, row)]


def _problems(place: int, row: Phone) -> list[str]:
    number = str(row.get("number") or "")
    if not DIALABLE.fullmatch(dialable(number)):
        return [
            _(
                "第 %(place)s 行：“%(number)s”不是电话号码。座机请带区号。",
                place=place,
                number=number,
            )
        ]
    if is_mobile(number) and not row.get("shared"):
        return [
            _(
                "第 %(place)s 行是手机号。如果是公用值班手机，请勾选“公用”；个人手机不能公开。",
                place=place,
            )
        ]
    return []
