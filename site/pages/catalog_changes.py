"""What has changed on the site lately, from the public database's log, day by day.

Names only what is still published: of what was withdrawn it says the kind and how many. The first
release is one line, because a list of everything is no news.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from models import KINDS, Placed, Published
from pages.catalog_cards import link
from pages.catalog_index import Index
from pages.catalog_pages import Change, ChangeDay, ChangesPage
from pages.catalog_snapshot import MOST_CHANGES, Changed, Snapshot
from pages.catalog_values import Link
from pages.clock import local


def changes_page(index: Index, snapshot: Snapshot) -> ChangesPage:
    """The latest changes, the latest day first; each record once a day."""
    log = snapshot.changes[:MOST_CHANGES]
    first = snapshot.first_release
    days = groupby(_told(index, snapshot, log), key=_day)
    return ChangesPage(
        days=tuple(ChangeDay(day, tuple(_changes(index, list(found)))) for day, found in days),
        first=(first.at, first.count) if first else None,
        cut=len(snapshot.changes) > MOST_CHANGES,
    )


def _day(changed: Changed) -> date:
    return local(changed.at).date()


def _told(index: Index, snapshot: Snapshot, log: Iterable[Changed]) -> Iterator[Changed]:
    """The latest change of each record and day that a reader may be told of.

    A service outside its dates is published and not shown: nothing is said of it. Of a withdrawn
    record only the last change was its withdrawal; what came before would make two of it.
    """
    seen: set[tuple[str, str, date | None]] = set()
    for changed in log:
        is_published = index.is_published(changed.kind, changed.key)
        if is_published and index.get(changed.kind, changed.key) is None:
            continue
        mark = (changed.kind, changed.key, _day(changed) if is_published else None)
        if mark not in seen:
            seen.add(mark)
            yield changed


def _changes(index: Index, log: list[Changed]) -> Iterator[Change]:
    """The lines of one day: what there is, then how many of each kind went."""
    gone: dict[str, list[Changed]] = {}
    for changed in log:
        row = index.get(changed.kind, changed.key)
        if row is None:
            gone.setdefault(changed.kind, []).append(changed)
        else:
            page = _page(index, row)
            yield Change(row.kind, row.label, changed.at, row.key, row.name, page)
    for kind, found in gone.items():
        yield Change(kind, KINDS[kind].label, found[0].at, gone=len(found))


def _page(index: Index, row: Published) -> Link | None:
    """The page on which a record stands: its own, or for a contact that of its area."""
    if row.kind != "contact" or not isinstance(row, Placed):
        return link(row)
    area = index.get("area", row.area_id)
    return link(area) if area else None
