"""Takes the pictures of the README and of the handbook from a demonstration.

`python -m tests.browser.screenshots` sets up an installation of its own in a temporary folder,
loads the demonstration, builds, and looks at every kind of page of the site and at the office, in
a phone's width and a desktop's: what is on the screen at first, not the whole length of a page.
"""

import io
import os
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
from PIL import Image
from playwright.sync_api import Browser, Page
from waitress.server import create_server

from admin import create_app
from admin.accounts import users
from admin.config import load_config
from pages.urls import PAGES
from tests.browser.built_site import pages_of
from tests.browser.chromium import chromium
from tests.browser.demonstration import ROOT, TOWN, VILLAGE, Demonstration
from tests.browser.looks import LOOKS, NORMAL, Look

PICTURES = ROOT / "docs" / "screenshots"
WIDTHS = {"phone": 390, "desktop": 1280}
HEIGHTS = {"phone": 844, "desktop": 860}
# Flat colours lose nothing by this, and a picture weighs a third.
COLOURS = 128
# Elder mode as one tap opens it.
ELDER = Look(choice={"open": "1", "size": "1", "simple": "1"})
# The page that stands for its kind, where the first by name would say less.
CHOSEN = {"service": "services/song-can*", "article": "articles/fraud-warnings"}


def main() -> None:
    """Write every picture into docs/screenshots/."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        demonstration = Demonstration(Path(folder))
        os.environ["SHOUWANG_INSTANCE"] = str(demonstration.instance)
        look_at_site(browser, demonstration.site)
        look_at_paper(demonstration.site)
        with office() as (address, password):
            look_at_office(browser, address, password)


@contextmanager
def office() -> Iterator[tuple[str, str]]:
    """The back office on a free port until the process ends, with a sign-in for these pictures."""
    app = create_app(load_config(os.environ))
    with app.app_context(), app.extensions["shouwang"].databases.working():
        _user, password = users.add("clerk", "town_editor", TOWN)
    server: Any = create_server(app, host="127.0.0.1", port=0, threads=4)
    threading.Thread(target=server.run, daemon=True).start()
    yield f"http://127.0.0.1:{server.effective_port}", password


def places(site: Path) -> dict[str, Path]:
    """One page of every kind by the picture's name; areas are looked at as town and village."""
    found = {kind: pages_of(site, kind)[0] for kind in PAGES if kind != "area"}
    found |= {kind: sorted(site.glob(f"{place}/index.html"))[0] for kind, place in CHOSEN.items()}
    areas = {"town": TOWN, "village": VILLAGE}
    return found | {name: site / "areas" / code / "index.html" for name, code in areas.items()}


def look_at_site(browser: Browser, site: Path) -> None:
    """Every kind of page, and the home page and a village dark and in elder mode."""
    shown = places(site)
    for name, place in shown.items():
        look_at(browser, place, f"site-{name}", NORMAL)
    for name in ("home", "village"):
        look_at(browser, shown[name], f"site-{name}-dark", LOOKS["dark"])
        look_at(browser, shown[name], f"site-{name}-elder", ELDER)


def look_at(browser: Browser, place: Path, name: str, look: Look) -> None:
    """One page of the site at both widths."""
    for width in WIDTHS:
        page = open_page(browser, width, look)
        page.goto(place.as_uri())
        picture(page, f"{name}-{width}")
        page.context.close()


def look_at_paper(site: Path) -> None:
    for name, sheet in {"poster": f"{VILLAGE}.pdf", "card": f"{VILLAGE}-card.pdf"}.items():
        image = pdfium.PdfDocument(site / "posters" / sheet)[0].render(scale=1.4).to_pil()
        image.quantize(32).save(PICTURES / f"{name}.png", optimize=True)


def look_at_office(browser: Browser, address: str, password: str) -> None:
    for width in WIDTHS:
        page = open_page(browser, width)
        page.goto(address)
        picture(page, f"sign-in-{width}")
        page.get_by_label("账号").fill("clerk")
        page.get_by_label("密码").fill(password)
        page.get_by_role("button", name="登录").click()
        page.get_by_role("heading", name="今天要做的").wait_for()
        picture(page, f"front-{width}")
        page.goto(f"{address}/service/")
        picture(page, f"list-{width}")
        page.locator(".row-link").first.click()
        page.locator("h1").wait_for()
        picture(page, f"form-{width}")
        page.get_by_role("button", name="预览").click()
        page.locator(".preview-banner").wait_for()
        picture(page, f"preview-{width}")


def open_page(browser: Browser, width: str, look: Look = NORMAL) -> Page:
    """A page of this width that looks so."""
    return look.open(browser, viewport={"width": WIDTHS[width], "height": HEIGHTS[width]})


def picture(page: Page, name: str) -> None:
    """What is on the screen, in few colours."""
    shown = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    few = shown.quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(PICTURES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
