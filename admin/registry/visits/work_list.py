"""Who is to be visited next: overdue and due ones by village, and a contact's own people.

Two counts stand side by side: one's own duty and what one oversees. Every state comes from
`visits.duties`; nothing here decides.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import peewee as pw

from admin.accounts import scope
from admin.accounts.users import User
from admin.registry.people import handing, listing
from admin.registry.people.elders import Elder
from admin.registry.rules import visit_state
from admin.registry.visits import duties
from admin.registry.visits.records import MajorChange, VisitDuty

SIZE = 50
OPEN = ("late", "due")
MOST_MINE = 400
# Digits of a village's code.
VILLAGE = 12


@dataclass(frozen=True)
class Task:
    """An elder to be visited: the state, by when, and which cadence asks for it."""

    line: listing.Line
    state: str
    due_on: date
    cadence: str


@dataclass(frozen=True)
class Count:
    """How many visits of the month of a place are in each state."""

    code: str
    name: str
    states: Counter[str]

    @property
    def owed(self) -> int:
        return sum(n for name, n in self.states.items() if name not in {"excused", "not_owed"})


def open_duties(user: User, today: date, area: str = "", helper_id: int = 0) -> pw.ModelSelect:
    """Due and overdue duties in scope, joined to their elders; those past grace are missed."""
    longest = today - timedelta(days=duties.LONGEST_GRACE)
    query = VisitDuty.select().join(Elder, on=(VisitDuty.elder == Elder.id))
    query = scope.visible(user, query, Elder).where(
        VisitDuty.outcome == "open",
        scope.inside(user, VisitDuty.area_code),
        VisitDuty.last_on >= longest,
        duties.is_state("due", today) | duties.is_state("late", today),
    )
    if area.isdigit():
        query = query.where(VisitDuty.area_code.startswith(area))
    return query.where(Elder.helper_id == helper_id) if helper_id else query


def count(user: User, today: date, area: str = "", helper_id: int = 0) -> int:
    """How many elders are to be visited."""
    query = open_duties(user, today, area, helper_id)
    return int(query.select(pw.fn.COUNT(VisitDuty.elder.distinct())).scalar() or 0)


def page(
    user: User, today: date, area: str = "", helper_id: int = 0, number: int = 1
) -> list[Task]:
    """One page of tasks: the alarm first, then what is longest due, then who comes first."""
    earliest = pw.fn.MIN(VisitDuty.last_on)
    query = (
        open_duties(user, today, area, helper_id)
        .select(VisitDuty.elder, earliest)
        .group_by(VisitDuty.elder, Elder.has_alarm, Elder.is_priority, Elder.area_code, Elder.id)
        .order_by(
            Elder.has_alarm.desc(),
            earliest,
            Elder.is_priority.desc(),
            Elder.area_code,
            Elder.id,
        )
    )
    chosen = query.limit(SIZE).offset((number - 1) * SIZE)
    return tasks([elder for elder, _due in chosen.tuples()], today)


def tasks(ids: list[int], today: date) -> list[Task]:
    """The earliest open duty of each of these elders, in this order."""
    earliest: dict[int, VisitDuty] = {}
    found = VisitDuty.select().where(VisitDuty.elder.in_(ids), VisitDuty.outcome == "open")
    for duty in found.order_by(VisitDuty.last_on):
        if duties.state(duty, today) in OPEN:
            earliest.setdefault(duty.elder_id, duty)
    return [
        Task(line, duties.state(duty, today), duty.last_on, str(duty.cadence))
        for line in listing.lines(ids, today)
        for duty in [earliest.get(line.elder.id)]
        if duty is not None
    ]


def mine(user: User, today: date) -> list[listing.Line]:
    """Whom to visit first: a helper's own people, else one's village's.

    Who oversees more than a village and helps nobody gets the first of what is due there.
    """
    helper = handing.helper_of(user.id)
    if helper is None and len(user.area_code) < VILLAGE:
        return [task.line for task in page(user, today)]
    query = scope.visible(user, Elder.select(Elder.id), Elder).where(
        Elder.left_on.is_null(), Elder.owed_since.is_null(False), Elder.owed_until.is_null()
    )
    if helper is not None:
        query = query.where(Elder.helper_id == helper.id)
    ids = [number for (number,) in query.order_by(Elder.id).limit(MOST_MINE).tuples()]
    return sorted(listing.lines(ids, today), key=_urgency)


def waiting(user: User, today: date) -> int:
    """How many of one's own people, or of what one oversees, are to be visited."""
    helper = handing.helper_of(user.id)
    return count(user, today, helper_id=helper.id if helper else 0)


def _urgency(line: listing.Line) -> tuple[bool, bool, date, str]:
    """Open visits first, among them the alarm, then who has not been seen for longest."""
    is_open = line.state in {*OPEN, "missed"}
    return (
        not is_open,
        not line.elder.has_alarm,
        line.visited_on or date.min,
        str(line.elder.group_name),
    )


def by_place(user: User, first_on: date, today: date, digits: int, area: str = "") -> list[Count]:
    """The month's visits by town (9 digits of the code) or village (12), from one index."""
    # By its name: a server does not see that twice the same expression is the same.
    place = pw.fn.SUBSTR(VisitDuty.area_code, 1, digits).alias("place")
    query = (
        VisitDuty.select(place, VisitDuty.outcome, pw.fn.COUNT(VisitDuty.id))
        .where(
            VisitDuty.cadence == "month",
            VisitDuty.first_on == first_on,
            scope.inside(user, VisitDuty.area_code),
            VisitDuty.area_code.startswith(area if area.isdigit() else ""),
        )
        .group_by(pw.SQL("place"), VisitDuty.outcome)
    )
    period = visit_state.period_of(first_on, "month")
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for code, outcome, number in query.tuples():
        counts[code][visit_state.state(outcome, period, today)] += number
    names = listing.place_names(set(counts))
    return [Count(code, names.get(code, code), counts[code]) for code in sorted(counts)]


def blows(user: User, now: datetime) -> list[tuple[MajorChange, str]]:
    """Major changes after which nobody has gone yet, and whether the 24 hours are over."""
    query = scope.visible(user, MajorChange.select(), MajorChange)
    found = query.where(MajorChange.visited_at.is_null()).order_by(MajorChange.visit_by).limit(SIZE)
    return [(row, visit_state.after_a_blow(row.visit_by, row.visited_at, now)) for row in found]
