"""What the register costs on PostgreSQL with a province in it: 1,000,000 elders, a year of visits.

`python -m benchmarks.registry_server [--elders N]` starts a server of its own from a wheel, as it
comes, fills it by statements that the server itself carries out, and asks as a town, a district and
the night do. Prints milliseconds and seconds; nothing fails by it, and nothing is left behind.
"""

import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click
import peewee as pw

from admin.accounts.users import User
from admin.databases import initialise
from admin.registry.in_force import Rules
from admin.registry.people import listing, recomputation, turning
from admin.registry.people.elders import Elder
from admin.registry.people.families import Relative
from admin.registry.people.helping import Helper, HelperAssignment
from admin.registry.putting import put
from admin.registry.rules import days
from admin.registry.supervision import dashboard, tallies
from admin.registry.visits import work_list
from admin.registry.visits.records import Visit, VisitDuty
from models import Area, Json
from pages import clock
from tests import servers

DISTRICTS, TOWNS, VILLAGES = 50, 13, 23
PER_HELPER, CHILDREN, MONTHS, TIMES = 15, 2, 12, 5
Columns = dict[str, str]


@click.command()
@click.option("--elders", default=1_000_000, show_default=True, type=click.IntRange(1))
@click.option("--whole", is_flag=True, help="Also a night that asks everybody: long.")
def main(elders: int, whole: bool) -> None:
    """Print a line an answer."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        with servers.postgresql(folder / "server") as server:
            config = servers.served(server, folder / "instance")
            databases = initialise(config)
            with databases.working() as database:
                _say("filling the database", _spent(lambda: _fill(database, elders)))
                _tell_size(database)
                _measure(Rules.of(config), whole)


def _fill(database: pw.Database, elders: int) -> None:
    today = clock.today()
    with database.atomic():
        _areas()
    # The server checks nothing that is made here, and keeps its indexes for the end.
    database.execute_sql("SET session_replication_role = replica")
    helpers = max(elders // PER_HELPER, 1)
    helped = f"1 + n % {helpers}"
    villages = DISTRICTS * TOWNS * VILLAGES
    place = f"(SELECT code FROM place WHERE place.n = s.n % {villages})"  # noqa: S608
    database.execute_sql(
        "CREATE TEMP TABLE place AS SELECT row_number() OVER (ORDER BY code) - 1 AS n, code"
        " FROM area WHERE level = 'village'"
    )
    database.execute_sql("CREATE INDEX ON place (n)")
    _make(database, Helper, helpers, _helper() | {"area_code": place})
    _make(database, Elder, elders, _elder(today) | {"area_code": place, "helper_id": helped})
    _make(database, HelperAssignment, elders, _assignment() | {"helper_id": helped})
    _make(database, Relative, elders * CHILDREN, _child(elders))
    for back in range(MONTHS, 0, -1):
        first = days.months_after(today.replace(day=1), 1 - back)
        where = {"area_code": place, "elder_id": "n", "helper_id": helped}
        _make(database, Visit, elders, _visit(first) | where)
        _make(database, VisitDuty, elders, _duty(first, today) | where)
    database.execute_sql("SET session_replication_role = origin")
    for table in ("elder", "visit", "visit_duty", "relative", "helper_assignment"):
        database.execute_sql(f"ANALYZE {table}")


def _areas() -> None:
    rows: list[tuple[str, str, str | None]] = []
    for d in range(1, DISTRICTS + 1):
        district = f"37{d:04}"
        rows.append((district, "district", None))
        for t in range(101, 101 + TOWNS):
            rows.append((f"{district}{t}", "town", district))
            rows += [
                (f"{district}{t}{v}", "village", f"{district}{t}")
                for v in range(201, 201 + VILLAGES)
            ]
    put(
        Area,
        [
            {"code": code, "name": code, "level": level, "parent": parent, "is_rural": True}
            for code, level, parent in rows
        ],
    )


def _make(database: pw.Database, model: Any, count: int, given: Columns) -> None:
    """Insert `count` rows; `n` is the number of each, and what is not given has its default."""
    fields = [f for f in model._meta.sorted_fields if not isinstance(f, pw.AutoField)]
    chosen = [given.get(f.column_name, _default(f)) for f in fields]
    names = ", ".join(f'"{f.column_name}"' for f in fields)
    statement = (
        f'INSERT INTO "{model._meta.table_name}" ({names}) SELECT {", ".join(chosen)}'  # noqa: S608
        f" FROM generate_series(1, {count}) AS s(n) ORDER BY s.n"
    )
    database.execute_sql(statement.replace("%", "%%"))


def _default(field: Any) -> str:
    if field.null:
        return "NULL"
    if isinstance(field, Json):
        return "'[]'"
    plain = {pw.BooleanField: "false", pw.IntegerField: "0", pw.DateTimeField: "now()"}
    kinds = (value for kind, value in plain.items() if isinstance(field, kind))
    return next(kinds, "''")


def _handle(letter: str) -> str:
    return f"'{letter}' || lpad(n::text, 11, '0')"


def _helper() -> Columns:
    return {"handle": _handle("h"), "name": "'李帮' || n", "is_active": "true"}


def _elder(today: date) -> Columns:
    return {
        "handle": _handle("e"),
        "name": "chr((19968 + n % 1000)::int) || chr((20968 + n / 1000 % 1000)::int)",
        "sex": "(ARRAY['male', 'female'])[1 + n % 2]",
        "born_on": "date '1940-01-01' + (n % 7000)::int",
        "living": "(ARRAY['alone', 'with_spouse', 'with_grandchildren'])[1 + n % 3]",
        "declared_children": str(CHILDREN),
        "livelihood": "CASE WHEN n % 5 = 0 THEN 'poor' ELSE 'fair' END",
        "self_care": "CASE WHEN n % 40 = 0 THEN 'unable' ELSE 'able' END",
        "verified_on": f"date '{today}' - (n % 120)::int",
        "entered_on": "date '2024-01-05'",
        "owed_since": "date '2024-01-05'",
        "eligibility": "'yes'",
        "tier": "'low'",
        "is_priority": "n % 5 = 0 AND n % 40 = 0",
        "completeness": "80",
        "computed_on": f"date '{today}' - 1",
        "version": "1",
    }


def _assignment() -> Columns:
    return {"elder_id": "n", "started_on": "date '2024-01-05'", "reason": "'first'"}


def _child(elders: int) -> Columns:
    return {
        "elder_id": f"1 + n % {elders}",
        "name": "'子' || n",
        "relation": "'son'",
        "duty": "'support'",
        "is_alive": "true",
        "place_code": "'31'",
        "left_since": "date '2020-02-10'",
        "away_because": "'work'",
    }


def _visit(first: date) -> Columns:
    day = f"date '{first}' + (n % 24)::int"
    return {
        "handle": f"'v{first:%y%m}' || lpad(n::text, 9, '0')",
        "mode": "'in_person'",
        "at": f"({day}) + (n % 540) * interval '1 minute'",
        "made_on": day,
        "source": "'phone'",
        "seconds": "(40 + n % 400)::int",
        "dangers": "'[\"none\"]'",
        "family_duty": "'kept'",
        "living": "'alone'",
        **dict.fromkeys(("eat", "wear", "home", "health"), "'well'"),
    }


def _duty(first: date, today: date) -> Columns:
    is_this = first == today.replace(day=1)
    return {
        "cadence": "'month'",
        "first_on": f"date '{first}'",
        "last_on": f"date '{days.month_end(first)}'",
        "outcome": "CASE WHEN n % 4 = 0 THEN 'open' ELSE 'done' END" if is_this else "'done'",
        "visited_on": f"date '{first}' + (n % 24)::int",
    }


def _tell_size(database: pw.Database) -> None:
    counts = [f"{m.select().count()} {m._meta.table_name}" for m in (Elder, Visit, VisitDuty)]
    [(size,)] = database.execute_sql("SELECT pg_size_pretty(pg_database_size(current_database()))")
    click.echo(f"{', '.join(counts)}; {Area.select().count()} areas; {size}\n")


def _measure(rules: Rules, whole: bool) -> None:
    now, today = clock.now(), clock.today()
    town, district = "370001101", "370001"
    for role, code in (("town_editor", town), ("district_editor", district)):
        click.echo(f"\n{role} of {code}: {_in(code)} elders")
        for what, act in _asked(role, code, today).items():
            _tell(what, act)
    click.echo("")
    few = turning.may_change(today, rules)
    click.echo(f"{Elder.select().where(few).count()} elders whom a night in the month may change")
    _say("that night", _spent(lambda: recomputation.recompute(today, rules, chosen=few)))
    _say("counting every village anew", _spent(lambda: tallies.recount(now, today)))
    if whole:
        _say("a night that asks everybody", _spent(lambda: recomputation.recompute(today, rules)))


def _asked(role: str, code: str, today: date) -> dict[str, Callable[[], object]]:
    user = User(role=role, area_code=code, active=True)
    narrow = listing.Asked(first="priority", visit="due")
    return {
        "work list of the due and overdue": lambda: work_list.page(user, today),
        "their number": lambda: work_list.count(user, today),
        "list, one page": lambda: listing.page(user, listing.Asked(), 1, today),
        "list with filters": lambda: listing.page(user, narrow, 1, today),
        "dashboard": lambda: _dashboard(code, role),
        "the month's duties read row by row": lambda: _read(code, today),
    }


def _in(code: str) -> int:
    return int(Elder.select().where(Elder.area_code.startswith(code)).count())


def _dashboard(code: str, role: str) -> None:
    """Everything that the page asks for."""
    now, today = clock.now(), clock.today()
    dashboard.children(Area.get_by_id(code))
    dashboard.visits(code, today)
    tallies.history(code, today)
    dashboard.counts_of(code, today)
    dashboard.duties(code, role, today)
    dashboard.oversight(code, now, today)


def _read(code: str, today: date) -> int:
    """What it would take without counting in the database: every duty of the month, row by row."""
    month = VisitDuty.first_on == today.replace(day=1)
    query = VisitDuty.select().where(month & VisitDuty.area_code.startswith(code))
    return sum(row.outcome == "open" for row in query)


def _spent(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def _say(label: str, seconds: float) -> None:
    click.echo(f"{label:44} {seconds:9.1f} s")


def _tell(label: str, act: Callable[[], object]) -> None:
    act()
    best = sorted(_spent(act) * 1000 for _time in range(TIMES))
    click.echo(f"{label:44} {best[TIMES // 2]:9.1f} ms")


if __name__ == "__main__":
    main()
