"""Headers as people write them, and the fields that they mean."""

import pytest

from admin.desk.sheets import columns
from admin.desk.sheets.columns import IMPORTED


@pytest.mark.parametrize("kind", IMPORTED)
def test_every_own_label_is_matched_to_its_own_field(kind: str) -> None:
    labels = [column.label for column in columns.columns(kind)]
    fields = [column.field for column in columns.columns(kind)]
    assert columns.match(kind, labels, {}) == fields


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("服务名称*", "name"),
        ("服务 名称（必填）", "name"),
        ("联系电话", "phones"),
        ("服务对象", "audience"),
        ("所属镇办：", "area"),
        ("序号", ""),
        ("", ""),
    ],
)
def test_a_header_is_matched_without_its_ornaments(header: str, field: str) -> None:
    assert columns.match("service", [header], {}) == [field]


def test_no_field_is_matched_twice() -> None:
    assert columns.match("service", ["电话", "联系电话"], {}) == ["phones", ""]


def test_what_was_remembered_beats_what_is_known() -> None:
    assert columns.match("service", ["备注"], {"备注": "cost_note"}) == ["cost_note"]


def test_what_was_remembered_of_a_field_that_is_gone_is_forgotten() -> None:
    assert columns.match("service", ["备注"], {"备注": "gone"}) == [""]
