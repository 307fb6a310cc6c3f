"""The template and the export: what goes out comes in again, and no cell is run."""

import io
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import load_workbook

from admin.accounts.users import User
from admin.databases import Databases
from admin.desk import demo
from admin.desk.sheets import columns, importing, writing
from admin.desk.sheets.plans import Planner
from models import KINDS, Service
from tests.admin.desk.conftest import Save, service

FORMS = {"xlsx": writing.workbook, "csv": writing.text}


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_the_demonstration_comes_back_as_it_went_out(
    databases: Databases, now: datetime, today: date, form: str
) -> None:
    demo.load(databases, services=60, seed=1, divisions=None, now=now, today=today)
    editor = User(id=1, role="district_editor", area_code="370303", active=True)
    with databases.working():
        for kind in columns.IMPORTED:
            rows = list(KINDS[kind].select())
            content, count = FORMS[form](kind, rows, editor)
            assert count == len(rows)
            table = importing.read(kind, content)
            chosen = columns.match(kind, table.headers, {})
            plan = Planner(kind, table, chosen, editor, lambda _a: True, today).plan()
            assert [(p.name, p.changed, p.faults) for p in plan if p.fate != "same"] == []
            assert len(plan) == count


@pytest.mark.parametrize("start", list("=+-@"))
def test_no_cell_is_a_formula(clerk: User, save: Save, start: str) -> None:
    save("service", service(name=f"{start}1+1"))
    packed, _count = writing.workbook("service", Service.select(), clerk)
    sheet: Any = load_workbook(io.BytesIO(packed)).active
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    assert f"{start}1+1" in [cell.value for cell in cells]
    text, _count = writing.text("service", Service.select(), clerk)
    assert f"'{start}1+1" in text.decode("utf-8-sig")


@pytest.mark.parametrize("kind", columns.IMPORTED)
def test_the_template_has_the_headers_an_explanation_and_lists(clerk: User, kind: str) -> None:
    book = load_workbook(io.BytesIO(writing.template(kind, clerk)))
    sheet: Any = book.worksheets[0]
    labels = [column.label for column in columns.columns(kind)]
    assert [cell.value for cell in sheet[1]] == labels
    assert sheet["A2"].value.startswith("（说明）")
    lists = [str(cell.value) for row in book["可选项"].iter_rows() for cell in row]
    assert "370303101 南定镇" in lists


def test_a_filled_template_is_understood(clerk: User, save: Save, today: date) -> None:
    book = load_workbook(io.BytesIO(writing.template("team", clerk)))
    sheet: Any = book.worksheets[0]
    labels = [cell.value for cell in sheet[1]]
    for label, value in (("名称", "助老队"), ("人数", 12), ("电话", "0533-0001234")):
        sheet.cell(row=3, column=labels.index(label) + 1, value=value)
    stream = io.BytesIO()
    book.save(stream)
    table = importing.read("team", stream.getvalue())
    chosen = columns.match("team", table.headers, {})
    (planned,) = Planner("team", table, chosen, clerk, lambda _a: True, today).plan()
    assert (planned.fate, planned.fields["members"]) == ("new", 12)
