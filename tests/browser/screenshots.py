"""Takes the pictures of the README and of the handbook from a running demonstration.

`python -m tests.browser.screenshots` sets up an installation of its own in a temporary folder,
loads the demonstration, builds, and looks at both faces in a phone's width and a desktop's.
"""

import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
from playwright.sync_api import Browser, Page
from waitress.server import create_server

from admin import create_app
from admin.accounts import users
from admin.config import load_config
from tests.browser.chromium import chromium

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "docs" / "screenshots"
WIDTHS = {"phone": 390, "desktop": 1280}
HEIGHTS = {"phone": 844, "desktop": 860}
TOWN, VILLAGE = "370303101", "370303101201"


def main() -> None:
    """Write every picture into docs/screenshots/."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        os.environ["SHOUWANG_INSTANCE"] = f"{folder}/instance"
        site = Path(folder) / "site"
        flask("init")
        flask("demo-data")
        subprocess.run([sys.executable, ROOT / "build.py", f"--output={site}"], check=True)
        look_at_site(browser, site)
        look_at_paper(site)
        with office() as (address, password):
            look_at_office(browser, address, password)


def flask(*arguments: str) -> None:
    """One command of the office."""
    command = [sys.executable, "-m", "flask", "--app", "admin", *arguments]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


@contextmanager
def office() -> Iterator[tuple[str, str]]:
    """The back office on a free port until the process ends, with a sign-in for these pictures."""
    app = create_app(load_config(os.environ))
    with app.app_context(), app.extensions["shouwang"].databases.working():
        _user, password = users.add("clerk", "town_editor", TOWN)
    server: Any = create_server(app, host="127.0.0.1", port=0, threads=4)
    threading.Thread(target=server.run, daemon=True).start()
    yield f"http://127.0.0.1:{server.effective_port}", password


def look_at_site(browser: Browser, site: Path) -> None:
    service = sorted(path.name for path in (site / "services").glob("song-can*"))[0]
    places = {
        "home": "index.html",
        "service": f"services/{service}/index.html",
        "village": f"areas/{VILLAGE}/index.html",
        "contacts": "contacts/index.html",
        "print": "print/index.html",
    }
    for name, place in places.items():
        for width in WIDTHS:
            page = open_page(browser, width)
            page.goto((site / place).as_uri())
            picture(page, f"{name}-{width}")


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


def open_page(browser: Browser, width: str) -> Page:
    size: Any = {"width": WIDTHS[width], "height": HEIGHTS[width]}
    return browser.new_context(viewport=size, locale="zh-CN").new_page()


def picture(page: Page, name: str) -> None:
    page.screenshot(path=PICTURES / f"{name}.png")


if __name__ == "__main__":
    main()
