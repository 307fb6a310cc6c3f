"""An issue of public figures: drawn from the register, attacked, compared, handed over once.

One issue a quarter. It stores what is shown and never what is hidden, and compares with the frozen
issues before it. It publishes nothing: `hand_over`, which the application gives, makes it a record
that another person must approve.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import peewee as pw
from flask_babel import gettext as _

from admin.accounts import audit, scope
from admin.registry import logged
from admin.registry.care.rows import FundEntry
from admin.registry.figures import cuts, differencing, suppression
from admin.registry.figures.cuts import Drawn, PersonRow
from admin.registry.figures.differencing import Difference
from admin.registry.figures.rows import FigureIssue
from admin.registry.people.elders import Elder, ElderTag
from admin.registry.visits.records import VisitDuty
from models import Area, current_database

# Fields of a record and who made it; answers the record's key.
HandOver = Callable[[dict[str, Any], int, datetime, date], str]


class Blocked(Exception):
    """The issue is empty or would show single people, or this quarter has one already."""


@dataclass(frozen=True)
class Draft:
    """An issue before it is handed over."""

    period: str
    drawn: list[Drawn]
    tables: list[dict[str, Any]]
    numbers: dict[tuple[str, str, str], int | None]
    groups: dict[str, list[str]]
    differences: list[Difference]
    is_regrouped: bool
    is_rounded: bool
    k: int

    @property
    def is_safe(self) -> bool:
        """Whether nothing in it shows single people."""
        return self.is_rounded or not (self.differences or self.is_regrouped)


def period_of(today: date) -> str:
    """The quarter, such as 2026q4."""
    return f"{today.year}q{(today.month + 2) // 3}"


def draft(district: Area, today: date, *, k: int, is_rounded: bool) -> Draft:
    """Count, suppress, attack and compare."""
    towns = list(
        Area.select()
        .where((Area.parent == district.code) & (Area.level == "town"))
        .order_by(Area.code)
    )
    names = {town.code: town.name for town in towns}
    drawn = cuts.draw(people(district.code), list(names), today, k)
    tables = cuts.publishable(drawn, names, district.name, is_rounded=is_rounded)
    extra = [_visits(district, towns, today), _funds(district, today)]
    numbers = cuts.shown(drawn, is_rounded=is_rounded)
    groups = {each.cut.name: list(each.together) for each in drawn if each.together}
    before = last_issue(district.code, period_of(today))
    return Draft(
        period=period_of(today),
        drawn=drawn,
        tables=[*tables, *(found for found in extra if found)],
        numbers=numbers,
        groups=groups,
        differences=_compare(before, numbers, k, is_rounded),
        is_regrouped=before is not None
        and differencing.regrouped(before.groups["together"], groups),
        is_rounded=is_rounded,
        k=k,
    )


def _compare(
    before: FigureIssue | None,
    numbers: dict[tuple[str, str, str], int | None],
    k: int,
    is_rounded: bool,
) -> list[Difference]:
    if before is None or is_rounded or before.is_rounded:
        return []
    old = {tuple(place.split("/")): value for place, value in before.groups["numbers"].items()}
    return differencing.revealing(old, numbers, k)


def last_issue(district: str, period: str) -> FigureIssue | None:
    """The latest issue before this quarter's that was handed over."""
    query = FigureIssue.select().where(
        (FigureIssue.area_code == district)
        & (FigureIssue.period < period)
        & FigureIssue.void_at.is_null()
    )
    found: FigureIssue | None = query.order_by(FigureIssue.period.desc()).first()
    return found


def people(district: str) -> list[PersonRow]:
    """Everybody who is counted: in the register, and left behind."""
    active = Elder.left_on.is_null() & (Elder.eligibility == "yes")
    lost = _tagged("lost_only_child")
    query = Elder.select(
        Elder.id,
        Elder.area_code,
        Elder.born_on,
        Elder.sex,
        Elder.living,
        Elder.livelihood,
        Elder.self_care,
        Elder.is_priority,
    ).where(active & scope.below(district, Elder.area_code))
    return [
        PersonRow(
            code[:9],
            born_on,
            sex,
            living,
            livelihood == "poor",
            self_care == "unable",
            id in lost,
            bool(priority),
        )
        for id, code, born_on, sex, living, livelihood, self_care, priority in query.tuples()
    ]


