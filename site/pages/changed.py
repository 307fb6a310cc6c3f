"""What has changed since the last build, as the questions whose answers may be others.

Compares digests of what the database and the articles hold with those that the ledger keeps; the
change log is believed only in what it says of days. Where it cannot be told which pages are
touched, it says so, and then every page is looked at. Pure: it reads nothing.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from models import KINDS, Published
from pages.articles import Article, kept
from pages.catalog import LOG, SEARCH
from pages.catalog_index import WITH_SLUG, Index, by_pinyin
from pages.catalog_snapshot import KnownRow, Snapshot
from pages.ledger import Ledger, Rows
from pages.reads import EVERY, Cell

# Of these a new, lost or moved one changes in which lists other rows stand.
STRUCTURE = ("area", "category")


def described(snapshot: Snapshot, articles: list[Article], index: Index) -> Ledger:
    """What a build of these is made from, without its files."""
    return Ledger(
        today=index.today.isoformat(),
        rest=_digest([snapshot.settings, snapshot.former_slugs, snapshot.first_release]),
        rows=_rows(snapshot, index),
        parts=dict(_parts(snapshot, articles)),
        articles=tuple(map(kept, articles)),
        log=snapshot.log_end,
        log_last=snapshot.log_last,
    )


def _rows(snapshot: Snapshot, index: Index) -> Rows:
    return {
        kind: {
            key: row.__dict__.get("known") or _row(row, snapshot.digests[kind][key], index)
            for key, row in snapshot.rows[kind].items()
        }
        for kind in KINDS
    }


def _row(row: Published, digest: bytes, index: Index) -> KnownRow:
    return digest, by_pinyin(row)[0], index.places(row), getattr(row, "slug", ""), row.name


def _parts(snapshot: Snapshot, articles: list[Article]) -> Iterator[tuple[Cell, bytes]]:
    for photo in snapshot.photos.values():
        yield ("photo", photo.name), _digest([photo])
    for place, article in enumerate(articles):
        yield ("article", article.slug), _digest([place, asdict(article)])


def _digest(value: Any) -> bytes:
    return hashlib.sha256(repr(value).encode()).digest()


def touched(known: Ledger, now: Ledger, snapshot: Snapshot) -> set[Cell] | None:
    """The questions whose answers may have changed; None where that may be all of them."""
    if (known.today, known.rest, known.texts) != (now.today, now.rest, now.texts):
        return None
    found = _touched_log(known, now, snapshot)
    if found is None:
        return None
    for kind in KINDS:
        for key, before, after in _different(known.rows.get(kind, {}), now.rows[kind]):
            if kind in STRUCTURE and (not before or not after or before[2] != after[2]):
                return None
            for row in filter(None, (before, after)):
                found |= set(_cells(kind, key, row))
    for cell, _before, _after in _different(known.parts, now.parts):
        found |= {cell, (cell[0], EVERY)}
    return found | ({SEARCH} if found - {LOG} else set())


def _touched_log(known: Ledger, now: Ledger, snapshot: Snapshot) -> set[Cell] | None:
    """Which records the log says something new of; None where it is not the log that was."""
    # An older copy of the database may have gone on to as many entries as the newer one had.
    if known.log_last != snapshot.log_before:
        return None
    if known.log == now.log:
        return set()
    new = [change for change in snapshot.log if change[0] > known.log[0]]
    if now.log[1] - known.log[1] != len(new):
        return None
    return {LOG, *(("logged", f"{kind}:{key}") for _number, kind, key in new)}


def _different(before: Mapping[Any, Any], after: Mapping[Any, Any]) -> Iterator[Any]:
    for key, found in after.items():
        if (was := before.get(key)) != found:
            yield key, was, found
    for key in before.keys() - after.keys():
        yield key, before[key], None


def _cells(kind: str, key: str, row: KnownRow) -> Iterator[Cell]:
    """Every question whose answer has this row in it, or would have it but for its dates."""
    yield from ((kind, key), (kind, EVERY), *row[2])
    if kind in WITH_SLUG:
        yield from ((f"{kind}/slug", row[3]), (f"{kind}/slug", EVERY))
