"""What deserves a look among the records in somebody's scope: doubles, faults, missing columns.

Reads as much as an eye can use and says when there was more; writes nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import peewee as pw

from admin.accounts import scope
from admin.accounts.users import User
from admin.desk import completeness, duplicates, findings
from admin.desk.due import VERIFIED_KINDS
from admin.desk.duplicates import Double, Entry
from models import KINDS, Published

# Of each kind; a town has some hundreds. Above it the page asks for a town.
MOST_READ = 4_000
MOST_SHOWN = 100
# Whose records a clerk would know of: the district's.
DISTRICT = 6


@dataclass
class Faulty:
    """A record and what looks wrong with it."""

    row: Published
    messages: list[str]


@dataclass
class Inspected:
    """What was found; `cut` says that there was more than was read."""

    doubles: list[Double] = field(default_factory=list)
    faulty: list[Faulty] = field(default_factory=list)
    lacking: list[Faulty] = field(default_factory=list)
    lacking_count: int = 0
    cut: bool = False


def inspect(user: User, town: str) -> Inspected:
    """Look at every record in scope, or at those of one town."""
    found = Inspected()
    entries: list[Entry] = []
    for kind in VERIFIED_KINDS:
        rows = list(_rows(user, kind, town).limit(MOST_READ + 1))
        found.cut |= len(rows) > MOST_READ
        entries += map(_entry, rows[:MOST_READ])
        found.faulty += [each for row in rows[:MOST_READ] for each in _faulty(row)]
    found.doubles = duplicates.find(entries)[:MOST_SHOWN]
    found.faulty = found.faulty[:MOST_SHOWN]
    lacking = _rows(user, "service", town).where(completeness.lacking())
    found.lacking_count = lacking.count()
    found.lacking = [
        Faulty(row, [completeness.COLUMNS[n] for n in completeness.missing(row.fields())])
        for row in lacking.limit(MOST_SHOWN)
    ]
    return found


def _rows(user: User, kind: str, town: str) -> Any:
    model = KINDS[kind]
    query = scope.visible(user, model.select(), model)
    return query.where(model.area.startswith(town)) if town else query


def _faulty(row: Published) -> Iterator[Faulty]:
    messages = findings.find(row.kind, row.__data__)
    if messages:
        yield Faulty(row, messages)


def _entry(row: Any) -> Entry:
    address = str(getattr(row, "address", "") or "")
    return duplicates.entry(row.kind, row.key, row.name, row.area_id, row.phones or [], address)


def beside(user: User, row: Any) -> list[Double]:
    """The hints that touch one record, for its form; only what the user may see is named."""
    if row.kind not in VERIFIED_KINDS:
        return []
    mine = _entry(row)
    entries = {mine} | {_entry(each) for each in _near(user, row, mine)}
    touching = [double for double in duplicates.find(entries) if mine in double.entries]
    return touching[:MOST_SHOWN]


def _near(user: User, row: Any, mine: Entry) -> Iterator[Any]:
    """Those of its kind in its place, and the offices of its district with its telephone."""
    model = type(row)
    place = scope.visible(user, model.select(), model).where(model.area == row.area_id)
    yield from place.limit(duplicates.MOST_IN_A_PLACE)
    district = row.area_id[:DISTRICT]
    for kind in duplicates.OFFICES if row.kind in duplicates.OFFICES else ():
        office = KINDS[kind]
        same = _same_number(office, row)
        if kind == "provider" and mine.address and row.kind == "provider":
            same = same | (office.address == row.address)
        query = scope.visible(user, office.select(), office)
        yield from query.where(office.area.startswith(district) & same).limit(MOST_SHOWN)


def _same_number(office: Any, row: Any) -> Any:
    """Offices in whose telephones one of the record's numbers stands as it is written."""
    found = pw.Value(False)
    for phone in row.phones or []:
        if phone.get("number"):
            found = found | office.phones.cast("text").contains(f'"{phone["number"]}"')
    return found


def lacking_services(user: User) -> int:
    """How many services in scope lack a statutory column."""
    return int(_rows(user, "service", "").where(completeness.lacking()).count())


def services(user: User) -> int:
    """How many services there are in scope."""
    return int(_rows(user, "service", "").count())
