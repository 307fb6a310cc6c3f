"""One writes, another lets it out; two write at once and nothing is lost; keys and going back."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from tests.admin.conftest import DeskInTest
from tests.browser import conftest

pytestmark = pytest.mark.browser

Enter = Callable[[str], Page]
EDIT, REVIEW = "/service/edit/?id=1", "/review/service/1/"


@pytest.fixture
def enter(browser: Browser, town_desk: DeskInTest, address: str) -> Iterator[Enter]:
    """A window of its own for each person, signed in through the sign-in page."""
    contexts = []

    def enter(role: str) -> Page:
        contexts.append(browser.new_context(locale="zh-CN"))
        return conftest.enter(contexts[-1].new_page(), town_desk.office, role, address)

    yield enter
    for context in contexts:
        context.close()


@pytest.fixture
def strict(town_desk: DeskInTest) -> None:
    """Towns write, the district publishes, and nobody their own."""
    shouwang = town_desk.office.app.extensions["shouwang"]
    shouwang.config = replace(shouwang.config, town_editors_publish=False, four_eyes=True)


def told(page: Page, text: str) -> None:
    expect(page.locator(".flash").filter(has_text=text).first).to_be_visible()


def submit(page: Page, address: str, phone: str) -> None:
    page.goto(address + EDIT)
    page.get_by_label("号码").first.fill(phone)
    page.keyboard.press("Control+Enter")
    told(page, "已保存并提交审核")


@pytest.mark.usefixtures("strict")
def test_one_submits_another_returns_it_and_then_publishes_it(
    town_desk: DeskInTest, enter: Enter, address: str
) -> None:
    clerk, editor = enter("town_editor"), enter("district_editor")
    submit(clerk, address, "0533-0007777")

    editor.goto(address)
    editor.get_by_role("link", name="1 待审核").click()
    editor.get_by_role("link", name="本镇送餐").click()
    expect(editor.locator("ins").filter(has_text="0533-0007777")).to_be_visible()
    editor.get_by_label("意见（").fill("请写明谁接电话")
    editor.get_by_role("button", name="退回").click()
    told(editor, "已退回")

    clerk.goto(address + EDIT)
    expect(clerk.get_by_text("请写明谁接电话")).to_be_visible()
    clerk.get_by_label("谁接").first.fill("值班室")
    clerk.get_by_role("button", name="提交审核").click()
    told(clerk, "已保存并提交审核")

    editor.goto(address + REVIEW)
    editor.get_by_role("button", name="通过", exact=True).click()
    told(editor, "已通过并发布《本镇送餐》")
    assert town_desk.published("service")[0].phones[0]["label"] == "值班室"


def test_two_who_edit_at_once_lose_nothing(
    town_desk: DeskInTest, enter: Enter, address: str
) -> None:
    first, second = enter("town_editor"), enter("district_editor")
    for page in (first, second):
        page.goto(address + EDIT)
    first.get_by_label("服务名称").fill("先保存的")
    first.get_by_label("号码").first.fill("0533-0007777")
    first.keyboard.press("Control+s")
    told(first, "已保存")

    second.get_by_label("服务名称").fill("后保存的")
    second.get_by_label("供给方式").fill("上门")
    second.get_by_role("button", name="保存").click()
    expect(second.locator("#problems")).to_be_focused()
    second.get_by_label("用我的").check()
    second.get_by_role("button", name="合并保存").click()
    told(second, "已保存（版本 3）")

    row = town_desk.row("service", "1")
    assert (row.name, row.delivery, row.phones[0]["number"]) == ("后保存的", "上门", "0533-0007777")


def test_the_merge_page_saves_nothing_before_one_has_chosen(enter: Enter, address: str) -> None:
    first, second = enter("town_editor"), enter("district_editor")
    for page, name in ((first, "先保存的"), (second, "后保存的")):
        page.goto(address + EDIT)
        page.get_by_label("服务名称").fill(name)
    first.get_by_role("button", name="保存").click()
    told(first, "已保存")
    second.get_by_role("button", name="保存").click()
    second.get_by_role("button", name="合并保存").click()
    expect(second.get_by_role("heading", name="两个人都改了《先保存的》")).to_be_visible()


def test_an_old_version_is_compared_and_restored(
    town_desk: DeskInTest, enter: Enter, address: str
) -> None:
    clerk = enter("town_editor")
    clerk.goto(address + EDIT)
    clerk.get_by_label("服务名称").fill("改错了")
    clerk.keyboard.press("Control+s")
    told(clerk, "已保存")
    clerk.get_by_role("link", name="历史和意见").click()
    clerk.get_by_role("button", name="比较选中的两个").click()
    expect(clerk.locator("ins").filter(has_text="改错了")).to_be_visible()
    clerk.get_by_role("button", name="恢复版本 1").click()
    told(clerk, "恢复为版本 3")
    assert town_desk.row("service", "1").name == "本镇送餐"


def test_the_district_goes_back_to_an_earlier_release_in_one_step(
    town_desk: DeskInTest, enter: Enter, address: str
) -> None:
    editor = enter("district_editor")
    for name in ("本镇送餐", "改错了"):
        editor.goto(address + EDIT)
        editor.get_by_label("服务名称").fill(name)
        editor.keyboard.press("Control+Enter")
        told(editor, f"已发布《{name}》")
    editor.get_by_role("link", name="发布到网站").click()
    editor.get_by_role("link", name="退回到这里").click()
    editor.get_by_role("button", name="退回", exact=True).click()
    told(editor, "已退回")
    assert [row.name for row in town_desk.published("service")] == ["本镇送餐"]


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.usefixtures("strict")
def test_no_page_of_a_records_life_runs_over_the_edge(
    enter: Enter, address: str, width: int
) -> None:
    clerk, editor = enter("town_editor"), enter("district_editor")
    submit(clerk, address, "0533-0007777")
    editor.set_viewport_size({"width": width, "height": 800})
    pages = ("/review/", REVIEW, "/history/service/1/", "/history/service/1/compare?from=1&to=2")
    for path in (*pages, "/releases/", "/releases/new"):
        editor.goto(address + path)
        assert editor.evaluate("document.documentElement.scrollWidth") <= width, path


def test_a_form_that_was_not_touched_is_left_without_a_question(enter: Enter, address: str) -> None:
    clerk = enter("town_editor")
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    clerk.on("dialog", answer)
    clerk.goto(address + EDIT)
    clerk.goto(f"{address}/service/")
    assert asked == []
