"""The site that `make demo` shows: whole, honest, and at home in any folder."""

import re
import shutil
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from models import KINDS, using
from pages.gate import open_gate
from tests import site_checker
from tests.browser.demonstration import VILLAGE, Demonstration

pytestmark = pytest.mark.slow


class Quiet(SimpleHTTPRequestHandler):
    """A plain web host that keeps its log to itself."""

    def log_message(self, format: str, *args: Any) -> None:
        return


def keys(site: Path) -> Counter[str]:
    """How often each record is the subject of a page."""
    found = re.compile(r'<main[^>]* data-key="([^"]+)"')
    texts = (path.read_text(encoding="utf-8") for path in site_checker.pages(site))
    return Counter(key for text in texts for key in found.findall(text))


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_there_is_a_page_for_each_of_318_areas(demonstration: Demonstration) -> None:
    assert len(list((demonstration.site / "areas").glob("*/index.html"))) == 318


def test_every_published_record_has_exactly_one_page(demonstration: Demonstration) -> None:
    database = open_gate(str(demonstration.instance / "public.db"))
    with using(database):
        published = {
            f"{kind}:{row.key}"
            for kind, model in KINDS.items()
            # Contacts stand where they answer, issues of figures on one page together.
            if kind not in {"contact", "figure"}
            for row in model.select()
        }
    database.close()
    found = keys(demonstration.site)
    assert {key for key in found if not key.startswith("article:")} == published
    assert set(found.values()) == {1}


def test_no_link_and_no_anchor_is_dead_or_absolute(demonstration: Demonstration) -> None:
    assert site_checker.problems(demonstration.site) == []


def test_no_number_of_the_demonstration_rings_anybody(demonstration: Demonstration) -> None:
    texts = (path.read_text(encoding="utf-8") for path in site_checker.pages(demonstration.site))
    numbers = {number for text in texts for number in re.findall(r'href="tel:([^"]+)"', text)}
    real = {n for n in numbers if not n.startswith("0533000")}
    assert real == {"110", "119", "120"}


def test_every_page_says_that_it_is_a_demonstration(demonstration: Demonstration) -> None:
    silent = [
        path
        for path in site_checker.pages(demonstration.site)
        if "演示" not in path.read_text(encoding="utf-8")
    ]
    assert silent == []


def test_the_same_bytes_come_out_without_the_office(
    demonstration: Demonstration, tmp_path: Path
) -> None:
    hidden = demonstration.instance / "hidden"
    hidden.mkdir()
    for path in demonstration.instance.glob("admin.db*"):
        path.rename(hidden / path.name)
    (demonstration.instance / "key").rename(hidden / "key")
    try:
        again = demonstration.build(tmp_path / "again")
    finally:
        for path in hidden.iterdir():
            path.rename(demonstration.instance / path.name)
    assert tree(again) == tree(demonstration.site)


@contextmanager
def below_a_path(site: Path, folder: Path) -> Iterator[str]:
    """The site below /mzj/yanglao/ of somebody's web host."""
    shutil.copytree(site, folder / "mzj" / "yanglao")
    handler = partial(Quiet, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/mzj/yanglao/"
    server.shutdown()
    server.server_close()
    thread.join()


def walk_to_a_number(page: Page, home: str) -> None:
    """From the home page to a village's numbers, by clicks alone."""
    page.goto(home)
    page.get_by_role("link", name="南定镇").first.click()
    page.locator(f"a[href*='{VILLAGE}']").first.click()
    expect(page.locator("main")).to_have_attribute("data-key", f"area:{VILLAGE}")
    expect(page.locator("a[href^='tel:0533000']").first).to_be_visible()
    page.get_by_role("link", name="找服务").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.browser
def test_it_works_opened_as_files(demonstration: Demonstration, page: Page) -> None:
    walk_to_a_number(page, (demonstration.site / "index.html").as_uri())


@pytest.mark.browser
def test_it_works_below_a_path_of_an_existing_site(
    demonstration: Demonstration, page: Page, tmp_path: Path
) -> None:
    with below_a_path(demonstration.site, tmp_path) as home:
        walk_to_a_number(page, home)


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize(
    "place", ["index.html", f"areas/{VILLAGE}/index.html", "services/index.html"]
)
def test_no_page_runs_over_the_edge_of_the_screen(
    demonstration: Demonstration, page: Page, place: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto((demonstration.site / place).as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
