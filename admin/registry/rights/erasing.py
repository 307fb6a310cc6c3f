"""Erases what is past its term and leaves a number behind: year, town, kind, how many.

It never touches what an open incident, an open request or a hold still needs, and nothing that the
person who erases may not see. Whole files go with everything that refers to them: versions, scans,
requests, openings. The trail keeps who erased which kind and how many, and not whom; what it told
of the person before names a random handle that leads nowhere any more.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import peewee as pw

from admin.accounts import audit, scope
from admin.accounts.openings import Opening
from admin.accounts.users import User
from admin.config import Config
from admin.registry.care.rows import CareLog
from admin.registry.danger.rows import Incident
from admin.registry.in_force import Act
from admin.registry.people.elders import Elder, ElderVersion, Reveal
from admin.registry.rights import requests
from admin.registry.rights.rows import LegalHold, Residue, RightsRequest
from admin.registry.rules import retention
from admin.registry.visits.records import Visit
from models import current_database

# As many files as one confirmation erases; the rest asks again.
AT_ONCE = 200
ROWS: dict[str, tuple[Any, pw.Field]] = {
    "visit": (Visit, Visit.made_on),
    "care_log": (CareLog, CareLog.on),
    "elder_version": (ElderVersion, ElderVersion.at),
    "reveal": (Reveal, Reveal.at),
    "emergency_opening": (Opening, Opening.ends_at),
}


class Changed(Exception):
    """There is another number of rows than the person confirmed."""


@dataclass(frozen=True)
class Due:
    """What is past its term of one kind: how many go, and how many are kept for now."""

    kind: str
    months: int
    count: int
    held: int


def terms(config: Config) -> dict[str, int]:
    """Months by kind."""
    return {
        "left": config.keep_left_months,
        "mistaken": config.keep_mistaken_months,
        "visit": config.keep_visits_months,
        "care_log": config.keep_care_months,
        "elder_version": config.keep_versions_months,
        "reveal": config.keep_reveals_months,
        "emergency_opening": config.keep_openings_months,
    }


def needed() -> pw.Expression:
    """Which elders' data must stay for now, whatever its term."""
    open_incident = Incident.void_at.is_null() & Incident.closed_at.is_null()
    return (
        Elder.id.in_(Incident.select(Incident.elder).where(open_incident))
        | Elder.id.in_(RightsRequest.select(RightsRequest.elder).where(requests.is_open()))
        | Elder.id.in_(LegalHold.select(LegalHold.elder).where(LegalHold.void_at.is_null()))
    )


def past(kind: str, user: User, today: date, of: Mapping[str, int]) -> Any:
    """The rows of a kind in somebody's area that are past their term, needed or not."""
    if kind in ROWS:
        model, column = ROWS[kind]
        last = retention.latest(retention.months_of(kind, of), today)
        return scope.visible(user, model.select(), model).where(column < _end(column, last))
    gone = scope.visible(user, Elder.select(), Elder).where(Elder.left_on.is_null(False))
    if kind == "asked":
        granted = (RightsRequest.type == "delete") & RightsRequest.answer.in_(["granted", "partly"])
        asked = RightsRequest.select(RightsRequest.elder)
        return gone.where(Elder.id.in_(asked.where(granted & RightsRequest.void_at.is_null())))
    last = retention.latest(of[kind], today)
    mistaken = Elder.left_because == "by_mistake"
    chosen = mistaken if kind == "mistaken" else ~mistaken
    return gone.where(chosen & (Elder.left_on <= last))


def _end(column: pw.Field, last: date) -> Any:
    """The first moment that is too young to be erased."""
    following = last + timedelta(days=1)
    is_instant = isinstance(column, pw.DateTimeField)
    return datetime(following.year, following.month, following.day) if is_instant else following  # noqa: DTZ001


def free(kind: str, query: Any) -> Any:
    """Those of them that nothing holds back."""
    if kind not in ROWS:
        return query.where(~needed())
    model = ROWS[kind][0]
    if model is Opening:
        return query.where(Opening.subject.not_in(Elder.select(Elder.handle).where(needed())))
    return query.where(model.elder.not_in(Elder.select(Elder.id).where(needed())))


def due(user: User, today: date, of: Mapping[str, int]) -> list[Due]:
    """Every kind with its numbers."""
    found = []
    for kind in retention.KINDS:
        query = past(kind, user, today, of)
        count, total = free(kind, query).count(), query.count()
        found.append(Due(kind, retention.months_of(kind, of), count, total - count))
    return found


def batch(kind: str, count: int) -> int:
    """How many one confirmation erases."""
    return min(count, AT_ONCE) if kind in retention.FILES else count


def erase(kind: str, user: User, confirmed: int, of: Mapping[str, int], act: Act) -> int:
    """Erase what is past its term of a kind, if it is still as many as were confirmed.

    :raises Changed: it is not; nothing has been erased.
    """
    with current_database.atomic():
        query = free(kind, past(kind, user, act.today, of))
        if batch(kind, query.count()) != confirmed:
            raise Changed
        if kind in ROWS:
            _erase_rows(kind, query)
        else:
            for elder in list(query.order_by(Elder.id).limit(AT_ONCE)):
                _erase_file(kind, elder)
        area = str(user.area_code)
        audit.note(
            "erased",
            now=act.now,
            kind=kind,
            area_code=area,
            actor_id=act.author_id,
            count=confirmed,
        )
    return confirmed


def _erase_rows(kind: str, query: Any) -> None:
    model, column = ROWS[kind]
    towns = dict(Elder.select(Elder.id, Elder.area_code).tuples()) if model is not Opening else {}
    rows = list(query)
    _leave(
        kind,
        [
            (getattr(row, column.name).year, towns.get(row.elder_id) if towns else row.area_code)
            for row in rows
        ],
    )
    for at in range(0, len(rows), AT_ONCE):
        part = [row.id for row in rows[at : at + AT_ONCE]]
        for row in model.select().where(model.id.in_(part)):
            row.delete_instance(recursive=True)


def _erase_file(kind: str, elder: Elder) -> None:
    """One file with everything that refers to it; of each kind a number stays."""
    year, place = elder.left_on.year, str(elder.area_code)
    _leave(f"{kind}:{elder.left_because}"[:40], [(year, place)])
    visits = Visit.select(Visit.made_on).where(Visit.elder == elder).tuples()
    _leave("visit", [(made_on.year, place) for (made_on,) in visits])
    Opening.delete().where(Opening.subject == elder.handle).execute()
    elder.delete_instance(recursive=True)


def _leave(kind: str, rows: Iterable[tuple[int, str | None]]) -> None:
    """Add to what is left of those who were erased."""
    counted: dict[tuple[int, str], int] = {}
    for year, place in rows:
        town = (year, (place or "")[:9])
        counted[town] = counted.get(town, 0) + 1
    for (year, town_code), count in counted.items():
        mine = (Residue.year == year) & (Residue.area_code == town_code) & (Residue.kind == kind)
        if not Residue.update(count=Residue.count + count).where(mine).execute():
            Residue.create(year=year, area_code=town_code, kind=kind, count=count)