def _tagged(tag: str) -> set[int]:
    query = ElderTag.select(ElderTag.elder).where((ElderTag.tag == tag) & ElderTag.until.is_null())
    return {elder for (elder,) in query.tuples()}


def _visits(district: Area, towns: list[Area], today: date) -> dict[str, Any] | None:
    """The share of visits that were made, by town, of the last whole month; never a single one."""
    last = date(today.year - (today.month == 1), (today.month - 2) % 12 + 1, 1)
    place = pw.fn.SUBSTR(VisitDuty.area_code, 1, 9).alias("place")
    query = (
        VisitDuty.select(place, VisitDuty.outcome, pw.fn.COUNT(VisitDuty.id))
        .where((VisitDuty.first_on >= last) & (VisitDuty.first_on < today.replace(day=1)))
        .where(scope.below(district.code, VisitDuty.area_code))
        .group_by(pw.SQL("place"), VisitDuty.outcome)
    )
    made: dict[str, int] = {}
    owed: dict[str, int] = {}
    for code, outcome, number in query.tuples():
        for where in (code, district.code):
            owed[where] = owed.get(where, 0) + number * (outcome in {"done", "late", "open"})
            made[where] = made.get(where, 0) + number * (outcome in {"done", "late"})
    rows = [
        {"name": area.name, "cells": [suppression.percentage(made[area.code], owed[area.code])]}
        for area in (*towns, district)
        if area.code in owed
    ]
    if all(row["cells"] == [None] for row in rows):
        return None
    title = _("%(y)s年%(m)s月上门探访完成率", y=last.year, m=last.month)
    note = _("应探访不到 %(n)s 次的镇办不显示。", n=suppression.SMALLEST_DENOMINATOR)
    return {"title": title, "columns": [_("完成率")], "rows": rows, "unit": "%", "note": note}


def _funds(district: Area, today: date) -> dict[str, Any] | None:
    """What the elders' associations of the whole district received and spent this year."""
    query = (
        FundEntry.select(FundEntry.direction, pw.fn.SUM(FundEntry.fen))
        .where((FundEntry.on >= date(today.year, 1, 1)) & FundEntry.void_at.is_null())
        .where(scope.below(district.code, FundEntry.area_code))
        .group_by(FundEntry.direction)
    )
    sums = dict(query.tuples())
    if not sums:
        return None
    cells = [int(sums.get("in", 0)) // 100, int(sums.get("out", 0)) // 100]
    return {
        "title": _("%(y)s年老年协会资金", y=today.year),
        "columns": [_("收入"), _("支出")],
        "rows": [{"name": district.name, "cells": cells}],
        "unit": _("元"),
        "note": "",
    }


def hand_over(
    found: Draft,
    district: Area,
    door: HandOver,
    *,
    actor_id: int,
    now: datetime,
    today: date,
) -> FigureIssue:
    """Freeze the draft and hand it to whoever publishes.

    :raises Blocked: it is not safe, or this quarter has its issue.
    """
    if not found.is_safe or not found.tables:
        raise Blocked
    with current_database.atomic():
        if _standing(district.code, found.period):
            raise Blocked
        issue = FigureIssue(
            area_code=district.code,
            period=found.period,
            counted_on=today,
            threshold=found.k,
            is_rounded=found.is_rounded,
            tables=found.tables,
            groups={
                "together": found.groups,
                "numbers": {"/".join(place): value for place, value in found.numbers.items()},
            },
        )
        logged.add(issue, actor_id=actor_id, now=now)
        issue.record = door(fields(issue), actor_id, now, today)
        FigureIssue.update(record=issue.record).where(FigureIssue.id == issue.id).execute()
        key = str(issue.id)
        audit.note("figures_drawn", now=now, kind=issue.kind, key=key, row=issue.id)
    return issue


def _standing(district: str, period: str) -> bool:
    chosen = (FigureIssue.area_code == district) & (FigureIssue.period == period)
    return bool(FigureIssue.select().where(chosen & FigureIssue.void_at.is_null()).exists())


def fields(issue: FigureIssue) -> dict[str, Any]:
    """The issue as the fields of a record."""
    year, quarter = issue.period.split("q")
    return {
        "name": _("%(y)s年第%(q)s季度农村留守老人统计", y=year, q=quarter),
        "slug": f"{year}-q{quarter}",
        "area": issue.area_code,
        "counted_on": issue.counted_on.isoformat(),
        "threshold": issue.threshold,
        "is_rounded": issue.is_rounded,
        "tables": issue.tables,
    }
