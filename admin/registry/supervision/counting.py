"""Counts, village by village, what the four faults are measured by: the step from rows to numbers.

It reads whole tables once, by the database's own grouping where it can and town by town where a
pattern needs the rows. It answers numbers of rows and no names; what they mean stands in `faults`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

import peewee as pw

from admin.accounts import scope
from admin.registry.care.rows import CareLog, ServiceRequest
from admin.registry.danger import incident_clock
from admin.registry.danger.rows import Incident, RiskEntry
from admin.registry.logged import is_empty
from admin.registry.people.elders import Elder
from admin.registry.supervision import formalism
from admin.registry.supervision.faults import Counts
from admin.registry.supervision.formalism import ElderMonth, VisitRow
from admin.registry.visits.records import Visit
from models import Area, current_database
from pages.clock import local

YEAR, QUARTER = timedelta(days=365), timedelta(days=92)
STALE = timedelta(days=90)
PATIENCE = timedelta(days=14)
FULL = 100
By = dict[str, Counter[str]]


def count(now: datetime, today: date, before: dict[str, int]) -> dict[str, Counts]:
    """The counts of every village; `before` are last month's elders by village."""
    by: By = defaultdict(Counter)
    codes = [code for (code,) in Area.select(Area.code).where(Area.level == "village").tuples()]
    for code in codes:
        by[code]["before"] = before.get(code, 0)
    for step in (_people, _doubles, _unassessed, _dangers, _incidents, _services, _logs):
        step(by, now, today)
    for town in sorted({code[:9] for code in by}):
        _visits(by, town, today)
    for code in codes:
        by[code]["empty_villages"] = int(by[code]["elders"] == 0)
    return {code: Counts(**counted) for code, counted in by.items()}


def _active() -> pw.Expression:
    return Elder.left_on.is_null()


def how_many(condition: Any) -> pw.Function:
    """A column that counts the rows for which a condition holds."""
    return pw.fn.SUM(pw.Case(None, [(condition, 1)], 0))


def _people(by: By, _now: datetime, today: date) -> None:
    stale = Elder.verified_on.is_null() | (Elder.verified_on < today - STALE)
    query = Elder.select(
        Elder.area_code,
        pw.fn.COUNT(Elder.id),
        how_many(stale),
        how_many(Elder.completeness < FULL),
        how_many(Elder.has_alarm == True),  # noqa: E712 (SQL)
    )
    for code, *numbers in query.where(_active()).group_by(Elder.area_code).tuples():
        names = ("elders", "unverified", "incomplete", "alarming")
        by[code].update(dict(zip(names, map(int, numbers), strict=True)))


def _doubles(by: By, _now: datetime, _today: date) -> None:
    """Elders who share an id number, or name, birthday and village, with another."""
    same = Elder.select(Elder.id_fingerprint).where(_active() & (Elder.id_fingerprint != ""))
    same = same.group_by(Elder.id_fingerprint).having(pw.fn.COUNT(Elder.id) > 1)
    namesakes = (
        Elder.select(Elder.area_code, pw.fn.COUNT(Elder.id))
        .where(_active() & Elder.born_on.is_null(False))
        .group_by(Elder.area_code, Elder.name, Elder.born_on)
        .having(pw.fn.COUNT(Elder.id) > 1)
    )
    for code, number in namesakes.tuples():
        by[code]["doubles"] += number
    chosen = Elder.select(Elder.area_code, pw.fn.COUNT(Elder.id))
    doubled = chosen.where(_active() & Elder.id_fingerprint.in_(same)).group_by(Elder.area_code)
    for code, number in doubled.tuples():
        by[code]["doubles"] = max(by[code]["doubles"], number)


def _unassessed(by: By, _now: datetime, today: date) -> None:
    """Whom no visit in person asked for dangers for a year.

    Asked elder by elder, which an index answers: of all the year's visits a server would make one
    long list and walk through it for every elder.
    """
    asked = Visit.select(pw.Value(1)).where(
        (Visit.elder == Elder.id)
        & (Visit.made_on >= today - YEAR)
        & (Visit.mode == "in_person")
        & ~is_empty(Visit.dangers)
        & Visit.taken_back_at.is_null()
    )
    query = Elder.select(Elder.area_code, pw.fn.COUNT(Elder.id)).where(
        _active() & ~pw.fn.EXISTS(asked)
    )
    for code, number in query.group_by(Elder.area_code).tuples():
        by[code]["unassessed"] = number


def _dangers(by: By, _now: datetime, _today: date) -> None:
    """Who cannot care for themselves and lives alone, and for whom no measure is set down."""
    tended = RiskEntry.select(RiskEntry.elder).where(
        RiskEntry.left_at.is_null() & RiskEntry.void_at.is_null() & (RiskEntry.measures != "")
    )
    query = Elder.select(Elder.area_code, pw.fn.COUNT(Elder.id)).where(
        _active() & (Elder.has_alarm == True) & Elder.id.not_in(tended)  # noqa: E712
    )
    for code, number in query.group_by(Elder.area_code).tuples():
        by[code]["untended"] = number
    is_bare = Elder.id.not_in(tended)
    first = Elder.select(Elder.area_code, pw.fn.COUNT(Elder.id), how_many(is_bare))
    first = first.where(_active() & (Elder.is_priority == True))  # noqa: E712
    for code, number, bare in first.group_by(Elder.area_code).tuples():
        by[code].update(first=number, unplanned=int(bare))


