"""The night's work: asks the rules about everybody, moves people in and out, and tells it.

Birthdays, half years and new months come without anybody saving anything. It reads and writes some
thousand elders at a time, each portion in one transaction, so that the day's work can go on beside
it; run twice, or broken off and run again, it does no harm.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import peewee as pw

from admin.registry.in_force import Rules
from admin.registry.people import standing, town_reports
from admin.registry.people.elders import Elder, EligibilityOverride
from admin.registry.people.families import Guardian, Relative
from admin.registry.people.papers import AbilityAssessment
from admin.registry.rules.visit_state import Period
from admin.registry.visits import duties
from admin.registry.visits.records import VisitDuty
from models import Area, current_database

PORTION = 2000
Row = dict[str, Any]
# Lists and sealed columns, of which the rules only ask whether anything is in them.
FILLED = {
    "incomes": "[]",
    "illnesses": "[]",
    "carers": "[]",
    "difficulties": "[]",
    "needs": "[]",
    "id_number": "",
}
HAS = "has_"
READ = (
    Elder.id,
    Elder.area_code,
    Elder.entered_on,
    Elder.left_on,
    Elder.computed_on,
    Elder.born_on,
    Elder.sex,
    Elder.group_name,
    Elder.marital,
    Elder.living,
    Elder.is_rural,
    Elder.declared_children,
    Elder.livelihood,
    Elder.aids,
    Elder.self_care,
    *(getattr(Elder, name) for name in standing.COMPUTED),
)


def recompute(
    today: date,
    rules: Rules,
    told: Callable[[int], None] = lambda _n: None,
    chosen: pw.Expression | None = None,
) -> Counter[str]:
    """Everybody's answers and duties for that day; how many notices of each kind there are.

    `told` hears after each portion how many elders are done. `chosen` leaves out whom nothing can
    have changed for (`people.turning`).
    """
    counts: Counter[str] = Counter()
    rural = _rural_areas()
    last, done = 0, 0
    while True:
        with current_database.atomic():
            rows = _portion(last, chosen)
            if not rows:
                return counts
            counts.update(_work(rows, rural, today, rules))
        last, done = rows[-1]["id"], done + len(rows)
        told(done)


def _rural_areas() -> dict[str, bool | None]:
    found = Area.select(Area.code, Area.level, Area.is_rural)
    return {area.code: standing.is_rural(area) for area in found}


def _portion(last: int, chosen: pw.Expression | None) -> list[Row]:
    columns = [field.alias(field.name) for field in READ]
    columns += [
        # Under its own name peewee would make a list of the answer.
        (_raw(getattr(Elder, name)) != empty).alias(HAS + name)
        for name, empty in FILLED.items()
    ]
    query = (
        Elder.select(*columns)
        .where(Elder.id > last, Elder.left_on.is_null())
        .where(*([] if chosen is None else [chosen]))
        .order_by(Elder.id)
        .limit(PORTION)
    )
    if current_database.for_update:
        query = query.for_update()
    return [row | {name: bool(row[HAS + name]) for name in FILLED} for row in query.dicts()]


def _raw(field: pw.Field) -> Any:
    """A column as it is stored, without what its field makes of it."""
    return field.cast("TEXT")


def _work(
    rows: list[Row], rural: Mapping[str, bool | None], today: date, rules: Rules
) -> Counter[str]:
    notices = []
    changed = []
    first: list[tuple[int, tuple[str, ...]]] = []
    accounts = _accounts(rows, rural)
    heard = _heard_of(rows)
    for row in rows:
        known = accounts[row["id"]]
        judged = standing.judge(known, today, rules)
        after = standing.answers(known, judged, today)
        if town_reports.is_owed(row, after, row["id"] in heard):
            first.append((row["id"], judged.priority.reasons))
        if any(row[name] != value for name, value in after.items()):
            changed.append((*after.values(), row["id"]))
            notices += [(row["id"], row["area_code"], kind) for kind in standing.told(row, after)]
        row.update(after)
    _write_answers(rows, changed, today)
    _write_notices(notices, today)
    town_reports.write(first, today, None)
    _write_duties(rows, today, rules)
    return Counter(kind for _id, _area, kind in notices)


def _heard_of(rows: list[Row]) -> set[int]:
    """Of whom, among those that came first until now, the town has been told."""
    return town_reports.told([row["id"] for row in rows if town_reports.comes_first(row)])


def _accounts(rows: list[Row], rural: Mapping[str, bool | None]) -> dict[int, standing.Account]:
    ids = [row["id"] for row in rows]
    kin = _kin(ids)
    overrides, grades, guarded = _overrides(ids), _grades(ids), _guarded(ids)
    return {
        row["id"]: standing.Account(
            elder=row,
            kin=tuple(kin.get(row["id"], ())),
            village_is_rural=rural.get(row["area_code"]),
            grade=grades.get(row["id"]),
            override=overrides.get(row["id"], ""),
            has_guardian_phone=row["id"] in guarded,
        )
        for row in rows
    }


def _kin(ids: Sequence[int]) -> dict[int, list[Any]]:
    fields = (
        Relative.elder,
        Relative.name,
        Relative.relation,
        Relative.duty,
        Relative.is_alive,
        Relative.lives_in,
        Relative.place_code,
        Relative.left_since,
        Relative.away_because,
    )
    found = Relative.select(*fields).where(Relative.elder.in_(ids), Relative.removed_at.is_null())
    kin: dict[int, list[Any]] = defaultdict(list)
    for row in found.objects():
        kin[row.elder_id].append(standing.kin(row))
    return kin


def _overrides(ids: Sequence[int]) -> dict[int, str]:
    found = EligibilityOverride.select(EligibilityOverride.elder, EligibilityOverride.answer).where(
        EligibilityOverride.elder.in_(ids), EligibilityOverride.withdrawn_at.is_null()
    )
    return dict(found.order_by(EligibilityOverride.id).tuples())


def _grades(ids: Sequence[int]) -> dict[int, int]:
    found = AbilityAssessment.select(AbilityAssessment.elder, AbilityAssessment.grade)
    found = found.where(AbilityAssessment.elder.in_(ids))
    return dict(found.order_by(AbilityAssessment.assessed_on, AbilityAssessment.id).tuples())


def _guarded(ids: Sequence[int]) -> set[int]:
    found = Guardian.select(Guardian.elder).where(
        Guardian.elder.in_(ids), Guardian.removed_at.is_null(), _raw(Guardian.phone) != ""
    )
    return {elder for (elder,) in found.tuples()}


def _write_answers(rows: list[Row], changed: list[tuple[Any, ...]], today: date) -> None:
    columns = ", ".join(f"{name} = ?" for name in standing.COMPUTED)
    many(f"UPDATE elder SET {columns} WHERE id = ?", changed)  # noqa: S608 (names of our own)
    ids = [row["id"] for row in rows]
    Elder.update(computed_on=today).where(Elder.id.in_(ids)).execute()


def _write_notices(notices: Iterable[tuple[int, str, str]], today: date) -> None:
    many(
        "INSERT INTO notice (elder_id, area_code, kind, made_on) VALUES (?, ?, ?, ?)",
        [(*notice, today) for notice in notices],
    )


def _write_duties(rows: list[Row], today: date, rules: Rules) -> None:
    wanted = {tier: duties.periods(tier, today, rules) for tier in rules.cadences}
    first = min(period.first for periods in wanted.values() for period in periods)
    ids = [row["id"] for row in rows]
    what, known = duties.happened(ids, first), _known_duties(ids, first)
    fresh, changed = [], []
    for row in rows:
        mine = what.get(row["id"], duties.NOTHING)
        for period in wanted[row["tier"]]:
            outcome, helper = duties.judged(row["owed_since"], row["owed_until"], period, mine)
            answer = (helper, outcome.name, outcome.visited_on, outcome.excuse)
            before = known.get((row["id"], period.cadence, period.first))
            if before is None and outcome.name != "not_owed":
                fresh.append((row["id"], row["area_code"], *_columns(period), *answer))
            elif before is not None and before[1:] != answer:
                changed.append((*answer, before[0]))
    _write(fresh, changed)


def _columns(period: Period) -> tuple[str, date, date]:
    return period.cadence, period.first, period.last


def _known_duties(ids: Sequence[int], first: date) -> dict[tuple[int, str, date], tuple[Any, ...]]:
    found = (
        VisitDuty.select(
            VisitDuty.elder,
            VisitDuty.cadence,
            VisitDuty.first_on,
            VisitDuty.id,
            VisitDuty.helper_id,
            VisitDuty.outcome,
            VisitDuty.visited_on,
            VisitDuty.excuse,
        )
        .where(VisitDuty.elder.in_(ids), VisitDuty.first_on >= first - timedelta(days=1))
        .tuples()
    )
    return {row[:3]: row[3:] for row in found}


def _write(fresh: list[tuple[Any, ...]], changed: list[tuple[Any, ...]]) -> None:
    many(
        "INSERT INTO visit_duty (elder_id, area_code, cadence, first_on, last_on, helper_id,"
        " outcome, visited_on, excuse) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        fresh,
    )
    many(
        "UPDATE visit_duty SET helper_id = ?, outcome = ?, visited_on = ?, excuse = ? WHERE id = ?",
        changed,
    )


def many(statement: str, rows: list[tuple[Any, ...]]) -> None:
    """Run one statement for many rows; peewee's own way takes five times as long."""
    database = current_database.obj
    if rows and database is not None:
        database.cursor().executemany(statement.replace("?", database.param), rows)
