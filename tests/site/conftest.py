"""The public site over a real database file: rows from the factories, pages through the app."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

import peewee as pw
import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

from models import PUBLIC_TABLES, using
from pages import Settings, create_app
from pages.articles import Article
from pages.catalog import Catalog, Snapshot

TODAY = date(2026, 9, 1)

MakeCatalog = Callable[[], Catalog]
MakeClient = Callable[..., FlaskClient]
GetPage = Callable[[str], BeautifulSoup]


@pytest.fixture
def public(tmp_path: Path) -> Iterator[pw.Database]:
    """An empty public database that the models speak to."""
    database = pw.SqliteDatabase(
        str(tmp_path / "public.db"), pragmas={"foreign_keys": 1, "synchronous": 0}
    )
    with using(database):
        database.create_tables(PUBLIC_TABLES)
        yield database
        database.close()


def article(slug: str = "fang-pian", **values: object) -> Article:
    """An article with sensible values."""
    defaults: dict[str, object] = {
        "slug": slug,
        "title": "识破骗局",
        "summary": "免费鸡蛋后面是高价药。",
        "topic": "safety",
        "position": 1,
        "updated_on": date(2026, 5, 1),
        "source": "老年人权益保障法",
        "html": "<h2>先看</h2><p>再想。</p>",
    }
    return Article(**(defaults | values))  # type: ignore[arg-type]


@pytest.fixture
def articles() -> list[Article]:
    """What the catalogs of this test know of articles; a test may add to it."""
    return [article()]


@pytest.fixture
def catalog(public: pw.Database, articles: list[Article]) -> MakeCatalog:
    """Makes a catalog of what the database holds when it is called."""
    return lambda: Catalog(Snapshot.read(), articles, TODAY)


@pytest.fixture(scope="session")
def apps() -> Callable[[str], tuple[Flask, list[MakeCatalog]]]:
    """The site by base URL, made once for all tests, and the place to put a test's catalog."""

    @cache
    def make(base_url: str) -> tuple[Flask, list[MakeCatalog]]:
        current: list[MakeCatalog] = []

        def catalog_of_this_test() -> Catalog:
            return current[0]()

        return create_app(catalog_of_this_test, Settings(base_url)), current

    return make


@pytest.fixture
def client(
    catalog: MakeCatalog, apps: Callable[[str], tuple[Flask, list[MakeCatalog]]]
) -> MakeClient:
    """Makes a client of the site; every request sees the database as it is then."""

    def make(base_url: str = "") -> FlaskClient:
        app, current = apps(base_url)
        current[:] = [catalog]
        return app.test_client()

    return make


@pytest.fixture
def get_page(client: MakeClient) -> GetPage:
    """Fetches a page that must be there and answers its parsed HTML."""

    def get(path: str) -> BeautifulSoup:
        response = client().get(path)
        assert response.status_code == 200, path
        return BeautifulSoup(response.text, "html.parser")

    return get
