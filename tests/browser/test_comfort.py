"""Elder mode in a real browser: what it changes, that it is remembered, and that it reads aloud."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from pages import Settings, create_app
from tests import factories
from tests.browser.app_host import AppHost
from tests.site.conftest import MakeCatalog, articles, catalog, public

__all__ = ["articles", "catalog", "public"]

pytestmark = pytest.mark.browser

# A browser with a Chinese voice that says at once what it is told, and writes it down.
VOICE = """
window.said = [];
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => [{ lang: "zh-CN" }], addEventListener() {}, cancel() {}, resume() {},
  pause() { window.said.push("paused"); },
  speak(one) { window.said.push([one.text, one.rate]); if (!window.hold) setTimeout(one.onend); },
} });
"""
NO_STORAGE = """
Object.defineProperty(window, "localStorage", { get() { throw new DOMException("refused"); } });
"""
OpenSite = Callable[[str], Page]


@pytest.fixture
def open_site(catalog: MakeCatalog, page: Page) -> Iterator[OpenSite]:
    """Opens a page of a small site that a plain web host serves."""
    factories.contact(area=factories.VILLAGE)
    factories.service(slug="song-can", name="送餐", summary="送饭。热的。", eligibility="年满60岁")
    made = catalog()
    host = AppHost(create_app(lambda: made, Settings())).start()

    def open_site(path: str) -> Page:
        page.goto(host.address + path)
        return page

    yield open_site
    host.stop()


def size(page: Page) -> float:
    """The height of ordinary text in pixels."""
    return float(page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)"))


def test_text_is_twenty_pixels_to_begin_with(open_site: OpenSite) -> None:
    assert size(open_site("/")) == 20


def test_elder_mode_enlarges_in_three_steps(open_site: OpenSite) -> None:
    page = open_site("/")
    page.get_by_role("button", name="长辈版", exact=True).click()
    sizes = []
    for name in ("标准", "大", "特大", "超大"):
        page.get_by_role("button", name=name, exact=True).click()
        sizes.append(size(page))
    assert sizes == sorted(set(sizes))


def test_elder_mode_is_remembered_on_the_next_page_without_a_cookie(open_site: OpenSite) -> None:
    page = open_site("/")
    page.get_by_role("button", name="长辈版", exact=True).click()
    page.get_by_role("button", name="特大").click()
    large = size(page)
    page = open_site("/services/song-can/")
    assert size(page) == large
    assert page.context.cookies() == []


def test_leaving_elder_mode_leaves_nothing_behind(open_site: OpenSite) -> None:
    page = open_site("/")
    page.get_by_role("button", name="长辈版", exact=True).click()
    page.get_by_role("button", name="退出长辈版").click()
    assert size(page) == 20
    assert page.evaluate("localStorage.length") == 0
    expect(page.locator("#comfort")).to_be_hidden()


def test_elder_mode_works_by_keyboard_alone(open_site: OpenSite) -> None:
    page = open_site("/")
    page.get_by_role("button", name="长辈版", exact=True).focus()
    page.keyboard.press("Space")
    button = page.get_by_role("button", name="黑底黄字")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(0, 0, 0)"


def test_the_simple_page_shows_the_numbers_and_leaves_out_the_rest(open_site: OpenSite) -> None:
    page = open_site("/services/song-can/")
    assert page.locator(".extra").first.is_visible()
    page.get_by_role("button", name="长辈版", exact=True).click()
    assert not page.locator(".extra").first.is_visible()
    assert page.locator(".tel").first.is_visible()


def test_the_ruler_follows_the_mouse_and_nothing_else(open_site: OpenSite) -> None:
    page = open_site("/")
    page.get_by_role("button", name="长辈版", exact=True).click()
    page.get_by_role("button", name="阅读尺").click()
    page.mouse.move(100, 300)
    box = page.locator(".ruler").bounding_box()
    assert box is not None
    assert box["y"] < 300 < box["y"] + box["height"]


def test_the_large_pointer_is_a_picture_of_our_own(open_site: OpenSite) -> None:
    page = open_site("/")
    page.get_by_role("button", name="长辈版", exact=True).click()
    page.get_by_role("button", name="大光标").click()
    assert "/static/pointer." in page.evaluate("getComputedStyle(document.body).cursor")


def test_where_storage_is_refused_elder_mode_still_works(open_site: OpenSite, page: Page) -> None:
    page.add_init_script(NO_STORAGE)
    page = open_site("/")
    page.get_by_role("button", name="长辈版", exact=True).click()
    assert size(page) > 20


def test_without_a_chinese_voice_nothing_offers_to_read(open_site: OpenSite) -> None:
    page = open_site("/")
    page.get_by_role("button", name="长辈版", exact=True).click()
    page.wait_for_function("document.querySelector('script[src*=read_aloud]')")
    expect(page.get_by_role("button", name="开始念")).to_be_hidden()


def test_a_page_is_read_sentence_by_sentence_from_its_heading(
    open_site: OpenSite, page: Page
) -> None:
    page.add_init_script(VOICE)
    page = open_site("/services/song-can/")
    page.get_by_role("button", name="长辈版", exact=True).click()
    page.get_by_role("button", name="开始念").click()
    page.wait_for_function("window.said.length > 6")
    texts = [text for text, _rate in page.evaluate("window.said")]
    start = texts.index("送饭。")
    assert texts[start : start + 2] == ["送饭。", "热的。"]


def test_the_sentence_that_is_read_is_marked(open_site: OpenSite, page: Page) -> None:
    page.add_init_script(VOICE + "window.hold = true;")
    page = open_site("/services/song-can/")
    page.get_by_role("button", name="长辈版", exact=True).click()
    page.get_by_role("button", name="开始念").click()
    marked = "[...CSS.highlights.get('spoken')].map(String).join('').trim()"
    assert page.evaluate(marked) == page.evaluate("window.said[0][0]")
    page.get_by_role("button", name="不念了").click()
    assert page.evaluate("CSS.highlights.has('spoken')") is False


def test_reading_pauses_and_changes_its_speed(open_site: OpenSite, page: Page) -> None:
    page.add_init_script(VOICE + "window.hold = true;")
    page = open_site("/")
    page.get_by_role("button", name="长辈版", exact=True).click()
    page.get_by_role("button", name="开始念").click()
    pause = page.get_by_role("button", name="停一停")
    pause.click()
    expect(pause).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="慢").click()
    assert [one[1] for one in page.evaluate("window.said") if one != "paused"] == [0.85, 0.6]
    assert "paused" in page.evaluate("window.said")


def test_a_voice_once_found_has_its_buttons_on_the_next_page_at_once(
    open_site: OpenSite, page: Page
) -> None:
    page.add_init_script(VOICE)
    page = open_site("/")
    page.get_by_role("button", name="长辈版", exact=True).click()
    expect(page.get_by_role("button", name="开始念")).to_be_visible()
    page.route("**/read_aloud*", lambda route: route.fulfill(body=""))
    page = open_site("/services/song-can/")
    expect(page.get_by_role("button", name="开始念")).to_be_visible()


def test_a_script_that_does_not_run_keeps_no_page_unseen(open_site: OpenSite, page: Page) -> None:
    page.route("**/comfort*.js", lambda route: route.fulfill(body=""))
    page = open_site("/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("html")).not_to_have_attribute("data-ready", "1")


def test_without_a_script_the_word_leads_to_a_page_that_helps(
    open_site: OpenSite, page: Page, browser: Browser
) -> None:
    address = open_site("/").url
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(address)
    plain.get_by_role("link", name="长辈版", exact=True).click()
    expect(plain.get_by_role("heading", level=1)).to_contain_text("看得清")
    context.close()
