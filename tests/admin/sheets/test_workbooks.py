"""Workbooks from strangers: each mess is either understood and said, or refused with a reason."""

import contextlib
import io
import struct
import zipfile
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from admin.sheets import tables, workbooks
from admin.sheets.tables import FileRefused
from tests.admin.desk.sheets.conftest import HEADERS, ROW, SERVICES, packed


def read(content: bytes) -> tables.Table:
    return workbooks.read(SERVICES, content)


def refusal(content: bytes) -> str:
    with pytest.raises(FileRefused) as refused:
        read(content)
    return str(refused.value)


def swap(content: bytes, name: str, change: Any) -> bytes:
    """The same workbook with one part changed."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for each in source.namelist():
            part = source.read(each)
            target.writestr(each, change(part) if each == name else part)
    return stream.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def test_a_plain_workbook_is_read_with_its_row_numbers() -> None:
    table = read(packed(HEADERS, ROW, ROW))
    assert table.headers == HEADERS
    assert [row.number for row in table.rows] == [2, 3]
    assert table.rows[0].cells == ROW


def test_a_title_above_the_headers_is_passed_over() -> None:
    table = read(packed(["南定镇2026年服务清单"], [], HEADERS, ROW))
    assert table.headers == HEADERS
    assert table.rows[0].number == 4


def test_cells_merged_downwards_are_filled_and_said() -> None:
    def merge(sheet: Any) -> None:
        sheet.merge_cells("E2:E3")

    table = read(packed(HEADERS, ROW, [*ROW[:4], None], change=merge))
    assert table.rows[1].cells[4] == "南定镇"
    assert "合并的单元格" in table.notices[0]


def test_a_formula_is_not_believed() -> None:
    table = read(packed(HEADERS, ["=A1&B1", *ROW[1:]]))
    assert "公式" in table.rows[0].faults[0]


def test_a_hidden_sheet_is_not_read_and_that_is_said() -> None:
    book = Workbook()
    hidden = book.active
    assert hidden is not None
    hidden.append(HEADERS)
    hidden.append(["藏着的", *ROW[1:]])
    hidden.sheet_state = "hidden"
    shown = book.create_sheet("清单")
    shown.append(HEADERS)
    shown.append(ROW)
    stream = io.BytesIO()
    book.save(stream)
    table = read(stream.getvalue())
    assert [row.cells[0] for row in table.rows] == ["送餐上门"]
    assert "1 张隐藏的表" in table.notices[0]


def test_the_sheet_with_the_headers_is_taken() -> None:
    book = Workbook()
    first = book.active
    assert first is not None
    first.append(["填表说明"])
    second = book.create_sheet("清单")
    second.append(HEADERS)
    second.append(ROW)
    stream = io.BytesIO()
    book.save(stream)
    table = read(stream.getvalue())
    assert table.headers == HEADERS
    assert "“清单”" in table.notices[0]


def test_dates_and_numbers_come_as_what_they_are() -> None:
    headers = ["服务名称", "核实日期", "联系电话"]
    table = read(packed(headers, ["送餐", date(2026, 9, 30), 5330001234]))
    assert table.rows[0].cells == ["送餐", "2026-09-30", 5330001234]


def test_a_number_that_has_lost_digits_is_a_fault() -> None:
    table = read(packed(HEADERS, ["送餐", "x", "y", 110105194912310028, "z"]))
    assert "丢了后面几位" in table.rows[0].faults[3]


def test_too_many_rows_are_refused_before_they_are_read() -> None:
    assert "最多导入 5000 行" in refusal(packed(HEADERS, *[ROW] * 5_200))


def test_a_cell_at_the_far_end_of_an_empty_sheet_is_refused() -> None:
    def far(sheet: Any) -> None:
        sheet["XFD1048576"] = "x"

    assert "最多导入" in refusal(packed(HEADERS, ROW, change=far))


def test_empty_cells_at_the_far_end_are_no_rows() -> None:
    end = b'<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>'
    content = swap(packed(HEADERS, ROW), SHEET, lambda p: p.replace(b"</sheetData>", end))
    assert len(read(content).rows) == 1


def test_a_packed_bomb_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(workbooks.MAIN, b"0" * (SERVICES.unpacked + 1))
    assert "太大" in refusal(stream.getvalue())


def test_a_bomb_that_lies_about_its_size_is_refused() -> None:
    stream = io.BytesIO()
    size = SERVICES.unpacked + 1
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(workbooks.MAIN, b"0" * size)
    lying = stream.getvalue().replace(struct.pack("<I", size), struct.pack("<I", 100))
    assert zipfile.ZipFile(io.BytesIO(lying)).infolist()[0].file_size == 100
    assert "太大" in refusal(lying)


def test_a_workbook_with_a_document_type_is_refused() -> None:
    def declare(part: bytes) -> bytes:
        return part.replace(b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet', 1)

    assert "不该有的东西" in refusal(swap(packed(HEADERS, ROW), SHEET, declare))


def test_a_password_and_an_old_format_are_told_apart() -> None:
    assert "密码" in refusal(workbooks.OLD_FORMAT + b"\0" * 100 + workbooks.ENCRYPTED)
    assert "旧格式" in refusal(workbooks.OLD_FORMAT + b"\0" * 100)


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"PK", b"PK" + b"\0" * 100])
def test_what_only_begins_like_a_workbook_is_refused(content: bytes) -> None:
    assert "不是表格文件" in refusal(content)


def test_an_archive_of_something_else_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert "不是表格文件" in refusal(stream.getvalue())


def test_only_headers_and_nothing_at_all_are_told_apart() -> None:
    assert "只有表头" in refusal(packed(HEADERS))
    assert "没有内容" in refusal(packed())


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(place=st.integers(0, 5_000), byte=st.integers(0, 255))
def test_a_damaged_file_is_read_or_refused_and_never_worse(place: int, byte: int) -> None:
    content = bytearray(packed(HEADERS, ROW))
    content[place % len(content)] = byte
    with contextlib.suppress(FileRefused):
        read(bytes(content))
