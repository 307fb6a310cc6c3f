"""What supervision costs: `python -m benchmarks.supervision [ELDERS]` prints a table, no judgement.

A district of 13 towns and 305 villages with 100,000 elders, a year of monthly visits and duties,
on the embedded, encrypted database in a temporary folder.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import click
import peewee as pw

from admin.config import Config
from admin.databases import initialise
from admin.registry.figures import issuing, suppression
from admin.registry.figures.watching import lexicon
from admin.registry.supervision import dashboard, tallies
from models import Area

DISTRICT, TOWNS, VILLAGES = "370303", 13, 305
TODAY, NOW = date(2026, 11, 24), datetime(2026, 11, 24, 4)  # noqa: DTZ001
CHUNK = 20_000
FAMILY, GIVEN = "王李张刘陈杨赵黄周吴", "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰凤"


def villages() -> list[str]:
    """The codes of all villages, spread over the towns."""
    return [f"{DISTRICT}{101 + i % TOWNS}{201 + i // TOWNS}" for i in range(VILLAGES)]


def plant(database: pw.Database, elders: int) -> None:
    """The district, its elders, and a year of visits and duties."""
    Area.create(code=DISTRICT, name="张店区", level="district", parent=None)
    for code in sorted({code[:9] for code in villages()}):
        Area.create(code=code, name=code, level="town", parent=DISTRICT)
    for code in villages():
        Area.create(code=code, name=code, level="village", parent=code[:9])
    _insert(database, "elder", _elders(elders))
    for month in range(12):
        first = date(2025 + (11 + month) // 12, (11 + month) % 12 + 1, 1)
        _insert(database, "visit", _visits(elders, first))
        _insert(database, "visit_duty", _duties(elders, first))


def _insert(database: pw.Database, table: str, rows: Iterator[dict[str, Any]]) -> None:
    chunk: list[dict[str, Any]] = []
    with database.atomic():
        for row in rows:
            chunk.append(row)
            if len(chunk) == CHUNK:
                _many(database, table, chunk)
        _many(database, table, chunk)


def _many(database: pw.Database, table: str, rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    names = ", ".join(rows[0])
    marks = ", ".join("?" for _name in rows[0])
    statement = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608 (own names)
    database.cursor().executemany(statement, [tuple(row.values()) for row in rows])
    rows.clear()


def _name(i: int) -> str:
    size = len(GIVEN)
    return FAMILY[i % 10] + GIVEN[i // 10 % size] + GIVEN[i // 10 // size % size]


def _elders(count: int) -> Iterator[dict[str, Any]]:
    codes, lists = villages(), ("incomes", "aids", "illnesses", "carers", "difficulties", "needs")
    texts = ("household_code", "address", "pinyin", "id_number", "id_fingerprint", "phone", "note")
    words = ("marital", "left_because", "deciding_clause")
    for i in range(1, count + 1):
        yield {
            "id": i,
            "handle": f"h{i:011d}",
            "area_code": codes[i % VILLAGES],
            "group_name": "",
            "name": _name(i),
            "sex": ("male", "female")[i % 2],
            "born_on": date(1940 + i % 25, i % 12 + 1, 1),
            "living": ("alone", "with_spouse", "with_grandchildren")[i % 3],
            "livelihood": ("fair", "poor")[i % 5 == 0],
            "self_care": ("able", "unable")[i % 40 == 0],
            "entered_on": date(2025, 1, 1),
            "verified_on": TODAY - timedelta(days=i % 120),
            "eligibility": "yes",
            "is_overridden": False,
            "is_priority": i % 20 == 0,
            "has_alarm": i % 100 == 0,
            "tier": "low",
            "completeness": 100 - i % 2,
            "version": 1,
            "created_at": NOW,
            "updated_at": NOW,
            **dict.fromkeys(lists, "[]"),
            **dict.fromkeys(texts, ""),
            **dict.fromkeys(words, ""),
        }


def _visits(count: int, first: date) -> Iterator[dict[str, Any]]:
    codes = villages()
    texts = ("trouble", "agreed", "said", "spirits", "living", "family_duty")
    for i in range(1, count + 1):
        day = first + timedelta(days=i % 28)
        at = datetime(day.year, day.month, day.day, i % 9, i % 60)  # noqa: DTZ001 (UTC)
        checks = dict.fromkeys(("eat", "wear", "home", "health"), "well")
        yield {
            "handle": f"v{first:%y%m}{i:09d}",
            "elder_id": i,
            "area_code": codes[i % VILLAGES],
            "mode": "in_person",
            "at": at,
            "made_on": day,
            "received_at": at,
            "source": "phone",
            "dangers": '["none"]',
            "signs": "[]",
            "flags": "[]",
            **checks,
            **dict.fromkeys(texts, ""),
        }


def _duties(count: int, first: date) -> Iterator[dict[str, Any]]:
    codes = villages()
    last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    for i in range(1, count + 1):
        is_open = first.month == TODAY.month and i % 4 == 0
        yield {
            "elder_id": i,
            "area_code": codes[i % VILLAGES],
            "cadence": "month",
            "first_on": first,
            "last_on": last,
            "outcome": "open" if is_open else "done",
            "excuse": "",
        }


def measure(label: str, act: Callable[[], object], times: int = 5) -> None:
    """The best of a few runs, in milliseconds: by the clock, and of this process alone."""
    taken = []
    for _run in range(times):
        start, used = time.perf_counter(), time.process_time()
        act()
        taken.append((time.perf_counter() - start, time.process_time() - used))
    clock, processor = (min(values) * 1000 for values in zip(*taken, strict=True))
    click.echo(f"{label:<52}{clock:>9.0f} ms{processor:>9.0f} ms processor")


def page(code: str) -> None:
    """Everything that a dashboard asks for."""
    area = Area.get_by_id(code)
    dashboard.children(area)
    dashboard.visits(code, TODAY)
    tallies.history(code, TODAY)
    dashboard.counts_of(code, TODAY)
    dashboard.duties(code, "district_editor", TODAY)
    dashboard.oversight(code, NOW, TODAY)


def main() -> None:
    """Print the table."""
    elders = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        databases = initialise(Config(instance=Path(folder) / "instance"))
        with databases.working() as database:
            plant(database, elders)
            click.echo(f"{elders} elders, {elders * 12} visits, {elders * 12} duties")
            measure("counting everything anew (nightly)", lambda: tallies.recount(NOW, TODAY), 1)
            measure("dashboard of the district", lambda: page(DISTRICT))
            measure("dashboard of a town", lambda: page(f"{DISTRICT}101"))
            measure("dashboard of a village", lambda: page(f"{DISTRICT}101201"))
            district = Area.get_by_id(DISTRICT)
            k = suppression.DEFAULT
            measure(
                "public figures: count, suppress, attack, compare",
                lambda: issuing.draft(district, TODAY, k=k, is_rounded=False),
                1,
            )
            measure("leak gate: reading the registry's names", lexicon, 3)
            made, text = lexicon(), "村里每天中午把热饭送到家，请打办公室电话。" * 500
            measure(f"leak gate: a text of {len(text)} characters", lambda: made.finds(text))


if __name__ == "__main__":
    main()
