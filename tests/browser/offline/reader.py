"""What a reader does with a phone, and what the phone has kept.

Waits for what the browser does in its own time (a worker that takes over, a page that is stored),
never for a fixed time.
"""

from playwright.sync_api import Page

from models import ContactPoint, Service
from tests import factories
from tests.browser.offline.web_host import WebHost
from tests.factories import VILLAGE

OLD, NEW = "0533-0001234", "0533-0007777"
VILLAGE_PAGE, EMERGENCY = f"areas/{VILLAGE}/index.html", "emergency/index.html"
SERVICE, OTHER = "services/song-can/index.html", "services/li-fa/index.html"
NOTE = "现在没有网络，或者信号很弱"
MISSING = "您要看的那一页没有存在手机里"
KEPT = """async ([version, below]) => {
  const names = (await caches.keys()).filter(name => name.endsWith(":" + version));
  if (names.length !== 1) return [];
  const requests = await (await caches.open(names[0])).keys();
  return requests.map(request => new URL(request.url).pathname.slice(below.length + 1));
}"""
# The worker of a version has taken over, and nothing of another version is left.
TAKEN_OVER = """async ([version, update]) => {
  const rest = time => new Promise(done => setTimeout(done, time));
  for (let tries = 0; tries < 150; tries += 1) {
    const registration = await navigator.serviceWorker.getRegistration();
    if (registration && update && tries % 20 === 0) await registration.update().catch(() => {});
    const names = (await caches.keys()).filter(name => name.startsWith("shouwang:"));
    const editions = names.filter(name => !/:(lasting|pinned)$/.test(name));
    const one = editions.length === 1 && editions[0].endsWith(":" + version);
    const active = registration && registration.active;
    if (one && active && active.state === "activated" && !registration.installing) return true;
    await rest(100);
  }
  return false;
}"""


def version(host: WebHost) -> str:
    return (host.folder / "version.txt").read_text().strip()


def settle(phone: Page, host: WebHost, *, update: bool = False) -> None:
    """Wait until the worker of the site's version has taken over."""
    assert phone.evaluate(TAKEN_OVER, [version(host), update])


def visit(phone: Page, host: WebHost, *places: str) -> None:
    """Open pages on a site whose worker stands, until each is kept."""
    for place in places:
        phone.goto(host.address + place)
        settle(phone, host)
        for _try in range(50):
            if place in kept(phone, host):
                break
            phone.wait_for_timeout(100)
        assert place in kept(phone, host)


def kept(phone: Page, host: WebHost) -> list[str]:
    """The files that are kept for this version, the oldest first."""
    found: list[str] = phone.evaluate(KEPT, [version(host), host.below])
    return found


def change_the_number() -> None:
    """What an update is: all offices and one service have a new number, the other is withdrawn."""
    ContactPoint.update(phones=[factories.phone(NEW)]).execute()
    Service.update(phones=[factories.phone(NEW)]).where(Service.slug == "song-can").execute()
    Service.delete().where(Service.slug == "li-fa").execute()


def cut(phone: Page, host: WebHost) -> None:
    host.cut()
    phone.context.set_offline(True)


def connect(phone: Page, host: WebHost) -> None:
    host.connect()
    phone.context.set_offline(False)
