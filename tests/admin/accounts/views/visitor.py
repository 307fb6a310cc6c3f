"""What somebody does who stands at the door: the password, a code, a passkey, a link."""

from datetime import timedelta

import pytest
from werkzeug.test import TestResponse

from admin.accounts import links
from admin.accounts.audit import Entry
from pages import clock
from tests.admin.accounts.authenticator import Authenticator
from tests.admin.accounts.test_sign_in import sign_in
from tests.admin.conftest import Browser, OfficeInTest

PASSWORD = "院子里有三棵老槐树，不许砍"


def after_password(office: OfficeInTest, role: str = "district_editor", **kwargs: str) -> Browser:
    """A browser in which the right password was given, and nothing more yet."""
    user, browser = office.account(role), office.stranger()
    answer = sign_in(browser, user.name, office.passwords[user.name], **kwargs)
    assert answer.headers["Location"].startswith("/second-factor")
    return browser


def code(browser: Browser, typed: str) -> TestResponse:
    return browser.post("/second-factor", data={"code": typed})


def is_in(browser: Browser) -> bool:
    return browser.get("/me/").status_code == 200


def invited(office: OfficeInTest, role: str = "town_editor", purpose: str = "invite") -> str:
    """The address of a fresh link for the account of that role."""
    user = office.account(role)
    with office.databases.working():
        return f"/join/{links.make(user, purpose, clock.now())}"


def join(browser: Browser, address: str, password: str = PASSWORD, again: str = "") -> TestResponse:
    browser.get(address)
    return browser.post(address, data={"password": password, "again": again or password})


def later(monkeypatch: pytest.MonkeyPatch, **span: float) -> None:
    at = clock.now() + timedelta(**span)
    monkeypatch.setattr(clock, "now", lambda: at)


def reasons(office: OfficeInTest) -> list[str]:
    with office.databases.working():
        rows = Entry.select().where(Entry.event == "sign_in_failed").order_by(Entry.sequence)
        return [row.detail["reason"] for row in rows]


def by_passkey(browser: Browser, device: Authenticator) -> TestResponse:
    browser.get("/sign-in")
    options = browser.post("/passkey/options", json={}).get_json()
    return browser.post("/passkey", json=device.sign(options))
