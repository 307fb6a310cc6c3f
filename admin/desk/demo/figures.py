"""One issue of public figures for the demonstration: invented, rounded to fives, nobody behind it.

A real issue comes from the registry through `admin.handing_over` and waits for another person.
"""

from datetime import date
from typing import Any

from flask_babel import gettext as _

from admin.desk.demo.writer import Writer
from models import Area

AGES = ("60–69岁", "70–79岁", "80岁以上")
LEAST, STEP = 40, 15


def write_figures(writer: Writer, today: date) -> None:
    """The issue of the first district, where there is one with towns."""
    district = Area.select().where(Area.level == "district").order_by(Area.code).first()
    towns = (
        list(Area.select().where(Area.parent == district).order_by(Area.code)) if district else []
    )
    if towns:
        writer.write("figure", [_fields(district, towns, today)])


def _fields(district: Area, towns: list[Area], today: date) -> dict[str, Any]:
    quarter = (today.month + 2) // 3
    return {
        "name": _("%(y)s年第%(q)s季度农村留守老人统计", y=today.year, q=quarter),
        "slug": f"{today.year}-q{quarter}",
        "area": district.code,
        "counted_on": today.isoformat(),
        "threshold": 10,
        "is_rounded": True,
        "tables": [_by_age(district, towns)],
    }


def _by_age(district: Area, towns: list[Area]) -> dict[str, Any]:
    lines = [
        [LEAST + STEP * ((place * 7 + age * 5) % 11) for age in range(len(AGES))]
        for place in range(len(towns))
    ]
    lines.append([sum(column) for column in zip(*lines, strict=True)])
    names = [*(town.name for town in towns), district.name]
    return {
        "title": _("按年龄"),
        "columns": [*AGES, _("合计")],
        "rows": [
            {"name": name, "cells": [*line, sum(line)]}
            for name, line in zip(names, lines, strict=True)
        ],
        "unit": _("人"),
        "note": "",
    }
