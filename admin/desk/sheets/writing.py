"""The template to fill in and the export of the same columns: what goes out comes in again.

Every cell is written as text, a number or a date, never as a formula. What is exported is what the
caller's query lets through; this module widens no scope.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from flask_babel import gettext as _
from xlsxwriter import Workbook

from admin import spreadsheets
from admin.accounts import scope
from admin.accounts.users import User
from admin.desk.sheets import cells
from admin.desk.sheets.columns import NUMBER, Column, columns
from admin.desk.sheets.references import References
from admin.sheets.tables import HELP_ROW, Cell
from admin.sheets.values import text as cell_text
from models import KINDS, Area, Category, Service

LISTED_AREAS = 5_000
LAST = 1_048_575
CHUNK = 1_000
WIDTHS = {"text": 24, "references": 32, "phones": 34, "hours": 40, "lines": 32}
CONSTANT = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def template(kind: str, user: User) -> bytes:
    """An empty workbook: headers, a row that explains them, and lists to choose from."""
    stream = io.BytesIO()
    with Workbook(stream, CONSTANT) as book:
        sheet = book.add_worksheet(_(KINDS[kind].label))
        offered = _offered(kind, user)
        _write_lists(book, offered)
        _write_head(book, sheet, columns(kind), with_help=True)
        for place, column in enumerate(columns(kind)):
            if column.field in offered and column.shape in ("choice", "reference"):
                _restrict(sheet, place, list(offered).index(column.field), column, offered)
    return stream.getvalue()


def _restrict(
    sheet: Any, place: int, listed: int, column: Column, offered: dict[str, list[str]]
) -> None:
    """Let a cell be chosen from its list; what is typed instead is checked at the import."""
    letter = chr(ord("A") + listed)
    last = len(offered[column.field]) + 1
    source = f"='{_('可选项')}'!${letter}$2:${letter}${last}"
    sheet.data_validation(
        2, place, LAST, place, {"validate": "list", "source": source, "error_type": "information"}
    )


def _offered(kind: str, user: User) -> dict[str, list[str]]:
    """What each column may be filled with, as far as it can be listed."""
    fields = {column.field: column for column in columns(kind)}
    found = {
        name: [_(label) for _value, label in column.choices]
        for name, column in fields.items()
        if column.choices
    }
    if "category" in fields:
        rows = Category.select(Category.name).order_by(Category.position, Category.id)
        found["category"] = [name for (name,) in rows.tuples()]
    if "audience" in fields:
        found["audience"] = [_(label) for label in Service.AUDIENCES.values()]
    areas = scope.visible(user, Area.select(Area.code, Area.name), Area).order_by(Area.code)
    found["area"] = [f"{code} {name}" for code, name in areas.limit(LISTED_AREAS).tuples()]
    return {name: values for name, values in found.items() if values}


def _write_lists(book: Workbook, offered: dict[str, list[str]]) -> None:
    sheet = book.add_worksheet(_("可选项"))
    bold = book.add_format({"bold": True})
    labels = {"category": _("服务类别"), "audience": _("供给对象"), "area": _("归口镇村")}
    for place, (name, values) in enumerate(offered.items()):
        sheet.set_column(place, place, 24)
        sheet.write_string(0, place, labels.get(name, name), bold)
        for row, value in enumerate(values, 1):
            sheet.write_string(row, place, value)


def _write_head(book: Workbook, sheet: Any, chosen: list[Column], *, with_help: bool) -> None:
    head = book.add_format({"bold": True, "bg_color": "#f8e9e3", "text_wrap": True})
    said = book.add_format({"italic": True, "font_color": "#595550", "text_wrap": True})
    for place, column in enumerate(chosen):
        sheet.set_column(place, place, WIDTHS.get(column.shape, 14))
        sheet.write_string(0, place, _(column.label), head)
        if with_help:
            mark = HELP_ROW if place == 0 else ""
            sheet.write_string(1, place, f"{mark}{_(column.help)}", said)
    sheet.freeze_panes(2 if with_help else 1, 3)


def workbook(kind: str, rows: Iterable[Any], user: User) -> tuple[bytes, int]:
    """The records as a workbook, and how many there were."""
    stream, count = io.BytesIO(), 0
    with Workbook(stream, CONSTANT | {"constant_memory": True, "in_memory": False}) as book:
        sheet = book.add_worksheet(_(KINDS[kind].label))
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        _write_head(book, sheet, columns(kind), with_help=False)
        for count, values in enumerate(_values(kind, rows, user), 1):
            for place, value in enumerate(values):
                if isinstance(value, int | float):
                    sheet.write_number(count, place, value, wrap)
                elif value is not None:
                    sheet.write_string(count, place, value, wrap)
    return stream.getvalue(), count


def text(kind: str, rows: Iterable[Any], user: User) -> tuple[bytes, int]:
    """The records as text with commas that a spreadsheet opens as Chinese, and their number."""
    stream, count = io.StringIO(), 0
    stream.write("\ufeff")
    writer = csv.writer(stream)
    writer.writerow([_(column.label) for column in columns(kind)])
    for count, values in enumerate(_values(kind, rows, user), 1):  # noqa: B007 (counted)
        writer.writerow(map(_harmless, values))
    return stream.getvalue().encode(), count


def _harmless(value: Cell) -> str:
    """A cell that no spreadsheet runs."""
    said = cell_text(value)
    return spreadsheets.cell(said) if isinstance(value, str) else said


def _values(kind: str, rows: Iterable[Any], user: User) -> Iterator[list[Cell]]:
    chosen, refs, waiting = columns(kind), References(user), iter(rows)
    while chunk := list(islice(waiting, CHUNK)):
        fields = [row.fields() for row in chunk]
        for column in chosen:
            if column.target:
                refs.learn(column.target, _keys(fields, column.field))
        for row, values in zip(chunk, fields, strict=True):
            yield [_cell(column, row, values, refs) for column in chosen]


def _keys(rows: list[dict[str, Any]], name: str) -> list[str]:
    found = []
    for row in rows:
        value = row[name]
        found += value if isinstance(value, list) else [value] if value is not None else []
    return [str(key) for key in found]


def _cell(column: Column, row: Any, values: dict[str, Any], refs: References) -> Cell:
    if column.field == NUMBER:
        return int(row.key)
    return cells.write(column, values[column.field], refs)
