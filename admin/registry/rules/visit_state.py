"""Was the monthly visit made (每月上门走访, 三（二）3): the one answer of every list and figure.

A duty lasts one calendar month in China, or a shorter period for a higher tier, never a longer one.
Only a visit in person within it fulfils it. Two steps, both pure: `outcome` from what happened,
which does not depend on the day one asks, and `state` from the outcome and the day.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple

from admin.registry.rules import days
from models import N_

Cadence = Literal["week", "half_month", "month"]
# From the strictest to the order's own, which is the loosest that there can be.
CADENCES: dict[str, str] = {
    "week": N_("每周"),
    "half_month": N_("每半月"),
    "month": N_("每月"),
}
STATES: dict[str, str] = {
    "due": N_("待走访"),
    "done": N_("已走访"),
    "late": N_("逾期"),
    "missed": N_("漏访"),
    "excused": N_("免访"),
    "not_owed": N_("不用走访"),
}
# With fewer days than these in a period nobody can be asked to go.
ENOUGH = {"week": 3, "half_month": 4, "month": 7}
# So many days after the period it can be made up: late, but not missed.
GRACE = {"week": 2, "half_month": 4, "month": 7}
AFTER_A_BLOW = timedelta(hours=24)
DAY = timedelta(days=1)


class Period(NamedTuple):
    """The days of one duty, both included."""

    first: date
    last: date
    cadence: str

    @property
    def grace_ends(self) -> date:
        """The last day on which it can be made up."""
        return self.last + timedelta(days=GRACE[self.cadence])


class Absence(NamedTuple):
    """When the elder could not be visited at home, and why; without an end it lasts."""

    starts_on: date
    ends_on: date | None
    kind: str

    def covers(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True)
class Owed:
    """One elder and period: in the register from `since` until `until`, visited on `visited`.

    `visited` holds the days of visits in person; a telephone call is none.
    """

    period: Period
    since: date
    until: date | None = None
    visited: tuple[date, ...] = ()
    absences: tuple[Absence, ...] = ()


class Outcome(NamedTuple):
    """open, done, late (made up), excused or not_owed; the day of the visit; the excuse."""

    name: str
    visited_on: date | None = None
    excuse: str = ""


def period_of(day: date, cadence: str) -> Period:
    """The period that holds the day; weeks begin on Monday, halves on the 1st and the 16th."""
    if cadence == "week":
        monday = day - timedelta(days=day.weekday())
        return Period(monday, monday + timedelta(days=6), cadence)
    if cadence == "half_month" and day.day < 16:
        return Period(day.replace(day=1), day.replace(day=15), cadence)
    first = 16 if cadence == "half_month" else 1
    return Period(day.replace(day=first), days.month_end(day), cadence)


def outcome(owed: Owed) -> Outcome:
    """What became of the duty, as far as it is known."""
    period = owed.period
    made = sorted(day for day in owed.visited if period.first <= day <= period.grace_ends)
    if made and made[0] <= period.last:
        return Outcome("done", made[0])
    if not _is_owed(owed):
        return Outcome("not_owed")
    excuse = _excuse(owed)
    if excuse:
        return Outcome("excused", excuse=excuse)
    return Outcome("late", made[0]) if made else Outcome("open")


def _is_owed(owed: Owed) -> bool:
    """Not of who has left before its end, nor of who came too near to it."""
    period = owed.period
    if owed.until is not None and owed.until <= period.last:
        return False
    there = (period.last - max(owed.since, period.first)).days + 1
    return there >= ENOUGH[period.cadence]


def _excuse(owed: Owed) -> str:
    """The absence that excuses: it lasts to the end, or leaves too few days at home."""
    period = owed.period
    lasting = [a.kind for a in owed.absences if a.covers(period.last)]
    if lasting:
        return lasting[0]
    span = (period.last - max(owed.since, period.first)).days + 1
    every = [period.last - DAY * back for back in range(span)]
    kinds = [a.kind for a in owed.absences if any(a.covers(day) for day in every)]
    at_home = sum(not any(a.covers(day) for a in owed.absences) for day in every)
    return kinds[0] if kinds and at_home < ENOUGH[period.cadence] else ""


def state(name: str, period: Period, today: date) -> str:
    """due, done, late, missed, excused or not_owed on that day, of an outcome's name."""
    if name != "open":
        return name
    if today <= period.last:
        return "due"
    return "late" if today <= period.grace_ends else "missed"


class Turn(NamedTuple):
    """A helper who had the elder from `started_on`, until `ended_on` if that is over."""

    helper: int
    started_on: date
    ended_on: date | None


def answerable(turns: Iterable[Turn], period: Period) -> int | None:
    """Who answers for a period: the helper of its end, unless they came too near to it.

    Then it is who had the elder before, if anybody had in that period. Nobody answers for a time
    without a helper: that is the village's fault and another list.
    """
    within = sorted(
        (
            turn
            for turn in turns
            if turn.started_on <= period.last
            and (turn.ended_on is None or turn.ended_on >= period.first)
        ),
        key=lambda turn: turn.started_on,
    )
    if not within:
        return None
    had = (period.last - within[-1].started_on).days + 1
    came_late = had < ENOUGH[period.cadence] and len(within) > 1
    return within[-2].helper if came_late else within[-1].helper


def are_in_order(tiers: Mapping[str, str]) -> bool:
    """Whether no tier is visited less often than a lower one."""
    strictness: Sequence[int] = [
        list(CADENCES).index(tiers[tier]) for tier in ("high", "middle", "low")
    ]
    return list(strictness) == sorted(strictness)


def after_a_blow(visit_by: datetime, visited_at: datetime | None, now: datetime) -> str:
    """due, done or late: somebody goes within 24 hours of a major change."""
    if visited_at is not None:
        return "done" if visited_at <= visit_by else "late"
    return "due" if now <= visit_by else "late"
