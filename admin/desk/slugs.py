"""Addresses of published pages: pinyin, unique within a kind, and never given to another record.

In the admin database `FormerSlug` holds every address that was ever approved, the present ones too:
whatever is renamed, withdrawn or gone back upon, an address belongs to its first record for ever.
"""

import re
import unicodedata
from collections.abc import Iterable

from flask_babel import gettext as _
from pypinyin import lazy_pinyin

from models import FormerSlug, Published

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST = 60
# Three values a row; SQLite allows 999 in old builds.
CHUNK = 300


def from_name(name: str) -> str:
    """The name in pinyin, such as `zhu-can-song-can`; `x` where nothing can be spelled."""
    spelled = "-".join(lazy_pinyin(name, errors=list))
    bare = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", bare)[:LONGEST].strip("-") or "x"


def propose(model: type[Published], name: str) -> str:
    """A free slug for a record of that name."""
    stem = from_name(name)
    slug, number = stem, 1
    while _taken(model, None, slug):
        number += 1
        slug = f"{stem}-{number}"
    return slug


def problem(model: type[Published], key: str | None, slug: str) -> str | None:
    """What forbids `slug` to the record `key` (None: a new one)."""
    if not SLUG.fullmatch(slug):
        return _("只能用小写字母、数字和中间的连字符，如 song-can。")
    if _taken(model, key, slug):
        return _("“%(slug)s”已被另一条信息使用（或用过），请换一个。", slug=slug)
    return None


def claim(kind: str, owners: Iterable[tuple[str, str]]) -> None:
    """Set down addresses as taken for ever; `owners` are pairs of slug and key."""
    rows = [(kind, slug, key) for slug, key in owners]
    for start in range(0, len(rows), CHUNK):
        FormerSlug.insert_many(rows[start : start + CHUNK]).on_conflict_ignore().execute()


def _taken(model: type[Published], key: str | None, slug: str) -> bool:
    others = model.select().where(model.slug == slug)
    former = FormerSlug.select().where((FormerSlug.kind == model.kind) & (FormerSlug.slug == slug))
    if key is not None:
        others = others.where(model._meta.primary_key != key)
        former = former.where(FormerSlug.key != key)
    return bool(others.exists() or former.exists())
