"""Which tables may be published at all, and how: the closed list, from rows to a protected issue.

At most a place and one of age, sex and living arrangement; health, money and risk for the district
alone. Whatever is not on this list cannot be asked for. It counts who is left behind and in the
register, and reads no name.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from admin.registry import words
from admin.registry.care.matching import age_on
from admin.registry.figures import differencing, intervals, suppression
from admin.registry.figures.suppression import Protected
from admin.registry.figures.tables import TOTAL, Table
from models import N_

AGES = {"60": N_("60–69岁"), "70": N_("70–79岁"), "80": N_("80岁以上")}
UNKNOWN = "unknown"
# Whom a register counts with "unknown" must not be found by subtraction: it is a class like others.
UNKNOWN_WORD = N_("没登记")
YES_NO = {"yes": N_("是"), "no": N_("不是或没登记")}


@dataclass(frozen=True)
class PersonRow:
    """What is counted of one person: the town and the classes, nothing that names."""

    town: str
    born_on: date | None
    sex: str
    living: str
    is_poor: bool
    is_unable: bool
    lost_only_child: bool
    is_priority: bool


@dataclass(frozen=True)
class Cut:
    """A table that may be published; `by_town` says whether places stand in it."""

    name: str
    title: str
    classes: dict[str, str]
    by_town: bool


CUTS: tuple[Cut, ...] = (
    Cut("age", N_("按年龄"), AGES, True),
    Cut("sex", N_("按性别"), words.SEXES, True),
    Cut("living", N_("按居住方式"), words.LIVING, True),
    Cut("poor", N_("生活困难的"), YES_NO, False),
    Cut("unable", N_("不能自理的"), YES_NO, False),
    Cut("lost_only_child", N_("失独的"), YES_NO, False),
    Cut("priority", N_("重点关爱的"), YES_NO, False),
)


def class_of(cut: str, person: PersonRow, today: date) -> str:
    """The class of a person in a table."""
    if cut == "age":
        age = age_on(person.born_on, today)
        return UNKNOWN if age is None else str(min(max(age // 10, 6), 8) * 10)
    if cut in {"sex", "living"}:
        found = str(getattr(person, cut))
        return found or UNKNOWN
    flag = {
        "poor": person.is_poor,
        "unable": person.is_unable,
        "lost_only_child": person.lost_only_child,
        "priority": person.is_priority,
    }[cut]
    return "yes" if flag else "no"


def table(cut: Cut, people: Iterable[PersonRow], towns: list[str], today: date) -> Table:
    """The true counts."""
    counted = Counter(
        (person.town if cut.by_town else TOTAL_ROW, class_of(cut.name, person, today))
        for person in people
    )
    columns = list(cut.classes)
    if any(column == UNKNOWN for _row, column in counted):
        columns.append(UNKNOWN)
    rows = towns if cut.by_town else [TOTAL_ROW]
    lines = tuple(tuple(counted[row, column] for column in columns) for row in rows)
    return Table(tuple(rows), tuple(columns), lines)


TOTAL_ROW, REST = "district", "rest"


@dataclass(frozen=True)
class Drawn:
    """One table of an issue: the cut, what is shown and hidden, and which towns stand together."""

    cut: Cut
    made: Protected
    together: tuple[str, ...]

    def narrowest(self) -> int | None:
        """How wide the narrowest interval of a hidden number is; None where nothing is hidden."""
        found = intervals.spans(self.made.table, self.made.hidden)
        return min((span.width for span in found.values()), default=None)


def draw(people: list[PersonRow], towns: list[str], today: date, k: int) -> list[Drawn]:
    """Every table of an issue, protected; the same towns stand together in all of them."""
    drawn = []
    for cut in CUTS:
        counted = table(cut, people, towns, today)
        together: tuple[str, ...] = ()
        if cut.by_town:
            counted, together = suppression.regroup(counted, k, REST)
        made = suppression.protect(counted, k)
        if not made.is_withheld:
            drawn.append(Drawn(cut, made, together))
    return drawn


def shown(drawn: list[Drawn], *, is_rounded: bool) -> dict[tuple[str, str, str], int | None]:
    """Every number of an issue by table, row and column."""
    return {
        (each.cut.name, *cell): differencing.rounded(value) if is_rounded else value
        for each in drawn
        for cell in each.made.table.cells()
        for value in [each.made.shown(cell)]
    }


def publishable(
    drawn: list[Drawn], names: dict[str, str], district: str, *, is_rounded: bool
) -> list[dict[str, object]]:
    """The tables in the shape of `models.Figure.tables`."""
    numbers = shown(drawn, is_rounded=is_rounded)
    return [_one(each, names, district, numbers) for each in drawn]


def _one(
    each: Drawn,
    names: dict[str, str],
    district: str,
    numbers: dict[tuple[str, str, str], int | None],
) -> dict[str, object]:
    counted, cut = each.made.table, each.cut
    heads = {**cut.classes, UNKNOWN: UNKNOWN_WORD}
    columns = [*counted.columns, TOTAL]
    named = {**names, REST: _("其他镇办"), TOTAL_ROW: district}
    is_whole = len(counted.rows) == 1
    rows = counted.rows if is_whole else (*counted.rows, TOTAL)
    lines = []
    for row in rows:
        places = [(row, c) for c in counted.columns] + [(TOTAL if is_whole else row, TOTAL)]
        name = district if is_whole or row == TOTAL else named[row]
        lines.append({"name": name, "cells": [numbers[cut.name, *place] for place in places]})
    return {
        "title": _(cut.title),
        "columns": [_("合计") if c == TOTAL else _(heads[c]) for c in columns],
        "rows": lines,
        "unit": _("人"),
        "note": _note(each, names),
    }


def _note(each: Drawn, names: dict[str, str]) -> str:
    if not each.together or len(each.made.table.rows) == 1:
        return ""
    together = "、".join(names[code] for code in each.together)
    return _("“其他镇办”是人数少的几个合在一起：%(names)s。", names=together)
