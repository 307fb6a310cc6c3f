"""The four faults by place, what inspections found, and the public figures as a stranger sees."""

from datetime import date, timedelta

from admin.registry.supervision import tallies
from admin.registry.supervision.rows import Finding, Inspection
from models import KINDS
from tests.admin.conftest import DeskInTest
from tests.admin.registry import factories
from tests.admin.registry.factories import NOW, TODAY
from tests.admin.registry.reports.test_priority_tables import MADE, rows
from tests.factories import DISTRICT, TOWN


def test_the_place_and_each_place_below_it_are_measured(town_desk: DeskInTest) -> None:
    with town_desk.office.databases.working():
        factories.elder(verified_on=None)
        tallies.recount(NOW, TODAY)
    found = rows(town_desk, "faults")
    assert {row[0] for row in found} == {"南定镇", "测试村村委会"}
    assert ["南定镇", "底数不清", "90 天没核实的老人", "100%", "10%", "超标"] in found


def test_before_anything_was_counted_the_table_is_empty(town_desk: DeskInTest) -> None:
    assert rows(town_desk, "faults") == []


def test_what_was_found_stands_there_with_how_it_ended(town_desk: DeskInTest) -> None:
    with town_desk.office.databases.working():
        asked = {"way": "random", "size": 1, "on": TODAY, **MADE}
        first = Inspection.create(name="秋查", **asked)
        Inspection.create(name="春查", **asked | {"closed_on": TODAY, "on": date(2026, 4, 1)})
        due = {"fault": "mere_form", "what": "照抄", "due_on": TODAY - timedelta(days=1)}
        Finding.create(inspection=first, **due, **MADE)
        Finding.create(inspection=first, **due, remedied_on=TODAY, remedy="补访", **MADE)
    found = [(row[0], row[4], row[8]) for row in rows(town_desk, "inspections")]
    assert found == [
        ("秋查", "关爱服务流于形式", "到期没改"),
        ("秋查", "关爱服务流于形式", "等销号"),
        ("春查", "没有发现问题", ""),
    ]


def test_a_hidden_figure_is_in_no_row(town_desk: DeskInTest) -> None:
    table = {
        "title": "各镇人数", "columns": ["人数"], "unit": "人", "note": "",
        "rows": [{"name": "南定镇", "cells": [None]}, {"name": "合计", "cells": [120]}],
    }  # fmt: skip
    with town_desk.office.databases.working():
        KINDS["figure"].create(
            name="2026年第3季度", slug="2026-q3", area=DISTRICT, counted_on=date(2026, 9, 30),
            threshold=10, tables=[table],
        )  # fmt: skip
    assert TOWN.startswith(DISTRICT)
    assert [row[2:] for row in rows(town_desk, "figures")] == [
        ["南定镇", "人数", "…"],
        ["合计", "人数", "120人"],
    ]
