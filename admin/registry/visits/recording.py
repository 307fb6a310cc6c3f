"""Takes down a visit or a call, once, however often and in whatever order it arrives.

The id is made where the visit is written. What an offline telephone sends may be late, twice, from
a wrong clock, by somebody who is not the helper any more: it is kept, mended where that is certain,
and marked; only what could never be true is refused.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from admin.registry.in_force import Act
from admin.registry.people import handing, keeping
from admin.registry.people.elders import Elder, Notice
from admin.registry.people.helping import Helper
from admin.registry.visits.records import MajorChange, Visit
from models import current_database
from pages import clock

PATIENCE = timedelta(minutes=10)
LONGEST_AGO = timedelta(days=92)
UNDO_DAYS = 7


class NotThisVisit(ValueError):
    """The id belongs to another elder's visit: it was not made by chance."""


@dataclass(frozen=True)
class Written:
    """A visit as somebody wrote it down: `at` by the writer's clock, in UTC.

    `clock_at` is what that clock said when it was sent, or None where the office's own was used;
    `values` are columns of `Visit`.
    """

    handle: str
    mode: str
    at: datetime
    source: str
    clock_at: datetime | None = None
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Taken:
    """The visit as it stands, and whether it was new."""

    visit: Visit
    is_new: bool


def record(elder: Elder, written: Written, act: Act, *, moved: bool = False) -> Taken:
    """Keep a visit; a second time it is answered as it was kept the first.

    :raises NotThisVisit: its id is another elder's.
    """
    with current_database.atomic():
        elder = keeping.lock(elder)
        there = Visit.get_or_none(Visit.handle == written.handle)
        if there is not None:
            if there.elder_id != elder.id:
                raise NotThisVisit
            return Taken(there, is_new=False)
        return Taken(_keep(elder, written, act, moved), is_new=True)


def _keep(elder: Elder, written: Written, act: Act, moved: bool) -> Visit:
    at, flags = true_time(written.at, written.clock_at, act.now)
    made_on = clock.local(at).date()
    helper, is_other = _helper(elder, act)
    flags += [
        name
        for name, holds in (
            ("late_arrival", (made_on.year, made_on.month) < (act.today.year, act.today.month)),
            ("helper_changed", is_other),
            ("elder_left", not elder.is_active and elder.left_on < made_on),
            ("elder_moved", moved),
        )
        if holds
    ]
    made: Visit = Visit.create(
        elder=elder,
        handle=written.handle,
        helper=helper,
        author_id=act.author_id,
        area_code=elder.area_code,
        mode=written.mode,
        at=at,
        made_on=made_on,
        received_at=act.now,
        source=written.source,
        flags=flags,
        **written.values,
    )
    keeping.note("visit_recorded", elder, act, mode=written.mode, source=written.source)
    _answer_blows(elder, made)
    _propose(elder, made, act.today)
    keeping.refresh(elder, act, since=made_on)
    return made


def true_time(at: datetime, clock_at: datetime | None, now: datetime) -> tuple[datetime, list[str]]:
    """The instant of a visit by the office's clock, and what had to be mended.

    A clock that is off when it sends was as far off when it wrote; what then still lies ahead, or
    a season back, is believed no more, and counts from when it arrived.
    """
    flags = []
    if clock_at is not None and abs(clock_at - now) > PATIENCE:
        at -= clock_at - now
        flags.append("clock_wrong")
    if at > now + PATIENCE or at < now - LONGEST_AGO:
        return now, ["clock_unbelievable"]
    return min(at, now), flags


def _helper(elder: Elder, act: Act) -> tuple[Helper | None, bool]:
    """Whose visit it is, and whether that is somebody else than the elder's helper now."""
    mine, current = handing.helper_of(act.author_id), handing.current(elder)
    if mine is None:
        return (current.helper if current else None), False
    return mine, current is None or current.helper_id != mine.id


def _answer_blows(elder: Elder, visit: Visit) -> None:
    if visit.mode == "in_person":
        MajorChange.update(visited_at=visit.at).where(
            MajorChange.elder == elder,
            MajorChange.visited_at.is_null(),
            MajorChange.happened_at <= visit.at,
        ).execute()


def _propose(elder: Elder, visit: Visit, today: date) -> None:
    """A visitor grades nobody and rewrites no file: somebody is told to look."""
    kinds = [
        kind
        for kind, holds in (
            ("assess", bool(visit.signs)),
            ("differs", bool(visit.living) and visit.living != elder.living),
        )
        if holds
    ]
    for kind in kinds:
        Notice.create(elder=elder, area_code=elder.area_code, kind=kind, made_on=today)


def may_take_back(visit: Visit, author_id: int | None, today: date) -> bool:
    """Whoever wrote it down may take it back for a week; later it is history."""
    received = clock.local(visit.received_at).date()
    is_own = visit.author_id == author_id
    return is_own and visit.taken_back_at is None and (today - received).days <= UNDO_DAYS


def take_back(visit: Visit, act: Act) -> None:
    """Let a visit count no more; the row stays."""
    with current_database.atomic():
        elder = keeping.lock(visit.elder)
        Visit.update(taken_back_at=act.now).where(Visit.id == visit.id).execute()
        keeping.note("visit_taken_back", elder, act)
        keeping.refresh(elder, act, since=visit.made_on)
