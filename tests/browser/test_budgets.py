"""What a first view may cost, on the heaviest page of every kind of the demonstration.

Bytes, requests and shifts are held here; times are printed by `benchmarks/page_weight.py`.
"""

from itertools import chain
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from pages.assets import FOLDER
from pages.urls import PAGES
from tests.browser.app_host import AppHost
from tests.browser.built_site import address, compressed, heaviest, web_host
from tests.browser.demonstration import Demonstration
from tests.browser.first_view import APART, blocking_scripts, see, slow_line, weigh
from tests.browser.looks import LOOKS

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MOST_HTML_AND_CSS = 14 * 1024
MOST_SCRIPT = 5 * 1024


@pytest.mark.parametrize("kind", PAGES)
def test_page_and_style_sheet_fit_into_the_first_answer(
    demonstration: Demonstration, kind: str
) -> None:
    weight = weigh(heaviest(demonstration.site, kind))
    assert weight.html + weight.css <= MOST_HTML_AND_CSS


@pytest.mark.parametrize("kind", PAGES)
def test_no_script_keeps_a_page_from_being_shown(demonstration: Demonstration, kind: str) -> None:
    assert blocking_scripts(heaviest(demonstration.site, kind)) == []


def test_a_script_that_blocks_is_found(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text('<script src="a.js"></script><script src="b.js" defer></script>')
    assert blocking_scripts(page) == ["a.js"]


def test_all_scripts_that_pages_need_fit_together() -> None:
    """Search and reading aloud are apart; each is asked for by who wants it."""
    needed = [path for path in FOLDER.rglob("*.js") if not APART.search(path.as_posix())]
    assert sum(len(compressed(path)) for path in needed) <= MOST_SCRIPT


@pytest.mark.parametrize("look", ["normal", "elder"])
def test_nothing_moves_while_pages_come_over_a_slow_line_and_nobody_else_is_asked(
    demonstration: Demonstration, browser: Browser, look: str
) -> None:
    """The first page with nothing in the browser's cache, the others with style and script."""
    site = demonstration.site
    host = AppHost(web_host(site))
    host.start()
    with slow_line(browser, LOOKS[look]) as page:
        places = [address(site, heaviest(site, kind)) for kind in PAGES]
        views = {place: see(page, host.address + place) for place in places}
    host.stop()
    assert {place: view.shifted for place, view in views.items() if view.shifted} == {}
    assert list(chain.from_iterable(view.foreign for view in views.values())) == []
