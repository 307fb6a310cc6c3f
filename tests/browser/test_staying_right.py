"""A clerk's round of calls on a phone, and a table that is messy, mended, brought in and undone."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from playwright.sync_api import Browser, Page, expect

from admin.desk import liveness, revisions
from tests import factories
from tests.admin.conftest import DeskInTest

pytestmark = pytest.mark.browser

SignedIn = Callable[[str], Page]
PHONE = {"width": 390, "height": 844}
TEN = 10


@pytest.fixture
def ten_homes(town_desk: DeskInTest) -> list[str]:
    """Ten published institutions of the town, all late."""
    late = (town_desk.today - timedelta(days=400)).isoformat()
    keys = [
        town_desk.save(
            "provider",
            name=f"第{number:02}号幸福院",
            slug="",
            type="rural_happiness_home",
            area=factories.TOWN,
            address=f"村东头{number}号",
            phones=[factories.phone(f"0533-00012{number:02}")],
            verified_on=late,
        )
        for number in range(TEN)
    ]
    with town_desk.office.databases.working():
        for key in keys:
            record = revisions.find("provider", key)
            assert record is not None
            liveness.make_live(record.kind, record.key, record.head)
    return keys


def ring_ten(page: Page, address: str) -> None:
    """Answer every card: one has changed, one cannot be reached, the rest are as they were."""
    page.goto(f"{address}/verify/")
    for done in range(TEN):
        expect(page.get_by_text(f"今天 {done} / {TEN}")).to_be_visible()
        expect(page.locator("a[href^='tel:0533-00012']")).to_be_visible()
        if done == 3:
            page.get_by_role("link", name="有变，改一下").click()
            page.get_by_label("号码").first.fill("0533-0007777")
            page.get_by_role("button", name="保存并核实").click()
        elif done == 5:
            page.get_by_role("button", name="打不通").click()
        else:
            page.get_by_role("button", name="没变，核实").click()


def test_ten_records_are_verified_from_a_phone(
    signed_in: SignedIn, address: str, town_desk: DeskInTest, ten_homes: list[str]
) -> None:
    page = signed_in("town_editor")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    ring_ten(page, address)
    expect(page.get_by_text("都核实过了")).to_be_visible()
    rows = [town_desk.row("provider", key) for key in ten_homes]
    assert sum(row.verified_on.year > 2025 for row in rows) == TEN - 1
    assert sum(row.phones[0]["number"] == "0533-0007777" for row in rows) == 1


def test_the_last_tap_is_taken_back_with_another(
    signed_in: SignedIn, address: str, ten_homes: list[str]
) -> None:
    page = signed_in("town_editor")
    page.goto(f"{address}/verify/")
    name = page.locator(".ring h2").inner_text()
    page.get_by_role("button", name="没变，核实").click()
    page.get_by_role("button", name="撤销").click()
    expect(page.locator(".ring h2")).to_have_text(name)
    expect(page.get_by_text(f"今天 0 / {TEN}")).to_be_visible()


def test_the_round_works_without_script(
    browser: Browser, address: str, town_desk: DeskInTest, ten_homes: list[str]
) -> None:
    user = town_desk.office.account("town_editor")
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address)
    page.get_by_label("账号").fill(user.name)
    page.get_by_label("密码").fill(town_desk.office.passwords[user.name])
    page.get_by_role("button", name="登录").click()
    ring_ten(page, address)
    expect(page.get_by_text("都核实过了")).to_be_visible()
    context.close()


def write(path: Path, change: Callable[[Any], None] = lambda _sheet: None) -> Path:
    """A town's own table: a title, merged cells, a date as a number, odd headers."""
    book = Workbook()
    sheet: Any = book.active
    sheet.append(["南定镇养老服务登记表"])
    sheet.append(["叫什么", "简介", "服务类别", "联系电话", "所属镇办", "核对日期", "序号"])
    sheet.append(["送餐上门", "热饭送到家", "生活照料", "0533-0001111", "南定镇", 46295, 1])
    sheet.append(["洗衣上门", "取送衣物", "生活照料", "0533-0002222", None, "2026/9/30", 2])
    sheet.merge_cells("A1:G1")
    sheet.merge_cells("E3:E4")
    change(sheet)
    book.save(path)
    return path


def spoil(sheet: Any) -> None:
    sheet["C4"] = "没有的类别"
    sheet["D3"] = "=A3"


def upload(page: Page, address: str, path: Path) -> None:
    page.goto(f"{address}/tables/")
    page.locator("#file-service").set_input_files(path)
    page.get_by_role("button", name="上传，先试算").first.click()


def test_a_messy_workbook_is_tried_mended_brought_in_and_undone(
    signed_in: SignedIn, address: str, town_desk: DeskInTest, tmp_path: Path
) -> None:
    page = signed_in("town_editor")
    upload(page, address, write(tmp_path / "a.xlsx", spoil))
    page.get_by_label("叫什么").select_option("name")
    page.get_by_role("button", name="对好了，试算").click()
    expect(page.get_by_text("有 2 行有错")).to_be_visible()
    expect(page.locator(".faults")).to_contain_text(["D3", "C4"])
    assert town_desk.row("service", "3") is None
    # That "叫什么" is the name is remembered, and that "序号" is nothing: neither is asked again.
    upload(page, address, write(tmp_path / "b.xlsx"))
    expect(page.get_by_text("合并的单元格")).to_be_visible()
    page.get_by_role("button", name="导入这 2 条草稿").click()
    expect(page.get_by_text("已导入 2 条")).to_be_visible()
    assert str(town_desk.row("service", "4").verified_on) == "2026-09-30"
    page.get_by_role("button", name="撤销这一步").click()
    expect(page.get_by_text("已撤销，2 条")).to_be_visible()
    assert town_desk.standing("service", "3") == "withdrawn"


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(
    "path", ["/verify/", "/verify/towns", "/suggest/", "/quality/", "/tables/", "/strokes/", "/"]
)
def test_nothing_runs_over_the_edge_of_the_screen(
    signed_in: SignedIn, address: str, ten_homes: list[str], path: str, width: int
) -> None:
    page = signed_in("district_editor")
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
