"""What a dashboard shows of one place: how much there is, what is mine to do, what I oversee.

Small questions are asked live and end at an index; what is measured over many rows comes from the
tallies. It writes nothing; whoever calls has asked whether the place is the person's to see.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import peewee as pw

from admin.accounts import scope
from admin.registry.care.rows import ServiceRequest
from admin.registry.danger import incident_clock
from admin.registry.danger.rows import Incident, RiskEntry
from admin.registry.rules import days, visit_state
from admin.registry.rules.visit_state import Period
from admin.registry.supervision import charts, tallies
from admin.registry.supervision.charts import Chart
from admin.registry.supervision.faults import Counts
from admin.registry.supervision.rows import Finding
from admin.registry.visits.records import VisitDuty
from models import N_, Area

NEXT_LEVEL = {"province": "city", "city": "district", "district": "town", "town": "village"}
# The states of the one rule, in the order of a bar; what is not owed is no part of it.
SHOWN = ("done", "late", "due", "missed", "excused")


@dataclass(frozen=True)
class Task:
    """Something that waits: how many, in words, and where to go."""

    count: int
    label: str
    endpoint: str
    only: str = ""


def children(area: Area) -> list[Area]:
    """The places one level below, in the order of their codes."""
    return list(Area.select().where(Area.parent == area.code).order_by(Area.code))


def visits(code: str, today: date) -> dict[str, Counter[str]]:
    """This month's duties by place of the next level: the states and their numbers.

    The many that are settled are counted by an index alone; of the open ones the period matters.
    """
    width = {4: 6, 6: 9, 9: 12}.get(len(code), 12)
    # By its name: a server would take two expressions with values of their own for two.
    place = pw.fn.SUBSTR(VisitDuty.area_code, 1, width).alias("place")
    named, count = pw.SQL("place"), pw.fn.COUNT(VisitDuty.id)
    month = _of_month(code, today)
    settled = VisitDuty.select(place, VisitDuty.outcome, count).where(month & ~_is_open())
    found: dict[str, Counter[str]] = {}
    for where, outcome, number in settled.group_by(named, VisitDuty.outcome).tuples():
        found.setdefault(where, Counter())[outcome] += number
    period = (VisitDuty.first_on, VisitDuty.last_on, VisitDuty.cadence)
    waiting = VisitDuty.select(place, *period, count).where(month & _is_open())
    for where, first, last, cadence, number in waiting.group_by(named, *period).tuples():
        state = visit_state.state("open", Period(first, last, cadence), today)
        found.setdefault(where, Counter())[state] += number
    return found


def _is_open() -> pw.Expression:
    return VisitDuty.outcome == "open"


def _of_month(code: str, today: date) -> pw.Expression:
    """Owed in this month in a place: named cadence by cadence and day by day, so that an index that
    begins with these two answers, and no duty of another month is looked at."""
    first = today.replace(day=1)
    begun = [first.replace(day=day) for day in range(1, days.month_end(first).day + 1)]
    asked = VisitDuty.cadence.in_(list(visit_state.CADENCES)) & VisitDuty.first_on.in_(begun)
    return asked & scope.below(code, VisitDuty.area_code)


def visit_chart(found: dict[str, Counter[str]], names: dict[str, str]) -> Chart:
    """Each place's duties as one bar, a part a state; beside it how many of those owed are done."""
    rows = []
    for code in sorted(found):
        counted = found[code]
        owed = sum(counted[name] for name in SHOWN) - counted["excused"]
        parts = [(name, counted[name]) for name in SHOWN]
        rows.append((names.get(code, code), parts, f"{counted['done']}/{owed}"))
    return charts.stacked(rows)


def trend_chart(history: list[tuple[date, Counts]]) -> Chart:
    """The registered elders, month by month."""
    rows = [
        (month.strftime("%Y-%m"), [("elders", counts.elders)], str(counts.elders))
        for month, counts in history
    ]
    return charts.stacked(rows)


def duties(code: str, role: str, today: date) -> list[Task]:
    """What the person in this role has to do with their own hands."""
    return _of_a_village(code, today) if role == "village_contact" else _of_an_editor(code)


def _of_a_village(code: str, today: date) -> list[Task]:
    unclosed = Incident.closed_at.is_null()
    given = ServiceRequest.state == "delivered"
    return [
        Task(_open_visits(code, today), N_("本月还没走访的老人"), ""),
        Task(_count(Incident, code, unclosed), N_("没办结的事件"), "incident.index", "open"),
        Task(
            _count(ServiceRequest, code, given),
            N_("等老人确认的服务"),
            "request.index",
            "delivered",
        ),
    ]


def _of_an_editor(code: str) -> list[Task]:
    proposed = RiskEntry.approved_at.is_null()
    unread = ~proposed & RiskEntry.acknowledged_at.is_null()
    told = Incident.told_town_at.is_null(False) & Incident.acknowledged_at.is_null()
    asked = ServiceRequest.state == "asked"
    remedied = Finding.remedied_on.is_null(False) & Finding.closed_on.is_null()
    found = (
        (RiskEntry, proposed, N_("等批准列为重点的老人"), "risk.index", "proposed"),
        (RiskEntry, unread, N_("等签收的重点对象报告"), "risk.index", "unread"),
        (Incident, told, N_("等签收的事件报告"), "incident.index", "unread"),
        (ServiceRequest, asked, N_("等受理的服务需求"), "request.index", "asked"),
        (Finding, remedied, N_("等销号的整改"), "inspection.index", ""),
    )
    return [
        Task(_count(model, code, waits), label, endpoint, only)
        for model, waits, label, endpoint, only in found
    ]


def oversight(code: str, now: datetime, today: date) -> list[Task]:
    """What others in the person's area have to do, and what is late of it."""
    levels = Counter(_levels(code, now))
    return [
        Task(_open_visits(code, today), N_("本月还没走访的老人"), ""),
        Task(levels["village"], N_("村里要处理的事件"), "incident.index", "open"),
        Task(levels["town"], N_("超时、镇里要过问的事件"), "incident.index", "open"),
        Task(levels["district"], N_("超时、区里要督办的事件"), "incident.index", "open"),
        Task(
            _count(Finding, code, Finding.remedied_on.is_null() & (Finding.due_on < today)),
            N_("整改到期没改的问题"),
            "inspection.index",
        ),
    ]


def _levels(code: str, now: datetime) -> list[str]:
    open_ones = Incident.select().where(
        Incident.closed_at.is_null()
        & Incident.void_at.is_null()
        & scope.below(code, Incident.area_code)
    )
    return [incident_clock.read(incident.times, now).level for incident in open_ones]


def _open_visits(code: str, today: date) -> int:
    """This month's duties that nothing fulfils or excuses yet."""
    return int(VisitDuty.select().where(_of_month(code, today) & _is_open()).count())


def _count(model: Any, code: str, condition: Any) -> int:
    query = model.select().where(
        condition & model.void_at.is_null() & scope.below(code, model.area_code)
    )
    return int(query.count())


def counts_of(code: str, today: date) -> Counts | None:
    """The place's own counts of this month, or None where nobody has counted yet."""
    return tallies.read(today.replace(day=1), [code]).get(code)
