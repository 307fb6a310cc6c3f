"""From the home page a number to call is at most two taps away, by need and by place.

Read from the built demonstration; every door is tried, not a sample.
"""

from functools import cache
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from tests.browser.demonstration import Demonstration

pytestmark = pytest.mark.slow


@cache
def read(page: Path) -> Tag:
    """What a page says in its main part; the emergency numbers of every page lie outside."""
    main = BeautifulSoup(page.read_text("utf-8"), "html.parser").main
    assert main is not None
    return main


def doors(page: Path, selector: str) -> list[Path]:
    """The pages behind the links of a part of a page."""
    links = [str(link["href"]).partition("#")[0] for link in read(page).select(selector)]
    return [(page.parent / link).resolve() for link in links]


def has_number(page: Path) -> bool:
    """Whether a number to call stands on the page."""
    return bool(read(page).select('a[href^="tel:"]'))


@pytest.fixture
def home(demonstration: Demonstration) -> Path:
    """The first page."""
    return demonstration.site / "index.html"


def test_the_home_page_itself_shows_a_number(home: Path) -> None:
    assert has_number(home)


def test_behind_every_need_stands_a_number(home: Path) -> None:
    needs = doors(home, ".needs a:not(.rest)")
    assert len(needs) >= 7
    assert [need for need in needs if not has_number(need)] == []


def test_behind_every_other_need_stands_a_number(home: Path) -> None:
    (services,) = doors(home, ".needs a.rest")
    needs = doors(services, "section a[href*=categories]")
    assert len(needs) >= 7
    assert [need for need in needs if not has_number(need)] == []


def test_behind_every_town_and_every_village_stands_a_number(home: Path) -> None:
    towns = doors(home, "[aria-labelledby=by-village] a[href*=areas]")
    villages = {village for town in towns for village in doors(town, "[aria-labelledby=below] a")}
    assert (len(towns), len(villages)) == (13, 304)
    assert [page for page in [*towns, *villages] if not has_number(page)] == []


def test_whom_to_call_is_one_tap_away(home: Path) -> None:
    (contacts,) = set(doors(home, "a[href*=contacts]"))
    assert has_number(contacts)
