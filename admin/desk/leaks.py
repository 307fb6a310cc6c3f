"""Finds personal numbers in what is about to be published.

A citizen's id number is refused anywhere, also when it is disguised by spaces, dashes, full-width
digits or tags; a mobile number is refused outside the phone rows, where a clerk has marked it as
shared by an office. The release asks again, so that nothing gets round the form.
"""

import html
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from flask_babel import gettext as _

ID_NUMBER = re.compile(
    r"(?<!\d)[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)"
)
MOBILE = re.compile(r"(?<![\d.])(?:\+?86)?1[3-9]\d{9}(?!\d)")
DISGUISE = re.compile(r"(?<=\d)[\s\u200b-\u200f\u2060\ufeff._·-]+(?=[\dXx])")
TAG = re.compile(r"<[^>]*>")


class LeakFound(Exception):
    """A published field holds a personal number; names the record and field, never the number."""

    def __init__(self, kind: str, key: str, field: str) -> None:
        super().__init__(f"{kind}:{key} {field}")
        self.kind, self.key, self.field = kind, key, field


def plain(text: str) -> str:
    """The text as an eye reads it: entities and tags gone, digits joined that were kept apart."""
    bare = TAG.sub("", html.unescape(text))
    return DISGUISE.sub("", unicodedata.normalize("NFKC", bare))


def find(fields: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Pairs of field name and message, for every personal number found."""
    for name, value in fields.items():
        texts = [plain(text) for text in _texts(name, value)]
        if any(ID_NUMBER.search(text) for text in texts):
            yield name, _("这里像是有身份证号。身份证号不能公开，请删去。")
        elif name != "phones" and any(MOBILE.search(text) for text in texts):
            yield name, _("这里像是有手机号。电话请填在“电话”一栏，个人手机不能公开。")


def _texts(name: str, value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple) and name != "areas":
        for item in value:
            yield from _texts(name, item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _texts(name, item)
