"""The comforts of a form, in a browser with script, and without."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from tests import factories
from tests.admin.conftest import DeskInTest

pytestmark = pytest.mark.browser

SignedIn = Callable[[str], Page]


@pytest.fixture
def form(signed_in: SignedIn, address: str) -> Page:
    """The form of the town's service, opened by the town's clerk."""
    page = signed_in("town_editor")
    page.goto(f"{address}/service/edit/?id=1")
    return page


def save(page: Page) -> None:
    page.get_by_role("button", name="保存").click()
    expect(page.locator(".flash").first).to_be_visible()


def test_a_phone_can_be_added_and_moved_to_the_top(form: Page, town_desk: DeskInTest) -> None:
    form.get_by_role("button", name="再加一个电话").click()
    form.get_by_label("号码").nth(1).fill("0533-0009999")
    form.get_by_role("button", name="上移").nth(1).click()
    save(form)
    numbers = [phone["number"] for phone in town_desk.row("service", "1").phones]
    assert numbers == ["0533-0009999", "0533-0001234"]


def test_a_step_can_be_removed(form: Page, town_desk: DeskInTest) -> None:
    steps = form.locator("#field-steps")
    steps.get_by_role("textbox").first.fill("打电话")
    steps.get_by_role("button", name="再加一行").click()
    steps.get_by_role("textbox").nth(1).fill("等回音")
    steps.get_by_role("button", name="删除").first.click()
    save(form)
    assert town_desk.row("service", "1").steps == ["等回音"]


def test_monday_is_copied_to_the_working_week(form: Page, town_desk: DeskInTest) -> None:
    monday = form.locator("[data-day='1']")
    monday.get_by_label("开门").first.fill("8:30")
    monday.get_by_label("关门").first.fill("17:00")
    form.get_by_role("button", name="周二到周五同周一").click()
    save(form)
    week = town_desk.row("service", "1").hours["week"]
    assert [len(week[day]) for day in "1234567"] == [1, 1, 1, 1, 1, 0, 0]


@pytest.mark.parametrize("typed", ["测试村", "ceshi", "csc", "370303101201"])
def test_an_area_is_found_by_name_pinyin_initials_and_code(
    form: Page, town_desk: DeskInTest, typed: str
) -> None:
    picker = form.locator("#field-areas")
    picker.get_by_role("textbox").fill(typed)
    picker.get_by_role("option", name="测试村村委会").click()
    save(form)
    assert town_desk.row("service", "1").areas == [factories.TOWN, factories.VILLAGE]


def test_markdown_is_shown_as_the_page_will_show_it(form: Page) -> None:
    editor = form.locator("#field-content")
    editor.get_by_role("textbox").fill("热饭 <img src=x onerror=alert(1)>")
    editor.get_by_role("textbox").select_text()
    editor.get_by_role("button", name="加粗").click()
    expect(editor.locator(".rendered strong")).to_contain_text("热饭")
    expect(editor.locator(".rendered img")).to_have_count(0)


def test_leaving_with_unsaved_changes_asks_first(form: Page, address: str) -> None:
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    form.on("dialog", answer)
    form.get_by_label("服务名称").fill("改了")
    form.goto(f"{address}/service/")
    assert asked == ["beforeunload"]


def test_the_preview_shows_the_draft_and_leads_back(form: Page) -> None:
    form.get_by_label("服务名称").fill("改了的名字")
    form.get_by_role("button", name="预览").click()
    expect(form.get_by_role("heading", level=1)).to_have_text("改了的名字")
    expect(form.locator(".preview-banner")).to_contain_text("还没有发布")
    form.get_by_role("link", name="回到编辑").click()
    expect(form.get_by_label("服务名称")).to_have_value("改了的名字")


def test_an_error_is_focused_and_leads_to_its_field(form: Page) -> None:
    form.get_by_label("号码").first.fill("找小王")
    form.get_by_role("button", name="保存").click()
    summary = form.locator("#problems")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name="电话").click()
    expect(form.locator("#field-phones")).to_be_in_viewport()


def test_without_script_a_form_can_still_be_saved(
    browser: Browser, town_desk: DeskInTest, address: str
) -> None:
    user = town_desk.office.account("town_editor")
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.get_by_label("账号").fill(user.name)
    page.get_by_label("密码").fill(town_desk.office.passwords[user.name])
    page.get_by_role("button", name="登录").click()
    page.goto(f"{address}/service/edit/?id=1")
    page.get_by_label("号码").first.fill("0533-0008888")
    page.get_by_role("button", name="保存").click()
    context.close()
    assert town_desk.row("service", "1").phones[0]["number"] == "0533-0008888"


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(
    "path", ["/", "/service/", "/service/edit/?id=1", "/area/", "/contact/new/"]
)
def test_nothing_runs_over_the_edge_of_the_screen(
    signed_in: SignedIn, address: str, path: str, width: int
) -> None:
    page = signed_in("district_editor")
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
