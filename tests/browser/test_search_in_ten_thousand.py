"""Ten thousand services: everything is found, and a search costs little.

The script of the page is asked in a browser; the bytes are those that a host has sent, compressed,
with the heads of its answers.
"""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from models import Service
from pages.catalog import Catalog
from pages.search_words import letters, syllables
from tests import search_sites
from tests.browser.web_host import WebHost, web_host

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SERVICES = 10_000
FIRST, LATER = 100_000, 20_000
KINDS = [search_sites.demonstration, search_sites.irregular]
# In the page: which of these queries does not find the entry that it was taken from?
MISSED = """async queries => {
  const missed = [];
  for (const [query, slug] of queries) {
    const found = await Shouwang.search(query);
    const number = window.numbers[slug];
    if (!found.ids.includes(number) || found.about) missed.push([query, slug]);
  }
  return missed;
}"""
ASK = """async query => {
  const found = await Shouwang.search(query);
  await Shouwang.cards(found.ids.slice(0, 10));
  return found.ids.length;
}"""


class Large:
    """A built search, where it is served, and the services that are in it."""

    def __init__(self, catalog: Catalog, host: WebHost) -> None:
        self.host = host
        self.services: list[Service] = sorted(catalog.index.services.values(), key=_slug)
        index = catalog.search_index
        self.numbers = {_slug(one): index.number("service", one.key) for one in self.services}
        self.dice = random.Random(3)

    def samples(self, count: int) -> list[Service]:
        return self.dice.choices(self.services, k=count)

    def fragment(self, service: Service, least: int, most: int) -> tuple[str, tuple[str, ...]]:
        """Letters in a row of a service's name, and how they are read there."""
        text, read = letters(service.name), syllables(service.name)
        size = self.dice.randint(least, min(most, len(text)))
        at = self.dice.randint(0, len(text) - size)
        return text[at : at + size], read[at : at + size]

    def fragments(self, count: int) -> list[tuple[str, str]]:
        """Two characters in a row of names as they stand, with the slug."""
        found: list[tuple[str, str]] = []
        while len(found) < count:
            (service,) = self.samples(1)
            at = self.dice.randint(0, len(service.name) - 2)
            if letters(service.name[at : at + 2]):
                found.append((service.name[at : at + 2], service.slug))
        return found

    def spelled(self, count: int) -> list[tuple[str, str]]:
        """Pinyin of two to four characters, by turns whole, spaced and as initials."""
        found = []
        for number, service in enumerate(self.samples(count)):
            _text, read = self.fragment(service, 2, 4)
            query = ("".join(read), " ".join(read), "".join(one[0] for one in read))[number % 3]
            found.append((query, service.slug))
        return found


def _slug(service: Service) -> str:
    slug: str = service.slug
    return slug


@pytest.fixture(scope="module", params=KINDS, ids=["demonstration", "irregular"])
def large(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Large]:
    folder: Path = tmp_path_factory.mktemp("large")
    catalog = search_sites.catalog(request.param(folder, SERVICES))
    with web_host(search_sites.search_site(catalog, folder / "site")) as host:
        yield Large(catalog, host)


@pytest.fixture
def opened(page: Page, large: Large) -> Page:
    """The search page with its script ready, knowing where every service stands."""
    page.set_default_timeout(60_000)
    page.goto(f"{large.host.address}search/index.html")
    page.evaluate("Shouwang.open(document.getElementById('search').dataset.directory)")
    assert len(large.numbers) == SERVICES
    page.evaluate("numbers => { window.numbers = numbers; }", large.numbers)
    return page


def test_every_service_is_found_by_any_two_characters_of_its_name(
    opened: Page, large: Large
) -> None:
    assert opened.evaluate(MISSED, large.fragments(1_000)) == []


def test_every_service_is_found_by_pinyin_and_initials(opened: Page, large: Large) -> None:
    assert opened.evaluate(MISSED, large.spelled(200)) == []


def queries(large: Large) -> list[str]:
    """What people write: two, three and four characters, pinyin, initials, a mistake, no hit."""
    written = [large.fragment(service, 2, 4) for service in large.samples(12)]
    pinyin = ["".join(read) for _text, read in written[:6]]
    return [
        *(text for text, _read in written), *pinyin, *(word[:-2] + word[-1] for word in pinyin[:3]),
        *("".join(one[0] for one in read) for _text, read in written[6:]),
        "血压", "xueya", "饭", "s",
    ]  # fmt: skip


def test_a_first_query_costs_at_most_100_kilobytes_with_its_page(
    browser: Browser, large: Large
) -> None:
    for query in queries(large)[::4]:
        context = browser.new_context()
        page: Any = context.new_page()
        before = large.host.sent
        page.goto(f"{large.host.address}search/index.html?q={quote(query)}")
        expect(page.locator("#count")).to_contain_text("条")
        page.wait_for_load_state("networkidle")
        assert large.host.sent - before <= FIRST, query
        context.close()


def test_a_later_query_costs_at_most_20_kilobytes(browser: Browser, large: Large) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{large.host.address}search/index.html?q=ce")
    expect(page.locator("#count")).to_contain_text("条")
    page.wait_for_load_state("networkidle")
    for query in queries(large):
        before = large.host.sent
        page.evaluate(ASK, query)
        assert large.host.sent - before <= LATER, query
    context.close()
