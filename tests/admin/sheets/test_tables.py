"""The table below the headers, the same for every kind of file."""

import pytest

from admin.sheets import tables
from admin.sheets.tables import Row, Table
from tests.admin.desk.sheets.conftest import SERVICES


@pytest.mark.parametrize(("place", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ")])
def test_a_column_is_called_as_in_a_spreadsheet(place: int, name: str) -> None:
    assert tables.letter(place) == name


def test_the_row_that_explains_is_no_record() -> None:
    rows = [
        Row(1, ["服务名称", "联系电话"]),
        Row(2, ["（说明）老人一看就懂的叫法", "一行一个"]),
        Row(3, ["送餐", "0533-0001234"]),
    ]
    assert [row.number for row in tables.make(SERVICES, rows, []).rows] == [3]


def test_without_known_headers_the_first_row_is_taken_for_them() -> None:
    rows = [Row(1, ["甲", "乙"]), Row(2, ["送餐", "1"])]
    assert tables.make(SERVICES, rows, []).headers == ["甲", "乙"]


def test_a_table_is_kept_and_found_again() -> None:
    table = Table(["服务名称"], [Row(2, ["送餐"], {0: "公式"})], ["说明"])
    assert Table.of(table.plain()) == table
