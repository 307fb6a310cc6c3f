"""The list of the elders: narrowed by what was asked, a page at a time, and only within the scope.

A row of it holds no sealed value. Words to search for never come from an address: the view keeps
them in the session.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import peewee as pw

from admin import sealed
from admin.accounts import scope
from admin.accounts.users import User
from admin.registry import handles
from admin.registry.people.elders import Elder
from admin.registry.people.helping import Helper
from admin.registry.rules import days, identity_numbers, visit_state
from admin.registry.rules.eligibility import ANSWERS
from admin.registry.rules.identity_numbers import NotAnIdentityNumber
from admin.registry.visits import duties
from admin.registry.visits.records import Visit, VisitDuty
from models import N_, Area

SIZE = 50
FIRSTS: dict[str, str] = {
    "alarm": N_("不能自理又独居"),
    "priority": N_("重点"),
    "soon": N_("三个月内将符合"),
}
SOON_MONTHS = 3
STALE_DAYS = 90
DOSSIER = re.compile(r"\d+-\d+", re.ASCII)
FILTERS = ("area", "answer", "first", "visit", "lacks", "left")
LACKS: dict[str, str] = {
    "helper": N_("没有联系帮扶人"),
    "fields": N_("资料不全"),
    "verified": N_("超过90天没核对"),
}
COLUMNS = (
    Elder.id,
    Elder.handle,
    Elder.area_code,
    Elder.group_name,
    Elder.name,
    Elder.sex,
    Elder.born_on,
    Elder.living,
    Elder.eligibility,
    Elder.deciding_clause,
    Elder.qualifies_from,
    Elder.is_overridden,
    Elder.is_priority,
    Elder.has_alarm,
    Elder.completeness,
    Elder.verified_on,
    Elder.left_on,
    Elder.left_because,
    Elder.helper_id,
    Elder.tier,
)


@dataclass(frozen=True)
class Asked:
    """What the list is narrowed by; `search` is a name, pinyin, dossier or id number."""

    area: str = ""
    answer: str = ""
    first: str = ""
    visit: str = ""
    lacks: str = ""
    left: str = ""
    search: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str], search: str = "") -> "Asked":
        return cls(**{name: given.get(name, "")[:20] for name in FILTERS}, search=search[:40])

    def args(self) -> dict[str, str]:
        """What goes into an address: the filters, never the search."""
        return {name: getattr(self, name) for name in FILTERS if getattr(self, name)}


@dataclass(frozen=True)
class Line:
    """One elder of the list; `state` is the month's visit, `visited_on` the last in person."""

    elder: Elder
    place: str
    helper: str
    state: str
    visited_on: date | None


@dataclass(frozen=True)
class Page:
    """One page of the list and how many there are in all."""

    lines: list[Line]
    count: int
    number: int
    pages: int = field(default=1)


