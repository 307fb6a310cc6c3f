"""A broken worker, a cleared store, a browser that refuses, a site that wants nothing kept."""

import shutil

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.offline.conftest import Build
from tests.browser.offline.reader import (
    EMERGENCY,
    OLD,
    SERVICE,
    VILLAGE_PAGE,
    connect,
    cut,
    kept,
    settle,
    visit,
)
from tests.browser.offline.web_host import WebHost

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CLEARED = "async () => { for (const name of await caches.keys()) await caches.delete(name); }"
THEIRS = "async () => (await caches.open('theirs')).put('x', new Response('x'))"
GONE = """async () => {
  for (let tries = 0; tries < 100; tries += 1) {
    const registration = await navigator.serviceWorker.getRegistration();
    if (!registration) break;
    await registration.update().catch(() => {});
    await new Promise(done => setTimeout(done, 100));
  }
  return caches.keys();
}"""
REFUSED = """
for (const name of ["localStorage", "sessionStorage", "caches", "indexedDB"]) {
  Object.defineProperty(window, name, { get() { throw new DOMException("no", "SecurityError"); } });
}
if (navigator.serviceWorker) {
  navigator.serviceWorker.register = () => Promise.reject(new DOMException("no", "SecurityError"));
}
"""


def test_a_broken_worker_from_before_is_replaced(phone: Page, host: WebHost, build: Build) -> None:
    broken = """
      self.addEventListener("install", event => event.waitUntil(
        caches.open("shouwang:" + new URL("./", location).pathname + ":broken")
          .then(cache => cache.put("x", new Response("x"))).then(() => self.skipWaiting())));
      self.addEventListener("fetch", event => event.respondWith(
        new Response("<title>old</title>old", {headers: {"Content-Type": "text/html"}})));
    """
    (host.folder / "sw.js").write_text(broken)
    phone.goto(host.address)
    phone.evaluate("async () => { await navigator.serviceWorker.ready; }")
    phone.goto(host.address)
    assert phone.title() == "old"
    shutil.rmtree(host.folder)
    build()
    phone.goto(host.address)
    settle(phone, host, update=True)
    phone.goto(host.address)
    expect(phone.locator("main")).to_contain_text(OLD)


def test_a_store_that_the_browser_has_cleared_is_filled_again(phone: Page, host: WebHost) -> None:
    visit(phone, host, SERVICE)
    phone.evaluate(
        "async () => { for (const name of await caches.keys()) await caches.delete(name); }"
    )
    cut(phone, host)
    phone.goto(host.address)
    expect(phone.locator("a[href='tel:120']").first).to_be_visible()
    connect(phone, host)
    visit(phone, host, SERVICE)
    assert EMERGENCY in kept(phone, host)


def test_a_site_that_keeps_nothing_clears_what_was_kept(
    phone: Page, host: WebHost, build: Build
) -> None:
    phone.goto(host.address)
    phone.evaluate(
        "async () => { await (await caches.open('theirs')).put('x', new Response('x')); }"
    )
    visit(phone, host, SERVICE)
    build(offline=False)
    phone.goto(host.address)
    assert phone.evaluate(GONE) == ["theirs"]


def test_where_the_browser_refuses_to_store_the_pages_are_as_without_script(
    context: BrowserContext, host: WebHost
) -> None:
    context.add_init_script(REFUSED)
    phone = context.new_page()
    for place in ("", VILLAGE_PAGE, SERVICE, "offline/index.html"):
        phone.goto(host.address + place)
        expect(phone.locator("main")).to_contain_text(OLD)
        kept = phone.locator(".keep, .my-village")
        expect(kept.get_by_role("button")).to_have_count(0)


def test_opened_as_files_nothing_is_registered_and_nothing_fails(page: Page, build: Build) -> None:
    site = build()
    for place in ("index.html", VILLAGE_PAGE, EMERGENCY):
        page.goto((site / place).as_uri())
        page.wait_for_timeout(300)
        expect(page.locator(".keep, .my-village").get_by_role("button")).to_have_count(0)


@pytest.mark.parametrize("place", ["", VILLAGE_PAGE, EMERGENCY])
def test_an_unknown_anchor_is_the_top_of_the_page(phone: Page, host: WebHost, place: str) -> None:
    phone.goto(f"{host.address}{place}#nowhere")
    settle(phone, host)
    assert phone.evaluate("scrollY") == 0
    expect(phone.locator("h1")).to_be_visible()
    cut(phone, host)
    phone.goto(f"{host.address}{EMERGENCY}#nowhere")
    expect(phone.locator("h1")).to_be_visible()


def test_the_site_can_be_installed(phone: Page, host: WebHost) -> None:
    phone.goto(host.address)
    settle(phone, host)
    session = phone.context.new_cdp_session(phone)
    errors = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert {error["errorId"] for error in errors} <= {"in-incognito"}  # the test's own window
    manifest = session.send("Page.getAppManifest")
    assert manifest["errors"] == []
    assert manifest["url"] == f"{host.address}manifest.webmanifest"
