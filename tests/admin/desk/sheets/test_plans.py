"""The dry run: every row's fate, and every fault at its cell."""

from datetime import date
from typing import Any

import peewee as pw
import pytest

from admin.accounts.users import User
from admin.desk.sheets import columns
from admin.desk.sheets.plans import Planned, Planner
from admin.sheets.tables import Row, Table
from models import Service
from tests import factories
from tests.admin.desk.conftest import Save, service
from tests.admin.desk.sheets.conftest import HEADERS, ROW

FOREIGN = "370303102"


def plan(
    clerk: User, today: date, headers: list[str], *rows: list[Any], kind: str = "service"
) -> list[Planned]:
    table = Table(headers, [Row(number, list(cells)) for number, cells in enumerate(rows, 2)])
    chosen = columns.match(kind, headers, {})

    def may(area_code: str) -> bool:
        return area_code.startswith(clerk.area_code)

    return Planner(kind, table, chosen, clerk, may, today).plan()


def told(planned: Planned) -> str:
    return "\n".join(f"{f.place} {f.label} {f.message}" for f in planned.faults)


def test_a_row_without_a_number_is_new(clerk: User, today: date) -> None:
    (row,) = plan(clerk, today, HEADERS, ROW)
    assert (row.fate, row.key, row.fields["slug"]) == ("new", None, "song-can-shang-men")
    assert row.fields["phones"][0]["number"] == "0533-0001234"


def test_a_new_row_without_an_office_is_the_clerks_own(clerk: User, today: date) -> None:
    (row,) = plan(clerk, today, HEADERS[:4], ROW[:4])
    assert row.fields["area"] == factories.TOWN


def test_a_row_with_a_number_changes_what_it_says_and_nothing_else(
    clerk: User, save: Save, today: date
) -> None:
    key = save("service", service(standard="每日一餐")).key
    (row,) = plan(clerk, today, ["编号", "电话", "服务标准"], [int(key), "0533-0007777", None])
    assert (row.fate, row.key, row.base, row.changed) == ("changed", key, 1, ["phones"])
    assert row.fields["standard"] == "每日一餐"


def test_a_cell_is_emptied_only_by_saying_so(clerk: User, save: Save, today: date) -> None:
    key = save("service", service(standard="每日一餐")).key
    (row,) = plan(clerk, today, ["编号", "服务标准"], [key, "清空"])
    assert (row.changed, row.fields["standard"]) == (["standard"], "")


def test_what_says_the_same_is_the_same(clerk: User, save: Save, today: date) -> None:
    saved = save("service", service())
    row = Service.get_by_id(saved.key)
    (planned,) = plan(clerk, today, ["网址名", "服务名称"], [row.slug, row.name])
    assert planned.fate == "same"


def test_every_fault_is_told_at_its_cell(clerk: User, today: date) -> None:
    rows = plan(
        clerk,
        today,
        HEADERS,
        ["送餐", "热饭", "没有的类别", "0533-0001234", "南定镇"],
        ["洗衣", "洗", "生活照料", "找小王", "沣水镇"],
        ["", "洗", "生活照料", "0533-0001234", "南定镇"],
    )
    assert [row.fate for row in rows] == ["wrong"] * 3
    assert "C2 服务类别 没有找到“没有的类别”" in told(rows[0])
    assert "E3 归口镇村 没有找到“沣水镇”" in told(rows[1])
    assert "A4 服务名称 这一项必须填写" in told(rows[2])


def test_a_rule_of_the_form_holds_here_too(clerk: User, today: date) -> None:
    (row,) = plan(clerk, today, HEADERS, [*ROW[:3], "13800001234", "南定镇"])
    assert "D2 联系电话" in told(row)
    assert "手机号" in told(row)


@pytest.mark.parametrize("column", ["编号", "网址名"])
def test_another_towns_record_is_as_if_it_did_not_exist(
    clerk: User, save: Save, today: date, column: str
) -> None:
    save("area", {"name": "沣水镇", "level": "town", "parent": factories.DISTRICT}, key=FOREIGN)
    key = save("service", service(area=FOREIGN, slug="foreign")).key
    named = key if column == "编号" else "foreign"
    (row,) = plan(clerk, today, [column, *HEADERS], [named, *ROW])
    assert row.fate == "wrong"
    assert row.key is None
    assert Service.get_by_id(key).revision == 1


def test_a_record_cannot_be_given_away(clerk: User, save: Save, today: date) -> None:
    save("area", {"name": "沣水镇", "level": "town", "parent": factories.DISTRICT}, key=FOREIGN)
    key = save("service", service()).key
    (row,) = plan(clerk, today, ["编号", "归口镇村"], [key, FOREIGN])
    assert row.fate == "wrong"


def test_two_rows_for_one_record_are_told(clerk: User, save: Save, today: date) -> None:
    key = save("service", service()).key
    rows = plan(clerk, today, ["编号", "电话"], [key, "0533-0001111"], [key, "0533-0002222"])
    assert rows[0].fate == "changed"
    assert "和第 2 行是同一条" in told(rows[1])


def test_two_new_rows_of_one_name_in_one_place_are_told(clerk: User, today: date) -> None:
    assert "同一条" in told(plan(clerk, today, HEADERS, ROW, ROW)[1])


def test_what_is_there_already_is_not_made_again(clerk: User, save: Save, today: date) -> None:
    key = save("service", service(name="送餐上门")).key
    (row,) = plan(clerk, today, HEADERS, ROW)
    assert f"已经有同名的一条（编号 {key}）" in told(row)


def test_a_cell_that_could_not_be_read_is_a_fault(clerk: User, today: date) -> None:
    table = Table(HEADERS, [Row(2, list(ROW), {3: "这一格是公式"})])
    chosen = columns.match("service", HEADERS, {})
    (row,) = Planner("service", table, chosen, clerk, lambda _a: True, today).plan()
    assert told(row) == "D2 联系电话 这一格是公式"


def test_a_plan_is_kept_and_found_again(clerk: User, today: date) -> None:
    for row in plan(clerk, today, HEADERS, ROW, [None, *ROW[1:]]):
        assert Planned.of(row.plain()) == row


def test_names_alike_get_different_addresses(
    clerk: User, today: date, save: Save, desk: pw.Database
) -> None:
    rows = plan(clerk, today, HEADERS, ROW, ["送餐 上门", *ROW[1:]])
    assert [row.fields["slug"] for row in rows] == ["song-can-shang-men", "song-can-shang-men-2"]
