"""The three main paths to a number with Tab and Enter alone, and what else a keyboard needs."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.full_site import FullSite
from tests.browser.yardsticks import wrong
from tests.factories import TOWN, VILLAGE

pytestmark = pytest.mark.browser

MOST_TABS = 200
Reach = Callable[[str], None]


@pytest.fixture
def home(page: Page, full_site: FullSite) -> Page:
    """The home page, and nothing touched yet."""
    page.goto(full_site.address)
    return page


@pytest.fixture
def reach(page: Page) -> Reach:
    """Press Tab until the focus is on what a selector means, seen all the way."""

    def reach(selector: str) -> None:
        for _press in range(MOST_TABS):
            page.keyboard.press("Tab")
            assert wrong(page, "hiddenFocus") == []
            if page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
                return
        raise AssertionError(f"no Tab reaches {selector}")

    return reach


def follow(page: Page) -> None:
    """Press Enter on a link, and wait for the page behind it."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_from_a_need_to_a_number(home: Page, reach: Reach) -> None:
    reach(".needs a")
    follow(home)
    reach("main a[href^='tel:0']")


def test_from_a_village_to_a_number(home: Page, reach: Reach) -> None:
    reach(f"main a[href*='/areas/{TOWN}/']")
    follow(home)
    reach(f"main a[href*='/areas/{VILLAGE}/']")
    follow(home)
    reach("main a[href^='tel:0']")


def test_from_whom_to_call_to_a_number(home: Page, reach: Reach) -> None:
    reach("header a[href*='/contacts/']")
    follow(home)
    reach("main a[href^='tel:0']")


def test_the_first_tab_offers_to_skip_to_the_text(home: Page, reach: Reach) -> None:
    home.keyboard.press("Tab")
    expect(home.locator(".skip")).to_be_focused()
    expect(home.locator(".skip")).to_be_in_viewport()
    home.keyboard.press("Enter")
    home.keyboard.press("Tab")
    assert home.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_the_emergency_numbers_are_two_keys_away_from_the_head(home: Page, reach: Reach) -> None:
    reach(".masthead .urgent")
    home.keyboard.press("Enter")
    home.keyboard.press("Tab")
    assert home.evaluate("document.activeElement.href") == "tel:120"


def test_elder_mode_is_opened_set_and_left(home: Page, reach: Reach) -> None:
    reach("[data-comfort]")
    home.keyboard.press("Enter")
    reach("#comfort [data-set=size][value='3']")
    home.keyboard.press("Enter")
    assert home.evaluate("document.documentElement.dataset.size") == "3"
    reach("[data-comfort-off]")
    home.keyboard.press("Enter")
    expect(home.locator("#comfort")).to_be_hidden()
    expect(home.locator("[data-comfort]")).to_be_focused()


def test_shift_and_tab_go_back_the_same_way(home: Page) -> None:
    def press(key: str) -> str:
        home.keyboard.press(key)
        return str(home.evaluate("document.activeElement.outerHTML"))

    there = [press("Tab") for _press in range(8)]
    assert [press("Shift+Tab") for _press in range(7)] == there[-2::-1]
