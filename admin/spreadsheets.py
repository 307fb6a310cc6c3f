"""Writes a table for a spreadsheet program, every cell as text.

Nothing that somebody typed may become a formula on the reader's machine.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter
from flask import Response

# A spreadsheet takes a cell that begins so for a formula, and runs it.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
CSV = "text/csv"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def cell(value: Any) -> str:
    """A value as a cell of a CSV file that no program takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def as_csv(heads: Sequence[str], rows: Iterable[Sequence[Any]], name: str) -> Response:
    """The table as CSV in UTF-8 with a mark, which a spreadsheet reads as Chinese."""
    stream = io.StringIO()
    stream.write("\ufeff")
    writer = csv.writer(stream)
    writer.writerow(heads)
    writer.writerows([cell(value) for value in row] for row in rows)
    return attached(stream.getvalue().encode(), CSV, f"{name}.csv")


def as_xlsx(heads: Sequence[str], rows: Iterable[Sequence[Any]], name: str) -> Response:
    """The table as a workbook of one sheet, its first row fixed; memory holds one row at a time."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"constant_memory": True})
    sheet = book.add_worksheet()
    sheet.freeze_panes(1, 0)
    bold = book.add_format({"bold": True})
    for column, head in enumerate(heads):
        sheet.write_string(0, column, head, bold)
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            sheet.write_string(number, column, "" if value is None else str(value))
    book.close()
    return attached(stream.getvalue(), WORKBOOK, f"{name}.xlsx")


def attached(content: bytes, kind: str, name: str) -> Response:
    """A file that the browser keeps under that name."""
    return Response(
        content, mimetype=kind, headers={"Content-Disposition": f"attachment; filename={name}"}
    )
