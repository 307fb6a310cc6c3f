"""What the search costs: time to index, files, and bytes that a visitor fetches. Prints a table.

    .venv/bin/python -m benchmarks.search [SERVICES ...]

Each size is measured on the demonstration and on services without any pattern. Bytes are what a
host sends, compressed with brotli, with the heads of its answers, in a real Chromium; "first" is
with the page itself. Times are processor time, to be read as ratios.
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from urllib.parse import quote

import brotli
import click
from playwright.sync_api import Browser, expect

from pages.catalog import Catalog
from pages.search_words import letters, syllables
from tests import search_sites
from tests.browser.chromium import chromium
from tests.browser.web_host import WebHost, web_host

SIZES = (1_000, 10_000)
QUERIES = 40
HEAD = "| services | index s | files | KB | first KB | later KB: median, p90, most |"
ASK = """async query => {
  const found = await Shouwang.search(query);
  await Shouwang.cards(found.ids.slice(0, 10));
}"""


def main(sizes: tuple[int, ...]) -> None:
    click.echo(f"{HEAD}\n|{'---|' * 6}")
    with chromium() as browser:
        for size in sizes:
            for make in (search_sites.demonstration, search_sites.irregular):
                with tempfile.TemporaryDirectory() as folder:
                    click.echo(_row(browser, make, size, Path(folder)))


def _row(browser: Browser, make: Callable[[Path, int], Path], size: int, folder: Path) -> str:
    catalog = search_sites.catalog(make(folder, size))
    begun = time.process_time()
    files = catalog.search_index.files
    spent = time.process_time() - begun
    total = sum(len(brotli.compress(text.encode())) for text in files.values())
    queries = list(_queries(catalog))
    with web_host(search_sites.search_site(catalog, folder / "site")) as host:
        first = [_first(browser, host, query) for query in queries[::8]]
        later = sorted(_later(browser, host, queries))
    return (
        f"| {size} {make.__name__} | {spent:.1f} | {len(files)} | {total / 1000:.0f} "
        f"| {max(first) / 1000:.0f} | {median(later) / 1000:.1f}, "
        f"{later[len(later) * 9 // 10] / 1000:.1f}, {later[-1] / 1000:.1f} |"
    )


def _queries(catalog: Catalog) -> Iterator[str]:
    """Two to four characters of names, by turns as they stand, as pinyin, and as initials."""
    dice = random.Random(5)  # noqa: S311
    slugs = catalog.slugs("service")
    for number in range(QUERIES):
        name = catalog.service(dice.choice(slugs)).name
        text, read = letters(name), syllables(name)
        at, count = dice.randrange(len(text) - 1), dice.randint(2, 4)
        spoken = read[at : at + count]
        yield (text[at : at + count], "".join(spoken), "".join(s[0] for s in spoken))[number % 3]


def _first(browser: Browser, host: WebHost, query: str) -> int:
    context, before = browser.new_context(), host.sent
    page = context.new_page()
    page.goto(f"{host.address}search/index.html?q={quote(query)}")
    expect(page.locator("#results li").first).to_be_visible(timeout=60_000)
    page.wait_for_load_state("networkidle")
    context.close()
    return host.sent - before


def _later(browser: Browser, host: WebHost, queries: list[str]) -> Iterator[int]:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{host.address}search/index.html?q=ce")
    expect(page.locator("#count")).to_contain_text("条", timeout=60_000)
    page.wait_for_load_state("networkidle")
    for query in queries:
        before = host.sent
        page.evaluate(ASK, query)
        yield host.sent - before
    context.close()


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
