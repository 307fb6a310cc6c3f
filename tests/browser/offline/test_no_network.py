"""The network cut after a visit: what was kept, what was not, and what moves."""

import pytest
from playwright.sync_api import Page, expect

from tests import factories
from tests.browser.offline.conftest import Build
from tests.browser.offline.reader import (
    EMERGENCY,
    MISSING,
    NOTE,
    OLD,
    SERVICE,
    VILLAGE_PAGE,
    connect,
    cut,
    kept,
    settle,
    visit,
)
from tests.browser.offline.web_host import WebHost
from tests.factories import VILLAGE

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SHIFT = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => list.getEntries().forEach(entry => { sum += entry.value; }))
    .observe({type: "layout-shift", buffered: true});
  setTimeout(() => done(sum), 500);
})"""


def test_after_one_visit_the_numbers_are_there_without_network(phone: Page, host: WebHost) -> None:
    visit(phone, host, SERVICE)
    cut(phone, host)
    for place in ("", "index.html", EMERGENCY, "contacts/index.html", SERVICE):
        phone.goto(host.address + place)
        expect(phone.get_by_role("status").filter(has_text=NOTE)).to_be_visible()
        expect(phone.locator("main")).to_contain_text(OLD)
        colour = phone.locator(".masthead").evaluate("e => getComputedStyle(e).backgroundColor")
        assert colour != "rgba(0, 0, 0, 0)", place
    phone.goto(host.address + EMERGENCY)
    assert phone.locator("a[href='tel:120']").first.is_visible()


def test_with_a_network_no_page_says_that_there_is_none(phone: Page, host: WebHost) -> None:
    visit(phone, host, SERVICE)
    phone.reload()
    expect(phone.get_by_text(NOTE)).to_be_hidden()


def test_a_page_that_is_not_kept_leads_to_the_numbers_and_back(phone: Page, host: WebHost) -> None:
    phone.goto(host.address)
    settle(phone, host)
    cut(phone, host)
    phone.goto(host.address + VILLAGE_PAGE)
    expect(phone.get_by_text(MISSING)).to_be_visible()
    expect(phone.locator("main")).to_contain_text(OLD)
    phone.get_by_role("link", name="出了急事", exact=True).click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("出了急事")
    phone.go_back()
    connect(phone, host)
    phone.get_by_role("link", name="再试一次").click()
    expect(phone.locator("main")).to_have_attribute("data-key", f"area:{VILLAGE}")


def test_the_own_village_is_kept_and_stands_on_the_home_page(phone: Page, host: WebHost) -> None:
    phone.goto(host.address)
    expect(phone.get_by_role("link", name="选我住的村")).to_be_visible()
    phone.goto(host.address + VILLAGE_PAGE)
    button = phone.get_by_role("button", name="这是我的村（没网也能看）")
    button.focus()
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("button", name="存好了，没网也能看")).to_be_focused()
    cut(phone, host)
    phone.goto(host.address)
    phone.get_by_role("link", name="我的村：测试村村委会").click()
    expect(phone.locator("main")).to_have_attribute("data-key", f"area:{VILLAGE}")
    expect(phone.get_by_text(NOTE)).to_be_visible()


def test_what_is_kept_can_be_cleared(phone: Page, host: WebHost) -> None:
    visit(phone, host, SERVICE, VILLAGE_PAGE)
    phone.get_by_role("button", name="这是我的村").click()
    expect(phone.get_by_role("button", name="存好了")).to_be_visible()
    phone.goto(host.address + "offline/index.html")
    phone.get_by_role("button", name="把存下的都清掉").click()
    expect(phone.get_by_role("button", name="都清掉了")).to_be_visible()
    assert not {SERVICE, VILLAGE_PAGE} & set(kept(phone, host))
    assert EMERGENCY in kept(phone, host)
    phone.goto(host.address)
    expect(phone.get_by_role("link", name="选我住的村")).to_be_visible()


def test_nothing_moves_when_the_script_has_its_say(phone: Page, host: WebHost) -> None:
    visit(phone, host, VILLAGE_PAGE)
    phone.get_by_role("button", name="这是我的村").click()
    expect(phone.get_by_role("button", name="存好了")).to_be_visible()
    for place in ("", VILLAGE_PAGE, "offline/index.html"):
        phone.goto(host.address + place)
        assert phone.evaluate(SHIFT) == 0, place
    cut(phone, host)
    phone.goto(host.address + VILLAGE_PAGE)
    assert phone.evaluate(SHIFT) == 0


def test_the_oldest_page_gives_way_and_the_own_village_stays(phone: Page, build: Build) -> None:
    for number in range(62):
        factories.category(slug=f"lei-{number}", name=f"类别{number}")
    host = WebHost(build())
    visit(phone, host, VILLAGE_PAGE, SERVICE)
    phone.get_by_role("link", name="测试村村委会").first.click()
    phone.get_by_role("button", name="这是我的村").click()
    expect(phone.get_by_role("button", name="存好了")).to_be_visible()
    for number in range(61):
        phone.goto(f"{host.address}categories/lei-{number}/")
    visit(phone, host, "categories/lei-61/index.html")
    found = kept(phone, host)
    assert VILLAGE_PAGE in found
    assert not {SERVICE, "categories/lei-1/index.html"} & set(found)
    assert len([place for place in found if place.startswith("categories/")]) == 60
    host.cut()


def test_a_weak_signal_shows_what_is_kept_and_says_so(phone: Page, host: WebHost) -> None:
    visit(phone, host, SERVICE)
    host.delay = 8
    phone.goto(host.address + SERVICE)
    expect(phone.get_by_text(NOTE)).to_be_visible()
    host.delay = 0


def test_a_host_that_fails_is_a_network_that_fails(phone: Page, host: WebHost) -> None:
    visit(phone, host, SERVICE)
    host.failing = {SERVICE}
    phone.goto(host.address + SERVICE)
    expect(phone.get_by_text(NOTE)).to_be_visible()
    expect(phone.locator("main")).to_contain_text(OLD)
