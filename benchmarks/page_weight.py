"""What the heaviest page of every kind costs a phone on a slow line, beside the budgets.

`python -m benchmarks.page_weight` builds the demonstration in a temporary folder and looks at it.
"""

import tempfile
from pathlib import Path

import click
from playwright.sync_api import Browser

from pages.urls import PAGES
from tests.browser.app_host import AppHost
from tests.browser.built_site import address, heaviest, web_host
from tests.browser.chromium import chromium
from tests.browser.demonstration import Demonstration
from tests.browser.first_view import View, see, slow_line, weigh
from tests.browser.looks import ELDER, NORMAL, Look

PROFILE = """
Bytes in brotli 11; in brackets HTML+CSS in brotli 5, as a host compresses on the fly.
Painted: Largest Contentful Paint in Chromium at 390 px over WebPageTest's "3G Slow" (400 kbit/s,
400 ms a request), nothing cached, connection open: a new one costs 2 to 3 more round trips, 0.8 to
1.2 s, whatever is sent. (The preset of DevTools counts these into every request, 2,000 ms: there no
page with a style sheet is painted before 4 s.) CPU as it is. Shifted: layout shift as it is, then
with elder mode remembered, nothing cached, and with everything cached.
"""
HEAD = (
    f"{'kind':12} {'HTML':>6} {'CSS':>6} {'sum (br 5)':>15} {'script':>6} {'req.':>5}"
    f" {'foreign':>7} {'painted':>8} {'shifted':>14}  page"
)
BUDGET = (
    f"{'budget':12} {'':>6} {'':>6} {14 * 1024:>15} {5 * 1024:>6} {'':>5} {0:>7} {'1500 ms':>8}"
    f" {'0 / 0 / 0':>14}"
)


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        site = Demonstration(Path(folder)).site
        host = AppHost(web_host(site))
        host.start()
        click.echo(f"{PROFILE}\n{HEAD}")
        for kind in PAGES:
            click.echo(line(browser, host.address, site, kind))
        click.echo(BUDGET)
        host.stop()


def line(browser: Browser, host: str, site: Path, kind: str) -> str:
    """One kind's row."""
    page = heaviest(site, kind)
    weight, light = weigh(page), weigh(page, quality=5)
    first, _again = views(browser, host + address(site, page), NORMAL)
    elder = views(browser, host + address(site, page), ELDER)
    both = f"{weight.html + weight.css} ({light.html + light.css})"
    shifts = " / ".join(f"{view.shifted:.2g}" for view in (first, *elder))
    return (
        f"{kind:12} {weight.html:>6} {weight.css:>6} {both:>15} {weight.script:>6}"
        f" {len(first.requests):>5} {len(first.foreign):>7} {first.painted:>5.0f} ms"
        f" {shifts:>14}  {address(site, page)}"
    )


def views(browser: Browser, url: str, look: Look) -> tuple[View, View]:
    """The first view of a page, and the second, with its files in the browser's cache."""
    with slow_line(browser, look) as opened:
        return see(opened, url), see(opened, url)


if __name__ == "__main__":
    main()
