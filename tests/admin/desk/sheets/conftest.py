"""Workbooks as people really send them, made by another program than the one that reads them."""

import io
from collections.abc import Callable
from typing import Any

import peewee as pw
import pytest
from openpyxl import Workbook

from admin.accounts.users import User
from admin.desk.sheets import columns
from admin.desk.sheets.references import References
from admin.sheets.tables import Expected
from tests import factories

HEADERS = ["服务名称", "一句话说明", "服务类别", "联系电话", "归口镇村"]
SERVICES = Expected(columns.known("service"))
ROW = ["送餐上门", "把热饭送到家。", "生活照料", "0533-0001234", "南定镇"]


def packed(*rows: list[Any], change: Callable[[Any], None] | None = None) -> bytes:
    """An .xlsx of these rows; `change(sheet)` makes it messier."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    if change:
        change(sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.fixture
def clerk(desk: pw.Database) -> User:
    """The clerk of the town, as the scope sees one."""
    return User(id=7, role="town_editor", area_code=factories.TOWN, active=True)


@pytest.fixture
def refs(clerk: User) -> References:
    """What the clerk may point to."""
    return References(clerk)
