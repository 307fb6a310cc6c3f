"""Finds personal numbers in what is about to be published.

A citizen's id number is refused anywhere, also when it is disguised by spaces, dashes, full-width
digits or tags; a mobile number is refused outside the phone rows, where a clerk has marked it as
shared by an office. The release asks again, so that nothing gets round the form; and it asks what
other parts of the office keep to themselves (`watch`), of whom this module knows nothing. A form
does not ask those: its answer would tell a clerk who is in the registry.
"""

import html
import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

from flask_babel import gettext as _

ID_NUMBER = re.compile(
    r"(?<!\d)[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)"
)
MOBILE = re.compile(r"(?<![\d.])(?:\+?86)?1[3-9]\d{9}(?!\d)")
DISGUISE = re.compile(r"(?<=\d)[\s\u200b-\u200f\u2060\ufeff._·-]+(?=[\dXx])")
TAG = re.compile(r"<[^>]*>")


# Whether a text, as `plain` leaves it, holds what must not be published.
Finder = Callable[[str], bool]
_watchers: list[Callable[[], Finder]] = []


class LeakFound(Exception):
    """A published field holds something personal; names the record and field, never the number."""

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


def watch(make: Callable[[], Finder]) -> None:
    """Let every release ask this too; `make` is called once a release, on the admin database."""
    if make not in _watchers:
        _watchers.append(make)


class Scan:
    """One release's look at its texts: what others keep to themselves is read when it is needed."""

    def __init__(self) -> None:
        self._finders: list[Finder] | None = None

    def found(self, fields: dict[str, Any]) -> Iterator[str]:
        """The names of the fields that hold a personal number, or what somebody watches for."""
        if fields and self._finders is None:
            self._finders = [make() for make in _watchers]
        yield from (name for name, _message in find(fields))
        consented = {"person"} if fields.get("person_consent_on") else set()
        for name, value in fields.items():
            if name in consented:
                continue
            texts = [plain(text) for text in _texts(name, value)]
            if any(finder(text) for finder in self._finders or () for text in texts):
                yield name


def _texts(name: str, value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple) and name != "areas":
        for item in value:
            yield from _texts(name, item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _texts(name, item)
