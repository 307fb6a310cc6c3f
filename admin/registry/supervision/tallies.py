"""The counts of each place and month, kept so that a dashboard reads a few rows.

A place's row is the sum of its villages', up to the district and beyond. It is made by night or by
a button, says when it was made, and this month's is made anew each time; past months stay.
"""

from collections import defaultdict
from dataclasses import asdict, replace
from datetime import date, datetime, timedelta
from typing import Any

from admin.accounts import audit, scope
from admin.registry.platform.records import PlatformCount
from admin.registry.supervision import counting
from admin.registry.supervision.faults import Counts
from admin.registry.supervision.rows import Tally
from models import current_database

CHUNK = 200


def recount(now: datetime, today: date, *, actor_id: int | None = None) -> int:
    """Count everything anew for the month of `today`; answers how many places were counted."""
    month = today.replace(day=1)
    last = (month - timedelta(days=1)).replace(day=1)
    before = {code: counts.elders for code, counts in read(last).items()}
    counted = counting.count(now, today, before)
    summed: dict[str, Counts] = defaultdict(lambda: Counts(villages=0))
    for code, counts in counted.items():
        for place in [*scope.ancestors(code), code]:
            summed[place] += counts
    _add_platform(summed)
    rows = [
        {"area_code": code, "month": month, "counted_at": now, "counts": asdict(counts)}
        for code, counts in summed.items()
    ]
    with current_database.atomic():
        Tally.delete().where(Tally.month == month).execute()
        for start in range(0, len(rows), CHUNK):
            Tally.insert_many(rows[start : start + CHUNK]).execute()
        audit.note("tallied", now=now, actor_id=actor_id, area_code="", count=len(rows))
    return len(rows)


def _add_platform(summed: dict[str, Counts]) -> None:
    """How many the platform has: of a place what it told last, else the sum of all places below."""
    told = PlatformCount.select(PlatformCount.area_code, PlatformCount.count)
    known: dict[str, int] = dict(told.tuples())
    below: dict[str, list[int | None]] = defaultdict(list)
    for code in sorted(summed, key=len, reverse=True):
        parts = [part for part in below[code] if part is not None]
        if code not in known and parts and len(parts) == len(below[code]):
            known[code] = sum(parts)
        summed[code] = replace(summed[code], platform=known.get(code))
        if summed[code].elders:
            below["".join(scope.ancestors(code)[-1:])].append(known.get(code))


def read(month: date, codes: list[str] | None = None) -> dict[str, Counts]:
    """The counts of a month by place; of these places, or of all."""
    query = Tally.select(Tally.area_code, Tally.counts).where(Tally.month == month)
    if codes is not None:
        query = query.where(Tally.area_code.in_(codes))
    return {code: Counts(**counts) for code, counts in query.tuples()}


def history(code: str, today: date, months: int = 12) -> list[tuple[date, Counts]]:
    """The counts of one place, month by month, the earliest first."""
    first = _months_before(today.replace(day=1), months - 1)
    chosen = (Tally.area_code == code) & (Tally.month >= first)
    query = Tally.select(Tally.month, Tally.counts).where(chosen).order_by(Tally.month)
    return [(month, Counts(**counts)) for month, counts in query.tuples()]


def _months_before(month: date, number: int) -> date:
    months = month.year * 12 + month.month - 1 - number
    return date(months // 12, months % 12 + 1, 1)


def counted_at(month: date) -> datetime | None:
    """When this month was counted last (UTC)."""
    row: Any = Tally.select(Tally.counted_at).where(Tally.month == month).first()
    return row.counted_at if row else None
