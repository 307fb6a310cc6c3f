"""A table for a spreadsheet program: every cell is text and none is a formula."""

import csv
import io
from typing import Any

import pytest
from openpyxl import load_workbook

from admin import spreadsheets

ROWS = [("送餐", 3, None), ("=1+1", "+86", "-1"), ("@x", "\tx", "\rx"), ("a\nb", '"', "，")]
HEADS = ("名称", "数量", "说明")


def csv_rows() -> list[list[str]]:
    answer = spreadsheets.as_csv(HEADS, ROWS, "services")
    text = answer.get_data().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def sheet() -> Any:
    answer = spreadsheets.as_xlsx(HEADS, ROWS, "services")
    return load_workbook(io.BytesIO(answer.get_data())).active


def test_csv_is_read_as_chinese_by_a_spreadsheet() -> None:
    answer = spreadsheets.as_csv(HEADS, ROWS, "services")
    assert answer.get_data().startswith(b"\xef\xbb\xbf")
    assert csv_rows()[:2] == [["名称", "数量", "说明"], ["送餐", "3", ""]]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_a_csv_begins_a_formula(start: str) -> None:
    assert spreadsheets.cell(f"{start}x") == f"'{start}x"
    assert all(not value.startswith(start) for row in csv_rows() for value in row)


def test_every_cell_of_a_workbook_is_text() -> None:
    for row in sheet().iter_rows(min_row=2):
        assert {cell.data_type for cell in row} <= {"s", "n"}
        assert all(cell.value is None or isinstance(cell.value, str) for cell in row)
    assert sheet()["A3"].value == "=1+1"
    assert sheet()["A3"].data_type == "s"


def test_line_ends_and_quotes_survive() -> None:
    assert csv_rows()[4] == ["a\nb", '"', "，"]


def test_the_first_row_stays_in_sight() -> None:
    assert sheet().freeze_panes == "A2"


def test_the_file_is_named_and_is_no_page() -> None:
    for made, name in (
        (spreadsheets.as_csv(HEADS, ROWS, "trail"), "trail.csv"),
        (spreadsheets.as_xlsx(HEADS, ROWS, "trail"), "trail.xlsx"),
    ):
        assert made.headers["Content-Disposition"] == f"attachment; filename={name}"
        assert made.mimetype != "text/html"
