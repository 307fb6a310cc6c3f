"""A small site with one full row of every kind, and with rows that strain it, on a web host.

It knows its own pages by kind; a new page kind is found by itself.
"""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import peewee as pw
from flask import Flask
from playwright.sync_api import Page, Route

from models import PUBLIC_TABLES, using
from pages import Settings, create_app
from pages.catalog import Catalog, Snapshot
from pages.urls import PAGES, page_urls
from tests.browser.app_host import AppHost
from tests.site import full_site
from tests.site.conftest import TODAY, article

# Beside the kinds of the table: a page that leads on, and an address that leads nowhere.
KINDS = [*PAGES, "former", "missing"]
FORMER = "/services/former/"


@dataclass(frozen=True)
class FullSite:
    """`paths` are the addresses of each kind of page, the former and the missing one included."""

    address: str
    paths: dict[str, list[str]]

    def samples(self, kind: str) -> list[str]:
        """Pages that differ: each of the areas, else a strained one and, last, the full one."""
        paths = self.paths[kind]
        return paths if kind == "area" else [*paths[1:][-1:], paths[0]]

    def fullest(self, kind: str) -> str:
        """The page of this kind that shows most parts: of the areas, the village's."""
        return self.paths[kind][2 if kind == "area" else 0]

    def visit(self, page: Page, path: str) -> None:
        """Open a page, and stay on one that would lead on at once."""
        if path == FORMER:
            page.route(f"**{FORMER}", _still)
        page.goto(self.address + path)


def _still(route: Route) -> None:
    response = route.fetch()
    text = response.text().replace('http-equiv="refresh"', 'name="leads-on"')
    route.fulfill(response=response, body=text)


@contextmanager
def serve_full_site(folder: Path) -> Iterator[FullSite]:
    """The site, its database in the folder, until the block ends."""
    catalog = _catalog(folder / "public.db")
    app = create_app(lambda: catalog, Settings())
    host = AppHost(app)
    host.start()
    try:
        yield FullSite(host.address, _paths(app, catalog))
    finally:
        host.stop()


def _catalog(database: Path) -> Catalog:
    opened = pw.SqliteDatabase(str(database), pragmas={"foreign_keys": 1, "synchronous": 0})
    with opened, using(opened):
        opened.create_tables(PUBLIC_TABLES)
        full_site.fill()
        full_site.overfill()
        html = f"<h2>先看</h2><p>{full_site.LONG_TEXT}</p><blockquote><p>慢慢来。</p></blockquote>"
        articles = [article(html=html), article("zai-kan", title="再看")]
        return Catalog(Snapshot.read(), articles, TODAY)


def _paths(app: Flask, catalog: Catalog) -> dict[str, list[str]]:
    adapter = app.url_map.bind("")
    found: dict[str, list[str]] = defaultdict(list)
    for endpoint, values in page_urls(catalog, former=False):
        found[endpoint].append(adapter.build(endpoint, values))
    return {**found, "former": [FORMER], "missing": ["/services/mei-you/"]}
