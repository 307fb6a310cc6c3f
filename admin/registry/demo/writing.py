"""Writes invented people, many rows with one statement each; half a million rows in a minute."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from functools import cache
from typing import Any

import peewee as pw
from pypinyin import lazy_pinyin

from admin import sealed
from admin.registry.demo.invention import PER_HELPER, Invention
from admin.registry.people.elders import Elder, Kept
from admin.registry.people.families import Guardian, Relative
from admin.registry.people.helping import Helper, HelperAssignment
from admin.registry.people.recomputation import many
from admin.registry.rules import visit_state
from admin.registry.rules.visit_state import Owed
from admin.registry.visits.records import Visit, VisitDuty

PORTION = 1000
Row = dict[str, Any]


def write(database: pw.Database, invention: Invention, months: int) -> int:
    """Write everybody, some at a time; answers the number of visits."""
    total = 0
    for portion in _portions(invention):
        with database.atomic():
            total += _write(invention, portion, months)
    return total


def _portions(invention: Invention) -> Iterator[list[Row]]:
    portion: list[Row] = []
    serials: dict[str, int] = {}
    for number, village in invention.homes():
        serials[village] = serials.get(village, 0) + 1
        portion.append(invention.elder(number, village, serials[village]))
        if len(portion) == PORTION:
            yield portion
            portion = []
    if portion:
        yield portion


def _write(invention: Invention, elders: list[Row], months: int) -> int:
    helpers = _helpers(invention, elders)
    _put(Elder, (_elder(invention, row, helpers) for row in elders))
    ids = dict(_ids(Elder, [row["handle"] for row in elders]))
    relatives: list[Row] = []
    guardians: list[Row] = []
    for row in elders:
        family = invention.family(row)
        mine = [child | {"elder": ids[row["handle"]]} for child in family]
        relatives += mine
        guardians += [_guardian(child) for child in mine[:1] if invention.likely(0.9)]
    _put(Relative, relatives)
    _put(Guardian, guardians)
    _count_children(elders, relatives, ids)
    _put(HelperAssignment, _assignments(elders, helpers, ids))
    return _visits(invention, elders, helpers, ids, months)


def _elder(invention: Invention, row: Row, helpers: dict[str, int]) -> Row:
    moment = {"created_at": invention.now, "updated_at": invention.now}
    columns = {name: value for name, value in row.items() if name != "number"}
    return (
        columns
        | moment
        | {
            "pinyin": " ".join(_syllable(letter) for letter in row["name"]),
            "id_fingerprint": sealed.fingerprint(row["id_number"]),
            "helper_id": helpers.get(row["handle"]),
            "owed_since": row["entered_on"],
        }
    )


@cache
def _syllable(letter: str) -> str:
    """The pinyin of one letter: a few dozen of them make all the names."""
    return str(lazy_pinyin(letter)[0])


def _helpers(invention: Invention, elders: list[Row]) -> dict[str, int]:
    """A helper for each handful of a village; one elder in fifty has none."""
    groups: dict[tuple[str, int], list[str]] = {}
    for row in elders:
        if not invention.likely(0.02):
            group = row["area_code"], row["number"] // PER_HELPER
            groups.setdefault(group, []).append(row["handle"])
    made = [(_helper(invention, village), handles) for (village, _g), handles in groups.items()]
    _put(Helper, (row for row, _handles in made))
    ids = dict(_ids(Helper, [row["handle"] for row, _handles in made]))
    return {handle: ids[row["handle"]] for row, handles in made for handle in handles}


def _helper(invention: Invention, village: str) -> Row:
    return {
        "handle": invention.handle(),
        "area_code": village,
        "name": invention.name(invention.dice.choice(("male", "female"))),
        "phone": invention.phone(),
        "kind": invention.dice.choice(("village_cadre", "grid_worker", "volunteer", "doctor")),
        "employment": invention.dice.choice(("part_time", "full_time")),
        "created_at": invention.now,
    }


def _guardian(child: Row) -> Row:
    names = ("elder", "name", "relation", "phone")
    return {"kind": "family"} | {name: child[name] for name in names}


def _count_children(elders: list[Row], relatives: list[Row], ids: dict[str, int]) -> None:
    counts: dict[int, int] = {}
    for row in relatives:
        counts[row["elder"]] = counts.get(row["elder"], 0) + 1
    rows = [(counts[ids[row["handle"]]], ids[row["handle"]]) for row in elders]
    many("UPDATE elder SET declared_children = ? WHERE id = ?", rows)


def _assignments(elders: list[Row], helpers: dict[str, int], ids: dict[str, int]) -> Iterable[Row]:
    for row in elders:
        if row["handle"] in helpers:
            yield {
                "elder": ids[row["handle"]],
                "helper": helpers[row["handle"]],
                "started_on": row["entered_on"],
                "reason": "first",
            }


def _visits(
    invention: Invention,
    elders: list[Row],
    helpers: dict[str, int],
    ids: dict[str, int],
    months: int,
) -> int:
    visits: list[Row] = []
    duties: list[Row] = []
    for row in elders:
        who = {
            "elder": ids[row["handle"]],
            "helper": helpers.get(row["handle"]),
            "area_code": row["area_code"],
        }
        for month, made in invention.visits(row, months):
            visits += [WELL | visit | who for visit in made]
            if month < invention.today.replace(day=1):
                duties.append(_duty(row, who, month, made))
    _put(Visit, visits)
    _put(VisitDuty, duties)
    return len(visits)


WELL = {"eat": "well", "wear": "well", "home": "well"}


def _duty(row: Row, who: Row, month: Any, made: list[Row]) -> Row:
    period = visit_state.period_of(month, "month")
    days = tuple(one["made_on"] for one in made if one["mode"] == "in_person")
    outcome = visit_state.outcome(Owed(period, row["entered_on"] - timedelta(days=1), None, days))
    return {
        "elder": who["elder"],
        "area_code": row["area_code"],
        "helper_id": who["helper"],
        "cadence": "month",
        "first_on": period.first,
        "last_on": period.last,
        "outcome": outcome.name,
        "visited_on": outcome.visited_on,
    }


def _ids(model: type[Kept], handles: list[str]) -> Iterable[tuple[str, int]]:
    found = model.select(model.handle, model.id).where(model.handle.in_(handles))
    return list(found.tuples())


def _put(model: type[Kept], rows: Iterable[Row]) -> None:
    """Insert rows with the model's own defaults and fields, as a save would store them."""
    fields = [f for f in model._meta.sorted_fields if not isinstance(f, pw.AutoField)]
    names = ", ".join(f.column_name for f in fields)
    marks = ", ".join("?" for _field in fields)
    table = model._meta.table_name
    values = [tuple(_stored(field, row) for field in fields) for row in rows]
    many(f"INSERT INTO {table} ({names}) VALUES ({marks})", values)  # noqa: S608 (names of our own)


def _stored(field: pw.Field, row: Row) -> Any:
    if field.name in row:
        return field.db_value(row[field.name])
    default = field.default() if callable(field.default) else field.default
    return field.db_value(default)
