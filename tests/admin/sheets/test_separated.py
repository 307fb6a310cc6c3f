"""Text with commas in the character sets and with the line ends that offices use."""

import pytest

from admin.sheets import separated
from admin.sheets.tables import FileRefused
from tests.admin.desk.sheets.conftest import HEADERS, ROW, SERVICES


def text(between: str = ",", ends: str = "\r\n") -> str:
    return ends.join(between.join(row) for row in (HEADERS, ROW)) + ends


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_every_usual_encoding_is_read(encoding: str) -> None:
    table = separated.read(SERVICES, text().encode(encoding))
    assert (table.headers, table.rows[0].cells) == (HEADERS, ROW)


@pytest.mark.parametrize("between", [",", ";", "\t"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_every_usual_separator_is_read(between: str, ends: str) -> None:
    assert separated.read(SERVICES, text(between, ends).encode()).rows[0].cells == ROW


def test_a_line_break_inside_a_cell_keeps_the_row_numbers_right() -> None:
    content = '服务名称,联系电话\n"送餐\n上门",0533-0001234\n洗衣,0533-0005678\n'
    table = separated.read(SERVICES, content.encode())
    assert [row.number for row in table.rows] == [2, 4]
    assert table.rows[0].cells[0] == "送餐\n上门"


def test_the_mark_before_a_formula_is_taken_off_again() -> None:
    table = separated.read(SERVICES, "服务名称,联系电话\n'=1+1,'+86 533\n".encode())
    assert table.rows[0].cells == ["=1+1", "+86 533"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0", "不是表格文件"),
        (b"\xff\xff\xff", "编码认不出来"),
        (b"", "没有内容"),
        ("服务名称,联系电话\n".encode(), "只有表头"),
        ("服务名称,联系电话\n" + "送餐,1\n" * 6_000, "最多导入"),
        ('服务名称,"' + "x" * 300_000, "格式不对"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_a_reason(content: bytes | str, message: str) -> None:
    given = content if isinstance(content, bytes) else content.encode()
    with pytest.raises(FileRefused, match=message):
        separated.read(SERVICES, given)
