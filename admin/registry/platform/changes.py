"""What changed since the last upload, the workbook of it, and the platform's list held to ours.

Nothing is sent: the platform has no interface, a clerk uploads the file and says so.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _

from admin import sealed
from admin.accounts.users import User
from admin.registry.ledger import columns, exporting
from admin.registry.ledger.exporting import Asked
from admin.registry.people.elders import Elder
from admin.registry.platform.records import (
    PlatformCount,
    PlatformItem,
    PlatformLayout,
    PlatformUpload,
)
from admin.registry.putting import put
from admin.registry.rules import identity_numbers
from admin.sheets import values
from admin.sheets.tables import Table
from models import current_database

# An age changes by itself, and says nothing new.
UNMARKED = frozenset({"年龄"})
Pairs = list[tuple[str, str]]
SHOWN = 200


@dataclass
class Change:
    """One elder to be uploaded: the row in our columns, its mark, whether it is the first."""

    elder: Elder
    row: list[Any]
    mark: str
    is_new: bool


class LayoutRefused(ValueError):
    """A line of the layout is none; the message says which."""


def layout(user: User) -> Pairs:
    """The platform's header and our column, in its order; ours as they are by default."""
    codes = [user.area_code[:length] for length in (6, 9, 12)]
    found = PlatformLayout.select().where(PlatformLayout.area_code.in_(codes)).first()
    if found is None:
        return [(head, head) for head in exporting.HEADS]
    return [(theirs, ours) for theirs, ours in found.columns]


def read_layout(text: str) -> Pairs:
    """`平台表头=我们的列名`, a line a column.

    :raises LayoutRefused: a line names no column of ours.
    """
    pairs = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        theirs, _sign, ours = (part.strip() for part in line.replace("＝", "=").partition("="))
        if (ours or theirs) not in exporting.HEADS or not theirs:
            raise LayoutRefused(_("这一行看不懂：%(line)s", line=line[:40]))
        pairs.append((theirs[:40], ours or theirs))
    if not pairs:
        raise LayoutRefused(_("至少写一列。"))
    return pairs


def changed(user: User, today: date) -> list[Change]:
    """Everybody of the area whom the platform does not have as they are now."""
    elders = list(exporting.chosen(user, ""))
    last = _last([elder.id for elder in elders])
    asked = Asked(user, "", "report", "xlsx", today)
    marked = [place for place, head in enumerate(exporting.HEADS) if head not in UNMARKED]
    found = []
    for elder, row in zip(elders, exporting.rows(elders, asked), strict=True):
        mark = sealed.fingerprint("\n".join(str(row[place]) for place in marked))
        if last.get(elder.id) != mark:
            found.append(Change(elder, row, mark, elder.id not in last))
    return found


def _last(ids: Sequence[int]) -> dict[int, str]:
    """The mark of each elder's latest upload that was confirmed."""
    query = (
        PlatformItem.select(PlatformItem.elder, PlatformItem.mark)
        .join(PlatformUpload)
        .where(PlatformUpload.uploaded_at.is_null(False))
        .order_by(PlatformUpload.id)
    )
    wanted = set(ids)
    return {elder: mark for elder, mark in query.tuples().iterator() if elder in wanted}


def make(user: User, found: list[Change], now: datetime) -> PlatformUpload:
    """Keep what the workbook holds, to be confirmed."""
    with current_database.atomic():
        upload: PlatformUpload = PlatformUpload.create(
            area_code=user.area_code, made_at=now, made_by=user.id, count=len(found)
        )
        put(
            PlatformItem,
            [{"upload": upload, "elder": each.elder, "mark": each.mark} for each in found],
        )
    return upload


def laid_out(found: Iterable[Change], pairs: Pairs) -> list[list[Any]]:
    """The rows in the platform's columns."""
    places = [exporting.HEADS.index(ours) for _theirs, ours in pairs]
    return [[each.row[place] for place in places] for each in found]


@dataclass
class Differences:
    """Ours against the platform's own list: counts, and who is on one side only."""

    ours: int = 0
    theirs: int = 0
    only_ours: list[str] = field(default_factory=list)
    only_theirs: list[str] = field(default_factory=list)
    unreadable: int = 0


def reconcile(user: User, table: Table, today: date) -> Differences:
    """Hold the platform's list to ours by id number; whom it names stays on the page."""
    fields = columns.match(table.headers, {})
    place = {name: fields.index(name) for name in ("id_number", "name") if name in fields}
    found, theirs = Differences(), {}
    for row in table.rows:
        number = values.text(row.cells[place["id_number"]]) if "id_number" in place else ""
        name = values.text(row.cells[place["name"]]) if "name" in place else ""
        try:
            mark = sealed.fingerprint(identity_numbers.read(number, today).number)
        except identity_numbers.NotAnIdentityNumber:
            found.unreadable += 1
            continue
        theirs[mark] = name
    ours = {str(e.id_fingerprint): str(e.name) for e in exporting.chosen(user, "")}
    found.ours, found.theirs = len(ours), len(theirs) + found.unreadable
    found.only_ours = sorted(ours[mark] for mark in ours.keys() - theirs.keys())[:SHOWN]
    found.only_theirs = sorted(theirs[mark] for mark in theirs.keys() - ours.keys())[:SHOWN]
    return found


def remember(area_code: str, found: Differences, now: datetime) -> None:
    """Keep how many the platform had of the area: the dashboards hold it to ours."""
    with current_database.atomic():
        PlatformCount.delete().where(PlatformCount.area_code == area_code).execute()
        PlatformCount.create(area_code=area_code, counted_at=now, count=found.theirs)
