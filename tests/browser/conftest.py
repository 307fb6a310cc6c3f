"""A back office that listens, a browser that looks at it, and the build in between."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.admin.conftest import DeskInTest, OfficeInTest, office, town_desk
from tests.browser.app_host import AppHost
from tests.browser.chromium import chromium
from tests.browser.demonstration import Demonstration
from tests.browser.full_site import FullSite, serve_full_site

__all__ = ["office", "town_desk"]

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests; each gets a page of its own."""
    with chromium() as started:
        yield started


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Demonstration:
    """The site that `make demo` shows, built once; whoever changes it puts it back."""
    return Demonstration(tmp_path_factory.mktemp("demonstration"))


@pytest.fixture(scope="session")
def full_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FullSite]:
    """Every kind of page on a web host; nobody changes it."""
    with serve_full_site(tmp_path_factory.mktemp("full_site")) as site:
        yield site


NO_NETWORK = re.compile(r"net::ERR_(INTERNET_DISCONNECTED|FAILED)|Failed to fetch")


@pytest.fixture
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A fresh page that fails the test on any error of a script or of the content policy."""
    context = browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(10_000)
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
    yield opened
    context.close()
    if request.node.get_closest_marker("allows_network_errors"):
        errors = [line for line in errors if not NO_NETWORK.search(line)]
    assert errors == []


@pytest.fixture
def address(town_desk: DeskInTest) -> Iterator[str]:
    """The back office on a free port of this machine."""
    host = AppHost(town_desk.office.app).start()
    yield host.address
    host.stop()


@pytest.fixture
def signed_in(town_desk: DeskInTest, address: str, page: Page) -> Callable[[str], Page]:
    """Sign in as a role through the sign-in page."""

    return lambda role: enter(page, town_desk.office, role, address)


def enter(page: Page, office: OfficeInTest, role: str, address: str) -> Page:
    """Go through the sign-in page, with the second factor of who owes one."""
    user = office.account(role)
    page.goto(address)
    page.get_by_label("账号").fill(user.name)
    page.get_by_label("密码").fill(office.passwords[user.name])
    page.get_by_role("button", name="登录").click()
    if user.totp_secret:
        page.get_by_label("手机上的 6 位验证码").fill(office.code(user))
        page.get_by_role("button", name="登录").click()
    page.get_by_role("heading", name="今天要做的").wait_for()
    return page


@pytest.fixture
def build(town_desk: DeskInTest, tmp_path: Path) -> Callable[[], Path]:
    """Build the site as the office would, on the command line; the folder of the site."""

    def build() -> Path:
        config = town_desk.office.config
        environment = {**os.environ, "SHOUWANG_INSTANCE": str(config.instance)}
        output = tmp_path / "site"
        command = [sys.executable, str(ROOT / "build.py"), f"--output={output}", "--quiet"]
        subprocess.run(command, env=environment, check=True, capture_output=True)
        return output

    return build
