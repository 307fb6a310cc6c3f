"""What in a record looks wrong and can be seen without going online: links, telephones, columns.

Pure: fields in, messages out. It asks nobody on the internet and rings nobody.
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from flask_babel import gettext as _

from admin.desk import completeness, phones
from models import KINDS

LINK = re.compile(r"\]\(\s*<?([^)>\s]*)[^)]*\)")
WRITTEN = re.compile(r"(?:https?|ftp)[:：]\S*|www\.\S+", re.ASCII)
# What follows an address in a sentence.
TRAILING = "。，；、）)》」』\"'>]"
HOST = re.compile(r"[A-Za-z0-9\u4e00-\u9fff.-]+\.[A-Za-z\u4e00-\u9fff]{2,}(?::\d+)?")
# Area codes of three digits: 010 and 02x; their numbers have eight digits, others seven or eight.
LANDLINES = ((re.compile(r"0(?:10|2\d)\d*"), {11}), (re.compile(r"0[3-9]\d*"), {11, 12}))


def find(kind: str, fields: dict[str, Any]) -> list[str]:
    """Everything that looks wrong, in the clerk's words."""
    found = [*_numbers(fields.get("phones") or [])]
    for source in KINDS[kind].rendered:
        found += [
            _("正文里的网址“%(link)s”打不开，请检查。", link=link[:60])
            for link in broken_links(str(fields.get(source) or ""))
        ]
    return found


def lacks(kind: str, fields: dict[str, Any]) -> list[str]:
    """The statutory columns that an entry of the list does not fill."""
    return completeness.missing(fields) if kind == "service" else []


def broken_links(markdown: str) -> list[str]:
    """The links that cannot lead anywhere."""
    linked = [found[1] for found in LINK.finditer(markdown)]
    rest = LINK.sub(" ", markdown)
    written = [found[0].rstrip(TRAILING) for found in WRITTEN.finditer(rest)]
    return [link for link in linked + written if not leads_somewhere(link)]


def leads_somewhere(link: str) -> bool:
    """Whether a link is a page of our own, a telephone, a letter, or a whole web address."""
    if link.startswith(("/", "#", "tel:", "mailto:", "../", "./")) and len(link) > 1:
        return True
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and HOST.fullmatch(parts.netloc) is not None


def _numbers(rows: list[dict[str, Any]]) -> Iterator[str]:
    for row in rows:
        number = str(row.get("number") or "")
        if not has_right_length(number):
            yield _("电话“%(number)s”的位数不对。", number=number)


def has_right_length(number: str) -> bool:
    """Whether a number has as many digits as its kind of number must have."""
    plain = phones.dialable(number).removeprefix("+86").partition("转")[0]
    for pattern, lengths in LANDLINES:
        if pattern.fullmatch(plain):
            return len(plain) in lengths
    return phones.DIALABLE.fullmatch(plain) is not None