def page(user: User, asked: Asked, number: int, today: date) -> Page:
    """One page of those in scope: who comes first stands first, then by village and group."""
    query = narrowed(scope.visible(user, Elder.select(Elder.id), Elder), user, asked, today)
    order = (Elder.has_alarm.desc(), Elder.is_priority.desc(), Elder.area_code, Elder.id)
    # The number of all comes with the page: what narrows the list is worked out once.
    chosen = query.select_extend(pw.fn.COUNT(Elder.id).over()).order_by(*order)
    found = list(chosen.limit(SIZE).offset((number - 1) * SIZE).tuples())
    count = found[0][1] if found else query.count()
    ids = [row_id for row_id, _count in found]
    return Page(lines(ids, today), count, number, max(1, -(-count // SIZE)))


def narrowed(query: pw.ModelSelect, user: User, asked: Asked, today: date) -> pw.ModelSelect:
    """The query with everything that was asked for; what is not known narrows nothing."""
    query = query.where(Elder.left_on.is_null(asked.left != "yes"))
    if asked.area.isdigit():
        query = query.where(Elder.area_code.startswith(asked.area))
    if asked.answer in ANSWERS:
        query = query.where(Elder.eligibility == asked.answer)
    if asked.first in FIRSTS:
        query = query.where(_first(asked.first, today))
    if asked.lacks in LACKS:
        query = query.where(_lacks(asked.lacks, today))
    if asked.visit in visit_state.STATES:
        query = query.where(Elder.id.in_(_in_state(user, asked.visit, today)))
    return query.where(_found(asked.search, today)) if asked.search else query


def _first(name: str, today: date) -> Any:
    if name == "soon":
        ahead = days.months_after(today, SOON_MONTHS)
        return Elder.qualifies_from.between(today + timedelta(days=1), ahead)
    column = Elder.has_alarm if name == "alarm" else Elder.is_priority
    return column == True  # noqa: E712 (SQL)


def _lacks(name: str, today: date) -> Any:
    if name == "helper":
        return Elder.helper_id.is_null()
    if name == "fields":
        return Elder.completeness < 100
    limit = today - timedelta(days=STALE_DAYS)
    return Elder.verified_on.is_null() | (Elder.verified_on < limit)


def _in_state(user: User, name: str, today: date) -> pw.ModelSelect:
    month = visit_state.period_of(today, "month")
    return VisitDuty.select(VisitDuty.elder).where(
        VisitDuty.cadence == "month",
        VisitDuty.first_on == month.first,
        scope.inside(user, VisitDuty.area_code),
        duties.is_state(name, today),
    )


def _found(search: str, today: date) -> Any:
    """A name or its pinyin; a whole id number by its fingerprint; a dossier number; a handle."""
    try:
        return Elder.id_fingerprint == sealed.fingerprint(
            identity_numbers.read(search, today).number
        )
    except NotAnIdentityNumber:
        pass
    found = Elder.name.contains(search)
    if DOSSIER.fullmatch(search):
        found = Elder.dossier_number == search
    if handles.read(search):
        # A long name in pinyin can look like one.
        found |= Elder.handle == handles.read(search)
    letters = search.lower().replace(" ", "")
    if letters.isascii() and letters.isalpha():
        found |= pw.fn.REPLACE(Elder.pinyin, " ", "").contains(letters)
        found |= Elder.pinyin ** ("% ".join(letters) + "%")
    return found


def lines(ids: list[int], today: date) -> list[Line]:
    """The lines of these elders, in this order, each table read once."""
    rows = {row.id: row for row in Elder.select(*COLUMNS).where(Elder.id.in_(ids))}
    found = [rows[number] for number in ids if number in rows]
    states, visited = month_states(ids, today), last_visits(ids)
    places = place_names({row.area_code for row in found})
    helpers = helper_names({row.helper_id for row in found if row.helper_id})
    return [
        Line(
            row,
            places.get(row.area_code, ""),
            helpers.get(row.helper_id, ""),
            states.get(row.id, ""),
            visited.get(row.id),
        )
        for row in found
    ]


def month_states(ids: list[int], today: date) -> dict[int, str]:
    """The state of this month's visit of each."""
    month = visit_state.period_of(today, "month")
    found = VisitDuty.select().where(
        VisitDuty.elder.in_(ids), VisitDuty.cadence == "month", VisitDuty.first_on == month.first
    )
    return {row.elder_id: duties.state(row, today) for row in found}


def last_visits(ids: list[int]) -> dict[int, date]:
    """The day of the last visit in person of each."""
    found = (
        Visit.select(Visit.elder, pw.fn.MAX(Visit.made_on))
        .where(
            Visit.elder.in_(ids),
            Visit.mode == duties.IN_PERSON,
            Visit.taken_back_at.is_null(),
        )
        .group_by(Visit.elder)
    )
    return {elder: _day(day) for elder, day in found.tuples()}


def _day(value: Any) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value


def place_names(codes: set[str]) -> dict[str, str]:
    """The areas' names by code."""
    return dict(Area.select(Area.code, Area.name).where(Area.code.in_(codes)).tuples())


def helper_names(ids: set[int]) -> dict[int, str]:
    return dict(Helper.select(Helper.id, Helper.name).where(Helper.id.in_(ids)).tuples())


def places(user: User) -> list[Area]:
    """The villages and towns that the list can be narrowed to."""
    found = scope.visible(user, Area.select(), Area).where(Area.level.in_(("town", "village")))
    return list(found.order_by(Area.code))


def computed_on(today: date) -> date | None:
    """The oldest day of which anybody's answers are, if that is before today.

    The night's work is for everybody, so that no scope is asked. Whoever is registered is asked
    about at once; so nobody is without a day.
    """
    older = Elder.select(Elder.computed_on).where(
        Elder.left_on.is_null(), Elder.computed_on < today
    )
    found = older.order_by(Elder.computed_on).first()
    return found.computed_on if found else None
