"""The search as a visitor uses it, in a browser, over a small site."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.small_site import small_site
from tests.browser.web_host import WebHost, web_host
from tests.factories import TOWN, VILLAGE

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site, whole."""
    return small_site(tmp_path_factory.mktemp("search"))


@pytest.fixture(scope="module")
def host(site: Path) -> Iterator[WebHost]:
    with web_host(site) as started:
        yield started


@pytest.fixture
def search(page: Page, host: WebHost) -> Page:
    """The search page, nothing written yet."""
    page.goto(f"{host.address}search/index.html")
    return page


def found(page: Page) -> list[str]:
    """The names that are shown, when the answer is there."""
    expect(page.locator("#count")).not_to_have_text(re.compile("^$|正在找"))
    return page.locator("#results h3").all_inner_texts()


def asked(page: Page, host: WebHost, query: str, more: str = "") -> list[str]:
    page.goto(f"{host.address}search/index.html?q={quote(query)}{more}")
    return found(page)


def test_typing_shows_results_with_a_number_to_ring(search: Page) -> None:
    search.get_by_label("要找什么？").press_sequentially("送餐上")
    expect(search.locator("#results h3").first).to_have_text("送餐上门")
    dialled = search.locator("#results a.tel").first
    expect(dialled).to_have_attribute("href", "tel:05330001234")
    expect(search.get_by_label("要找什么？")).to_be_focused()


def test_a_result_leads_to_its_page_and_back_leads_to_the_results(search: Page) -> None:
    search.get_by_label("要找什么？").fill("送餐上门")
    search.locator("#results a", has_text="送餐上门").click()
    expect(search.locator("main")).to_have_attribute("data-key", "service:1")
    search.go_back()
    assert "送餐上门" in found(search)
    expect(search.get_by_label("要找什么？")).to_have_value("送餐上门")


def test_only_what_is_asked_last_is_shown(search: Page) -> None:
    box = search.get_by_label("要找什么？")
    box.press_sequentially("理发送餐", delay=20)
    box.fill("民政办")
    expect(search.locator("#results h3").first).to_have_text("南定镇民政办")
    assert found(search) == ["南定镇民政办"]


def test_an_extension_is_not_dialled(page: Page, host: WebHost) -> None:
    asked(page, host, "民政办")
    expect(page.locator("#results a.tel")).to_have_attribute("href", "tel:05330004321")


@pytest.mark.parametrize(
    "query",
    ["送餐", "送", "餐上", "songcan", "song can", "SONG CAN", "ｓｏｎｇｃａｎ", "sòng cān", "sc",
     "scsm", "songc", "song餐", "送 餐", "送-餐", "上门 送餐", "南定 送餐"],
)  # fmt: skip
def test_characters_pinyin_and_initials_find_a_service(
    page: Page, host: WebHost, query: str
) -> None:
    assert "送餐上门" in asked(page, host, query)


@pytest.mark.parametrize(
    "query",
    ["songcam", "sngcan", "songgcan", "sogncan", "shongcan", "songcanshanmen", "宋餐", "送惨上门",
     "送饭上门", "送餐门", "送饭"],
)  # fmt: skip
def test_a_typing_mistake_is_forgiven(page: Page, host: WebHost, query: str) -> None:
    assert "送餐上门" in asked(page, host, query)


@pytest.mark.parametrize("query", ["被罩", "beizhao", "衣服洗不动"])
def test_words_of_the_text_and_of_the_need_find_a_service(
    page: Page, host: WebHost, query: str
) -> None:
    assert "洗衣送回家" in asked(page, host, query)


def test_what_papers_call_a_thing_finds_it_too(page: Page, host: WebHost) -> None:
    assert {"送餐做饭", "送餐上门"} <= set(asked(page, host, "zhucan"))


def test_a_name_that_begins_so_comes_before_one_that_only_holds_it(
    page: Page, host: WebHost
) -> None:
    names = asked(page, host, "送")
    assert names.index("送餐上门") < names.index("洗衣送回家")


def test_an_article_and_an_area_are_found(page: Page, host: WebHost) -> None:
    assert "防骗" in asked(page, host, "防骗")
    assert asked(page, host, "nandingzhen")[0] == "南定镇"


def test_a_place_lets_only_through_what_reaches_it(search: Page) -> None:
    search.get_by_text("只看一个镇村或一类服务").click()
    search.get_by_label("要找什么？").fill("送")
    search.get_by_label("哪个镇、街道").select_option(TOWN)
    search.get_by_label("哪个村居").select_option(VILLAGE)
    expect(search.locator("#results h3")).to_have_text(["送餐上门", "洗衣送回家"])
    assert f"village={VILLAGE}" in search.url


def test_a_link_may_name_a_village_alone(page: Page, host: WebHost) -> None:
    assert "理发0" not in asked(page, host, "回家", f"&village={VILLAGE}")
    expect(page.get_by_label("哪个村居")).to_have_value(VILLAGE)


def test_a_category_lets_only_its_own_and_finer_ones_through(page: Page, host: WebHost) -> None:
    assert "洗衣送回家" not in asked(page, host, "送", "&category=meals")
    assert {"送餐上门", "洗衣送回家"} <= set(asked(page, host, "送", "&category=home"))


