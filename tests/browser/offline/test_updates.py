"""An update between two visits: old or new, never a mixture, and nothing that was withdrawn."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.offline.conftest import Build
from tests.browser.offline.reader import (
    EMERGENCY,
    MISSING,
    NEW,
    NOTE,
    OLD,
    OTHER,
    SERVICE,
    VILLAGE_PAGE,
    change_the_number,
    connect,
    cut,
    kept,
    settle,
    version,
    visit,
)
from tests.browser.offline.web_host import WebHost

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def expect_kept(phone: Page, number: str, other: str) -> None:
    """A page out of the store, with one number and without the other."""
    expect(phone.get_by_text(NOTE)).to_be_visible()
    expect(phone.locator("main")).to_contain_text(number)
    expect(phone.locator("main")).not_to_contain_text(other)


def test_after_an_update_everything_that_was_kept_is_of_the_new_version(
    phone: Page, host: WebHost, build: Build
) -> None:
    visit(phone, host, SERVICE, VILLAGE_PAGE, OTHER)
    change_the_number()
    build()
    phone.goto(host.address)
    settle(phone, host, update=True)
    cut(phone, host)
    for place in ("", EMERGENCY, "contacts/index.html", SERVICE, VILLAGE_PAGE):
        phone.goto(host.address + place)
        expect_kept(phone, NEW, OLD)
    phone.goto(host.address + OTHER)
    expect(phone.get_by_text(MISSING)).to_be_visible()


def test_until_an_update_is_whole_without_network_all_is_of_the_old_version(
    phone: Page, host: WebHost, build: Build
) -> None:
    visit(phone, host, SERVICE, VILLAGE_PAGE)
    before = version(host)
    change_the_number()
    build()
    host.failing = {VILLAGE_PAGE}
    phone.goto(host.address + SERVICE)
    expect(phone.locator("main")).to_contain_text(NEW)
    phone.evaluate("async () => (await navigator.serviceWorker.ready).update().catch(() => {})")
    phone.wait_for_timeout(2000)
    cut(phone, host)
    for place in ("", EMERGENCY, SERVICE, VILLAGE_PAGE):
        phone.goto(host.address + place)
        expect_kept(phone, OLD, NEW)
    assert version(host) != before
    host.failing = set()
    connect(phone, host)
    phone.goto(host.address)
    settle(phone, host, update=True)
    cut(phone, host)
    phone.goto(host.address + VILLAGE_PAGE)
    expect(phone.locator("main")).to_contain_text(NEW)


def test_a_page_read_during_an_upload_is_not_kept_among_those_before_it(
    phone: Page, host: WebHost, build: Build, tmp_path: Path
) -> None:
    visit(phone, host, VILLAGE_PAGE)
    change_the_number()
    after = build(output=tmp_path / "after")
    for path in after.rglob("*.html"):
        shutil.copy(path, host.folder / path.relative_to(after))
    shutil.copy(after / "version.txt", host.folder)
    shutil.copytree(after / "static", host.folder / "static", dirs_exist_ok=True)
    phone.goto(host.address + SERVICE)
    expect(phone.locator("main")).to_contain_text(NEW)
    phone.goto(host.address + VILLAGE_PAGE)
    expect(phone.locator("main")).to_contain_text(NEW)
    phone.wait_for_timeout(1500)
    cut(phone, host)
    phone.goto(host.address + SERVICE)
    expect(phone.get_by_text(MISSING)).to_be_visible()
    phone.goto(host.address + VILLAGE_PAGE)
    expect_kept(phone, OLD, NEW)


@pytest.mark.parametrize("name", ["static/old.0a1b.css", "search/old.0a1b.js"])
def test_what_an_open_page_of_the_old_version_loads_is_at_hand_after_the_update(
    phone: Page, host: WebHost, build: Build, name: str
) -> None:
    old = host.folder / name
    old.parent.mkdir(exist_ok=True)
    old.write_text("")
    visit(phone, host, SERVICE, VILLAGE_PAGE)
    load = "async url => (await fetch(url, {cache: 'reload'})).status"
    assert phone.evaluate(load, host.address + name) == 200
    old.unlink()
    change_the_number()
    build()
    phone.evaluate("async () => (await navigator.serviceWorker.ready).update()")
    settle(phone, host)
    cut(phone, host)
    assert phone.evaluate(load, host.address + name) == 200


def test_a_withdrawn_page_is_dropped_as_soon_as_it_is_asked_for(phone: Page, host: WebHost) -> None:
    visit(phone, host, OTHER)
    (host.folder / OTHER).unlink()
    phone.goto(host.address + OTHER)
    expect(phone.get_by_role("heading", level=1)).to_have_text("没有这个网页")
    phone.wait_for_timeout(500)
    assert OTHER not in kept(phone, host)
