"""What a first view of a page costs: bytes over the wire, requests, and how it comes about.

Bytes are counted from the built files; what happens in the browser is seen over a slow line.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Request

from tests.browser.built_site import compressed
from tests.browser.looks import Look

# "3G Slow" of WebPageTest, without the making of the connection, which Chromium does not delay.
SLOW_3G = {"latency": 400, "downloadThroughput": 400_000 / 8, "uploadThroughput": 400_000 / 8}
STYLE = re.compile(r'<link rel="stylesheet" href="([^"]+)"')
SCRIPT = re.compile(r'<script src="([^"]+)"([^>]*)>')
# Search and reading aloud may cost more than the budget of what every page needs.
APART = re.compile(r"/(search|read_aloud)")
WATCH = """
window.view = { painted: 0, shifted: 0 };
function watch(type, note) {
  const watcher = new PerformanceObserver((list) => list.getEntries().forEach(note));
  watcher.observe({ type, buffered: true });
}
watch("layout-shift", (one) => { view.shifted += one.value; });
watch("largest-contentful-paint", (one) => { view.painted = one.startTime; });
"""


@dataclass(frozen=True)
class Weight:
    """Bytes in brotli: of the page, of its style sheets, and of the scripts that it needs."""

    html: int
    css: int
    script: int


def weigh(page: Path, quality: int = 11) -> Weight:
    """What the files of a page weigh."""
    text = page.read_text("utf-8")
    styles = [(page.parent / link).resolve() for link in STYLE.findall(text)]
    scripts = [
        (page.parent / link).resolve()
        for link, _more in SCRIPT.findall(text)
        if not APART.search(link)
    ]
    html, css, script = (
        sum(len(compressed(path, quality)) for path in paths) for paths in ([page], styles, scripts)
    )
    return Weight(html, css, script)


def blocking_scripts(page: Path) -> list[str]:
    """Scripts that keep the browser from showing the page."""
    text = page.read_text("utf-8")
    return [link for link, more in SCRIPT.findall(text) if not re.search("defer|async", more)]


@dataclass(frozen=True)
class View:
    """A page as a browser showed it; `painted` in milliseconds, `shifted` as Chromium scores it."""

    requests: list[str]
    foreign: list[str]
    painted: float
    shifted: float


@contextmanager
def slow_line(browser: Browser, look: Look) -> Iterator[Page]:
    """A page that looks so, on a phone's screen, in a browser that has seen nothing yet."""
    page = look.open(browser, viewport={"width": 390, "height": 844})
    page.context.set_default_timeout(60_000)
    page.context.add_init_script(WATCH)
    line = page.context.new_cdp_session(page)
    line.send("Network.emulateNetworkConditions", {"offline": False, **SLOW_3G})
    yield page
    page.context.close()


def see(page: Page, address: str) -> View:
    """Open a page, wait until nothing comes any more, and go down to its end."""
    requests: list[str] = []

    def note(request: Request) -> None:
        requests.append(request.url)

    page.on("request", note)
    page.goto(address, wait_until="networkidle")
    page.remove_listener("request", note)
    painted = page.evaluate("view.painted")
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.wait_for_timeout(100)
    own = urlsplit(address).netloc
    foreign = [url for url in requests if urlsplit(url).netloc != own]
    return View(requests, foreign, painted, page.evaluate("view.shifted"))
