"""Every kind of page, in every look, at three widths: axe-core finds nothing, and neither do we."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import axe
from tests.browser.full_site import KINDS, FullSite
from tests.browser.looks import ELDER, LOOKS, NORMAL, Look
from tests.browser.yardsticks import TEXT_SPACING, wrong

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SHAPE = ("overEdge", "cutOff", "overlaid", "brokenNumbers", "moving")
WIDTHS = (320, 768, 1280)
MOST_TABS = 400
BOTH_SIZES = ["normal", "elder"]  # the other looks change colours only
OpenLook = Callable[[str], Page]

every_kind = pytest.mark.parametrize("kind", KINDS)
every_look = pytest.mark.parametrize("look", LOOKS)
both_sizes = pytest.mark.parametrize("look", BOTH_SIZES)


@pytest.fixture(scope="module")
def open_look(browser: Browser) -> Iterator[OpenLook]:
    """One page a look for all tests, so that its style sheet is fetched once."""
    opened: dict[str, Page] = {}

    def open_look(look: str) -> Page:
        if look not in opened:
            opened[look] = LOOKS[look].open(browser)
        return opened[look]

    yield open_look
    for page in opened.values():
        page.context.close()


def at_widths(page: Page) -> Iterator[int]:
    """Each width in turn; the page is loaded once."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        yield width


@every_kind
@every_look
def test_axe_finds_no_violation(
    full_site: FullSite, open_look: OpenLook, look: str, kind: str
) -> None:
    page = open_look(look)
    colours_only = look not in BOTH_SIZES
    for path in [full_site.fullest(kind)] if colours_only else full_site.samples(kind):
        full_site.visit(page, path)
        axe.put_into(page)
        for width in at_widths(page):
            assert axe.violations(page) == [], (path, width)


@every_kind
@both_sizes
def test_nothing_is_too_small_to_tap_or_to_read_or_too_long_a_line(
    full_site: FullSite, open_look: OpenLook, look: str, kind: str
) -> None:
    page = open_look(look)
    for path in full_site.samples(kind):
        full_site.visit(page, path)
        for width in at_widths(page):
            assert wrong(page, "smallTargets", "smallText", "longLines") == [], (path, width)


@every_kind
@both_sizes
def test_nothing_runs_over_the_edge_is_cut_off_lies_on_text_or_moves(
    full_site: FullSite, open_look: OpenLook, look: str, kind: str
) -> None:
    page = open_look(look)
    for path in full_site.samples(kind):
        full_site.visit(page, path)
        for width in at_widths(page):
            assert wrong(page, *SHAPE) == [], (path, width)


@every_kind
@both_sizes
def test_wider_spacing_of_text_loses_nothing(
    full_site: FullSite, open_look: OpenLook, look: str, kind: str
) -> None:
    """WCAG 1.4.12."""
    page = open_look(look)
    for path in full_site.samples(kind):
        full_site.visit(page, path)
        page.add_style_tag(content=TEXT_SPACING)
        for width in at_widths(page):
            assert wrong(page, "overEdge", "cutOff", "overlaid") == [], (path, width)


@every_kind
def test_at_400_percent_a_page_scrolls_in_one_direction(
    full_site: FullSite, browser: Browser, kind: str
) -> None:
    """WCAG 1.4.10: a screen of 1280 by 1024 pixels, four device pixels to one of the page."""
    screen = {"width": 320, "height": 256}
    page = NORMAL.open(browser, viewport=screen, device_scale_factor=4)
    for path in full_site.samples(kind):
        full_site.visit(page, path)
        assert wrong(page, "overEdge", "cutOff") == [], path
    page.context.close()


def tab_through(page: Page) -> Iterator[str]:
    """What each press of Tab reaches, from the start of the page until it leaves the page."""
    for _press in range(MOST_TABS):
        page.keyboard.press("Tab")
        reached = page.evaluate("document.activeElement.outerHTML.slice(0, 120)")
        if reached.startswith("<body"):
            return
        yield reached
    raise AssertionError("the focus does not come out of the page")


@every_kind
@pytest.mark.parametrize(("look", "width"), [(NORMAL, 1280), (NORMAL, 320), (ELDER, 320)])
def test_the_focus_is_always_seen_and_comes_out_of_the_page(
    full_site: FullSite, browser: Browser, look: Look, width: int, kind: str
) -> None:
    page = look.open(browser, viewport={"width": width, "height": 800})
    full_site.visit(page, full_site.fullest(kind))
    reached = [(place, wrong(page, "hiddenFocus")) for place in tab_through(page)]
    assert [fault for fault in reached if fault[1]] == []
    assert len(reached) == page.evaluate(
        "[...document.querySelectorAll('a[href], button, input, select, summary')]"
        ".filter((one) => one.checkVisibility()).length"
    )
    page.context.close()


PLANTED = {
    "smallTargets": "<p><a href='/'>小</a></p>",
    "smallText": "<p style='font-size: 14px'>小字</p>",
    "longLines": f"<p style='max-width: none'>{'长' * 60}</p>",
    "overEdge": "<p style='width: 2000px'>宽</p>",
    "cutOff": "<p style='height: 10px; overflow: hidden'>看不全</p>",
    "overlaid": "<p style='margin-bottom: -2em'>下面</p><p>上面</p>",
    "brokenNumbers": "<p><a href='tel:120' style='font-size: 30px; line-break: anywhere; "
    "width: 2em; display: block'>0533-0001234</a></p>",
    "moving": "<style>@keyframes a { to { opacity: 0 } } i { animation: a 9s }</style><i>动</i>",
}


@pytest.mark.parametrize("yardstick", PLANTED)
def test_a_yardstick_sees_what_is_planted(browser: Browser, yardstick: str) -> None:
    page = NORMAL.open(browser)
    page.set_content("<style>body { font: 20px/1.7 sans-serif }</style><p>好。</p>")
    before = wrong(page, yardstick)
    page.set_content(f"<style>body {{ font: 20px/1.7 sans-serif }}</style>{PLANTED[yardstick]}")
    assert (before, wrong(page, yardstick) == []) == ([], False)
    page.context.close()


def test_the_yardstick_of_the_focus_sees_that_it_is_not_shown(browser: Browser) -> None:
    page = NORMAL.open(browser)
    page.set_content("<a href='/' style='outline: none'>去</a>")
    page.keyboard.press("Tab")
    assert wrong(page, "hiddenFocus") != []
    page.context.close()


def test_axe_runs_with_every_rule(browser: Browser) -> None:
    page = NORMAL.open(browser)
    page.set_content(
        "<html lang='zh'><title>字</title><h1 style='color: #666; font-size: 16px'>淡淡的字</h1>"
    )
    axe.put_into(page)
    assert "color-contrast-enhanced" in " ".join(axe.violations(page))
    page.context.close()
