"""A published village on a web host, and a phone to read it with."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import peewee as pw
import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from pages import builder
from tests import factories
from tests.browser.offline.reader import OLD
from tests.browser.offline.web_host import WebHost
from tests.factories import DISTRICT, TOWN, VILLAGE

ARTICLE = (
    "---\ntitle: 防暑\nsummary: 天热。\ntopic: health\nupdated_on: 2026-11-01\n---\n多喝水。\n"
)
Build = Callable[..., Path]
OpenPage = Callable[..., Page]


@pytest.fixture
def order(tmp_path: Path, public_path: Path, public_database: pw.Database) -> builder.Order:
    """A village with a service and the numbers of its town and district, and what to build."""
    category = factories.category(slug="zhu-can")
    factories.service(slug="song-can", name="送餐", category=category, areas=[VILLAGE])
    factories.service(slug="li-fa", name="理发", category=category, areas=[VILLAGE])
    for area in (DISTRICT, TOWN, VILLAGE):
        factories.contact(area=area, phones=[factories.phone(OLD)])
    content = tmp_path / "content"
    content.mkdir()
    (content / "heat.md").write_text(ARTICLE, encoding="utf-8")
    return builder.Order(str(public_path), tmp_path / "output", content, tmp_path / "state")


@pytest.fixture
def build(order: builder.Order, today: date) -> Build:
    """Build what is published now; the folder."""

    def build(**changes: Any) -> Path:
        changed = replace(order, **changes)
        builder.build(changed, today, lambda _done, _total: None)
        return changed.output

    return build


@pytest.fixture(params=["", "/mzj/yanglao"], ids=["at a root", "below a path"])
def host(request: pytest.FixtureRequest, build: Build) -> Iterator[WebHost]:
    """The site on a web host."""
    started = WebHost(build(), request.param)
    yield started
    started.cut()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A phone; a script that throws fails the test."""
    errors: list[str] = []
    made = browser.new_context(locale="zh-CN", viewport={"width": 390, "height": 800})
    made.set_default_timeout(10_000)
    made.on("weberror", lambda error: errors.append(str(error.error)))
    yield made
    made.close()
    assert errors == []


@pytest.fixture
def phone(context: BrowserContext) -> Page:
    return context.new_page()