def _incidents(by: By, now: datetime, _today: date) -> None:
    recent = (Incident.reported_at >= now - YEAR) & Incident.void_at.is_null()
    for incident in Incident.select().where(recent).iterator():
        clock = incident_clock.read(incident.times, now)
        by[incident.area_code].update(
            incidents=1,
            late_answers=int(clock.is_response_late),
            late_closings=int(clock.is_closing_late),
            untold=int(clock.is_report_late),
            still_open=int(incident.closed_at is None),
        )


def _services(by: By, _now: datetime, today: date) -> None:
    """Services that were given in the last year, and those that no elder has confirmed."""
    waiting = (ServiceRequest.state == "delivered") & (
        ServiceRequest.delivered_on < today - PATIENCE
    )
    query = ServiceRequest.select(
        ServiceRequest.area_code, pw.fn.COUNT(ServiceRequest.id), how_many(waiting)
    ).where((ServiceRequest.delivered_on >= today - YEAR) & ServiceRequest.void_at.is_null())
    for code, served, unheard in query.group_by(ServiceRequest.area_code).tuples():
        by[code].update(served=served, unheard=int(unheard))


def _logs(by: By, _now: datetime, today: date) -> None:
    bare = is_empty(CareLog.helps) & is_empty(CareLog.wrong) & (CareLog.note == "")
    query = CareLog.select(CareLog.area_code, pw.fn.COUNT(CareLog.id), how_many(bare)).where(
        (CareLog.on >= today - QUARTER) & CareLog.void_at.is_null()
    )
    for code, logs, empty in query.group_by(CareLog.area_code).tuples():
        by[code].update(logs=logs, bare_logs=int(empty))


def _visits(by: By, town: str, today: date) -> None:
    """The patterns of a town's visits: a quarter's for the helpers', a year's for the elders'."""
    places: dict[str, str] = {}
    recent: list[VisitRow] = []
    for code, row in _visit_rows(town, today - QUARTER):
        places[row.key] = code
        by[code].update(visits=1, timed=int(row.seconds is not None))
        recent.append(row)
    _file(by, "copied", places, formalism.copied(recent))
    _file(by, "hurried", places, formalism.impossible_pace(recent))
    _file(by, "uniform", places, formalism.uniform(recent))
    _file(by, "hasty", places, formalism.hasty(recent))
    bunched = {(bunch.helper, bunch.month) for bunch in formalism.month_end_bunches(recent)}
    at_end = (row.key for row in recent if (row.helper, row.at.date().replace(day=1)) in bunched)
    _file(by, "month_end", places, at_end)
    homes: dict[str, str] = {}
    months = list(_elder_months(homes, town, today - YEAR))
    _file(by, "always_normal", homes, formalism.always_normal(months))
    looked = ((homes[month.elder], month.is_normal) for month in months)
    for name, codes in zip(("searched", "clear"), formalism.clear_places(looked), strict=True):
        for code in codes:
            by[code][f"{name}_villages"] = 1


def _file(by: By, name: str, places: dict[str, str], keys: Iterable[str]) -> None:
    for key in keys:
        by[places[key]][name] += 1


def _in_person(town: str, since: date) -> pw.Expression:
    return (
        scope.below(town, Visit.area_code)
        & (Visit.made_on >= since)
        & (Visit.mode == "in_person")
        & Visit.taken_back_at.is_null()
    )


def _visit_rows(town: str, since: date) -> Iterator[tuple[str, VisitRow]]:
    """The visits in person of a town since a day, with their villages, straight from the cursor."""
    text = Visit.trouble.concat(Visit.agreed)
    columns = (Visit.area_code, Visit.id, Visit.helper, Visit.elder, Visit.at, text)
    query = Visit.select(*columns, _answers(), Visit.seconds).where(_in_person(town, since))
    for code, id, helper, elder, at, *told in _raw(query):
        yield code, VisitRow(f"v{id}", f"h{helper}", f"e{elder}", _wall(at), *told)


def _answers() -> Any:
    """What was ticked, as one text."""
    ticked: Any = Visit.dangers.cast("text").concat(Visit.signs.cast("text"))
    for field in (Visit.eat, Visit.wear, Visit.home, Visit.health, Visit.spirits):
        ticked = ticked.concat("|").concat(field)
    return ticked.concat("|").concat(Visit.family_duty)


def _elder_months(homes: dict[str, str], town: str, since: date) -> Iterator[ElderMonth]:
    """Of each elder and month with a visit in person: whether nothing was found; fills `homes`."""
    nothing = Visit.dangers.cast("text").in_(["[]", '["none"]'])
    is_normal = pw.Case(None, [((Visit.trouble == "") & nothing, 1)], 0)
    month = pw.fn.SUBSTR(Visit.made_on.cast("text"), 1, 7)
    query = Visit.select(Visit.area_code, Visit.elder, month, is_normal)
    for code, elder, when, normal in _raw(query.where(_in_person(town, since))):
        key = f"e{elder}"
        homes[key] = code
        yield ElderMonth(key, int(when[:4]) * 12 + int(when[5:]), bool(normal))


def _raw(query: Any) -> Any:
    """The rows as the driver gives them: a million of them need no field's conversion."""
    return current_database.execute(query)


def _wall(at: datetime | str) -> datetime:
    """The wall-clock time in China of an instant as a driver gives it."""
    instant = datetime.fromisoformat(at) if isinstance(at, str) else at
    return local(instant).replace(tzinfo=None)
