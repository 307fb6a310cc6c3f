"""The duties to visit: made for every elder and period, and judged again after whatever happens.

A row is written only by `rules.visit_state`'s answer. Periods that are over stay what they were,
unless a visit or an excuse that concerns them arrives later.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from admin.registry.in_force import Rules
from admin.registry.people.elders import Elder
from admin.registry.people.helping import HelperAssignment
from admin.registry.rules import visit_state
from admin.registry.rules.visit_state import Absence, Outcome, Owed, Period, Turn
from admin.registry.visits.records import Visit, VisitDuty, VisitExcuse

IN_PERSON = "in_person"
LONGEST_GRACE = max(visit_state.GRACE.values())


class Happened(NamedTuple):
    """What bears on the duties of one elder: days visited, absences, helpers in turn."""

    visited: tuple[date, ...] = ()
    absences: tuple[Absence, ...] = ()
    turns: tuple[Turn, ...] = ()


NOTHING = Happened()


def happened(elders: Collection[int], since: date) -> dict[int, Happened]:
    """What has happened to each of the elders since a day; who is missing had nothing."""
    visited: dict[int, list[date]] = defaultdict(list)
    absences: dict[int, list[Absence]] = defaultdict(list)
    turns: dict[int, list[Turn]] = defaultdict(list)
    for elder, day in _visits(elders, since):
        visited[elder].append(day)
    for elder, *absence in _excuses(elders, since):
        absences[elder].append(Absence(*absence))
    for elder, *turn in _turns(elders, since):
        turns[elder].append(Turn(*turn))
    return {
        elder: Happened(
            tuple(visited.get(elder, ())),
            tuple(absences.get(elder, ())),
            tuple(turns.get(elder, ())),
        )
        for elder in visited.keys() | absences.keys() | turns.keys()
    }


def _visits(elders: Collection[int], since: date) -> Iterable[Any]:
    return (
        Visit.select(Visit.elder, Visit.made_on)
        .where(
            Visit.elder.in_(elders),
            Visit.made_on >= since,
            Visit.mode == IN_PERSON,
            Visit.taken_back_at.is_null(),
        )
        .tuples()
    )


def _excuses(elders: Collection[int], since: date) -> Iterable[Any]:
    lasts = VisitExcuse.ends_on.is_null() | (VisitExcuse.ends_on >= since)
    return (
        VisitExcuse.select(
            VisitExcuse.elder, VisitExcuse.starts_on, VisitExcuse.ends_on, VisitExcuse.kind
        )
        .where(VisitExcuse.elder.in_(elders), lasts, VisitExcuse.taken_back_at.is_null())
        .order_by(VisitExcuse.starts_on)
        .tuples()
    )


def _turns(elders: Collection[int], since: date) -> Iterable[Any]:
    lasts = HelperAssignment.ended_on.is_null() | (HelperAssignment.ended_on >= since)
    return (
        HelperAssignment.select(
            HelperAssignment.elder,
            HelperAssignment.helper,
            HelperAssignment.started_on,
            HelperAssignment.ended_on,
        )
        .where(HelperAssignment.elder.in_(elders), lasts)
        .tuples()
    )


def periods(tier: str, today: date, rules: Rules) -> list[Period]:
    """The periods that run now for somebody of that tier."""
    return [visit_state.period_of(today, cadence) for cadence in rules.owed(tier)]


def judged(
    since: date | None, until: date | None, period: Period, what: Happened
) -> tuple[Outcome, int | None]:
    """The outcome of a period and the helper who answers for it; nothing is owed before `since`."""
    begins = since or period.last + timedelta(days=1)
    outcome = visit_state.outcome(Owed(period, begins, until, what.visited, what.absences))
    return outcome, visit_state.answerable(what.turns, period)


def refresh(elder: Elder, today: date, rules: Rules, since: date | None = None) -> None:
    """Judge again what runs now, and every duty that something since a day can have touched."""
    touched = since or today
    known = {
        (duty.cadence, duty.first_on): duty
        for duty in VisitDuty.select().where(
            VisitDuty.elder == elder,
            VisitDuty.last_on >= touched - timedelta(days=LONGEST_GRACE),
        )
    }
    wanted = {
        (p.cadence, p.first): p
        for p in (
            *periods(elder.tier, today, rules),
            *(Period(duty.first_on, duty.last_on, duty.cadence) for duty in known.values()),
        )
    }
    if not wanted:
        return
    first = min(period.first for period in wanted.values())
    what = happened([elder.id], first).get(elder.id, NOTHING)
    for key, period in wanted.items():
        _keep(
            elder, period, known.get(key), *judged(elder.owed_since, elder.owed_until, period, what)
        )


def _keep(
    elder: Elder, period: Period, duty: VisitDuty | None, outcome: Outcome, helper: int | None
) -> None:
    values = {
        "helper_id": helper,
        "outcome": outcome.name,
        "visited_on": outcome.visited_on,
        "excuse": outcome.excuse,
    }
    if duty is None and outcome.name == "not_owed":
        return
    if duty is None:
        VisitDuty.create(
            elder=elder,
            area_code=elder.area_code,
            cadence=period.cadence,
            first_on=period.first,
            last_on=period.last,
            **values,
        )
    elif any(getattr(duty, name) != value for name, value in values.items()):
        VisitDuty.update(**values).where(VisitDuty.id == duty.id).execute()


def move(elder: Elder, area_code: str) -> None:
    """What is still open is owed where the elder lives now; what is over stays where it was."""
    VisitDuty.update(area_code=area_code).where(
        VisitDuty.elder == elder, VisitDuty.outcome == "open"
    ).execute()


def state(duty: VisitDuty, today: date) -> str:
    """The state of a duty on a day: what every list, figure and export shows."""
    period = Period(duty.first_on, duty.last_on, str(duty.cadence))
    return visit_state.state(str(duty.outcome), period, today)


def is_state(name: str, today: date) -> Any:
    """The same as a condition for a query; a test holds the two together."""
    if name in {"done", "excused", "not_owed"}:
        return VisitDuty.outcome == name
    is_open = VisitDuty.outcome == "open"
    if name == "due":
        return is_open & (VisitDuty.last_on >= today)
    over = is_open & (VisitDuty.last_on < today)
    if name == "missed":
        return over & ~_in_grace(today)
    return (VisitDuty.outcome == "late") | (over & _in_grace(today))


def _in_grace(today: date) -> Any:
    found = None
    for cadence, days in visit_state.GRACE.items():
        one = (VisitDuty.cadence == cadence) & (VisitDuty.last_on >= today - timedelta(days=days))
        found = one if found is None else found | one
    return found