def test_a_place_without_a_word_lists_what_there_is(page: Page, host: WebHost) -> None:
    assert (
        "南定镇民政办" in asked(page, host, "", f"&town={TOWN}&category=")
        or page.locator("#more").is_visible()
    )


def test_the_remembered_village_comes_first(search: Page, host: WebHost) -> None:
    search.evaluate("code => localStorage.setItem('shouwang.village', code)", VILLAGE)
    asked(search, host, "回家")
    expect(search.locator("#near")).to_contain_text("测试村")


def test_more_results_come_when_they_are_asked_for(page: Page, host: WebHost) -> None:
    assert len(asked(page, host, "理发1")) == 5
    assert len(asked(page, host, "理发")) == 10
    page.get_by_role("button", name="再看一些").press("Enter")
    expect(page.locator("#results h3")).to_have_count(15)
    expect(page.get_by_role("button", name="再看一些")).to_be_hidden()


def test_nothing_found_is_said_and_leads_on(page: Page, host: WebHost) -> None:
    assert asked(page, host, "ooo") == []
    expect(page.locator("#count")).to_have_text("没有找到“ooo”。")
    expect(page.locator("#advice").get_by_role("link", name="打电话问")).to_be_visible()
    expect(page.locator("#lists").get_by_role("link", name="南定镇")).to_be_visible()


def test_nothing_in_a_place_leads_to_everywhere(page: Page, host: WebHost) -> None:
    assert asked(page, host, "理发", f"&town={TOWN}&category=meals") == []
    page.get_by_role("button", name="不限地方和种类").click()
    expect(page.locator("#results h3")).to_have_count(10)


@pytest.mark.parametrize("query", ["", "   ", "，。！？", "%", "^", "\\"])
def test_a_query_without_a_letter_is_told_what_to_write(
    page: Page, host: WebHost, query: str
) -> None:
    assert asked(page, host, query) == []
    expect(page.locator("#count")).not_to_have_text("")
    expect(page.locator("#lists")).to_be_visible()


def test_five_hundred_characters_are_cut_and_said_so(page: Page, host: WebHost) -> None:
    asked(page, host, "送餐上门" * 125)
    expect(page.locator("#count")).to_contain_text("写得太长了")


def test_markup_is_text(page: Page, host: WebHost) -> None:
    asked(page, host, "<img src=x onerror=alert(1)>")
    expect(page.locator("#found img")).to_have_count(0)
    assert asked(page, host, "血压") == ["<b>量血压</b>"]


def test_it_works_opened_from_a_disk(page: Page, site: Path) -> None:
    page.goto((site / "search" / "index.html").as_uri())
    page.get_by_label("要找什么？").fill("songcan")
    expect(page.locator("#results h3").first).to_have_text("送餐做饭")
    page.locator("#results a", has_text="送餐上门").click()
    expect(page.locator("main")).to_have_attribute("data-key", "service:1")


def test_it_works_from_the_keyboard_alone(search: Page) -> None:
    search.keyboard.press("Tab")
    for _step in range(30):
        if search.evaluate("document.activeElement.id") == "q":
            break
        search.keyboard.press("Tab")
    search.keyboard.type("xiyisong")
    search.keyboard.press("Enter")
    expect(search.locator("#results h3").first).to_have_text("洗衣送回家")
    for _step in range(10):
        if search.evaluate("document.activeElement.closest('#results') !== null"):
            break
        search.keyboard.press("Tab")
    search.keyboard.press("Enter")
    expect(search.locator("main")).to_have_attribute("data-key", "service:2")


def test_refused_storage_harms_nothing(browser: Browser, host: WebHost) -> None:
    context = browser.new_context()
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('no'); }})"
    )
    page = context.new_page()
    assert "送餐上门" in asked(page, host, "送餐")
    context.close()


def test_a_file_that_does_not_arrive_is_said_and_the_lists_stay(
    browser: Browser, host: WebHost
) -> None:
    context = browser.new_context()
    context.route(re.compile("/search/directory"), lambda route: route.abort())
    page = context.new_page()
    assert asked(page, host, "送餐") == []
    expect(page.locator("#count")).to_contain_text("请重新打开")
    expect(page.locator("#lists")).to_be_visible()
    context.close()


def test_without_a_script_the_lists_lead_there_in_two_clicks(
    browser: Browser, host: WebHost
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{host.address}search/index.html?q=送餐")
    expect(page.locator("noscript p")).to_contain_text("搜索用不了")
    page.locator("#lists").get_by_role("link", name="没人做饭").click()
    page.get_by_role("link", name="送餐上门").click()
    expect(page.locator("main")).to_have_attribute("data-key", "service:1")
    context.close()


@pytest.mark.parametrize("query", ["理发", "ooo"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_a_checker_of_barriers_finds_none(
    page: Page, host: WebHost, query: str, scheme: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    asked(page, host, query, f"&town={TOWN}&category=hair")
    tags = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21aa", "wcag22aa", "best-practice"]
    result = Axe().run(page, options={"runOnly": tags})
    assert result.violations_count == 0, result.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_everything_to_press_is_large(page: Page, host: WebHost) -> None:
    asked(page, host, "理发", f"&town={TOWN}")
    targets = page.locator(
        "#search input, #search select, #search button, summary, #found a, #more"
    )
    sizes = [box for target in targets.all() if (box := target.bounding_box())]
    assert min(min(box["height"], box["width"]) for box in sizes) >= 48
