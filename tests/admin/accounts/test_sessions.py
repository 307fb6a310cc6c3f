"""A session is on the server: it can be ended, it ends by itself, and its token changes hands."""

from datetime import datetime, timedelta

import pytest

from admin.accounts.sessions import Session, digest
from pages import clock
from tests.admin.accounts.test_sign_in import sign_in
from tests.admin.conftest import Browser, OfficeInTest


def token_of(browser: Browser) -> str:
    cookie = browser.get_cookie("shouwang", domain="localhost")
    return cookie.value if cookie else ""


def with_token(office: OfficeInTest, token: str) -> Browser:
    """Another browser that has got hold of the token."""
    browser = office.stranger()
    browser.set_cookie("shouwang", token)
    return browser


def is_in(browser: Browser) -> bool:
    return browser.get("/password").status_code == 200


def later(monkeypatch: pytest.MonkeyPatch, **span: float) -> None:
    at = clock.now() + timedelta(**span)
    monkeypatch.setattr(clock, "now", lambda: at)


def sessions(office: OfficeInTest) -> list[Session]:
    with office.databases.working():
        return list(Session.select())


def test_the_database_knows_the_hash_of_the_token_only(office: OfficeInTest) -> None:
    browser = office.browser()
    (row,) = sessions(office)
    assert row.token_hash == digest(token_of(browser))
    assert token_of(browser) not in row.content


def test_signing_in_changes_the_token_and_ends_the_old_one(office: OfficeInTest) -> None:
    name = str(office.account("auditor").name)
    browser = office.stranger()
    browser.get("/sign-in")
    planted = token_of(browser)
    sign_in(browser, name, office.passwords[name])
    assert token_of(browser) != planted
    assert is_in(browser)
    assert not is_in(with_token(office, planted))


def test_a_token_that_somebody_made_up_is_replaced(office: OfficeInTest) -> None:
    browser = with_token(office, "made-up")
    browser.get("/sign-in")
    assert token_of(browser) != "made-up"


def test_signing_out_ends_a_copied_token_too(office: OfficeInTest) -> None:
    browser = office.browser()
    stolen = token_of(browser)
    browser.post("/sign-out")
    assert not is_in(browser)
    assert not is_in(with_token(office, stolen))


def test_signing_out_by_a_link_does_nothing(office: OfficeInTest) -> None:
    browser = office.browser()
    assert browser.get("/sign-out").status_code == 405
    assert is_in(browser)


def test_a_new_password_ends_the_sessions_elsewhere_and_keeps_this_one(
    office: OfficeInTest,
) -> None:
    here, elsewhere = office.browser("auditor"), office.browser("auditor")
    other = office.browser("town_editor")
    (old,) = [p for name, p in office.passwords.items() if name.startswith("auditor")]
    before = token_of(here)
    new = "院子里有三棵老槐树，不许砍"
    here.post("/password", data={"password": old, "new_password": new, "new_password_confirm": new})
    assert is_in(here)
    assert token_of(here) != before
    assert not is_in(elsewhere)
    assert not is_in(with_token(office, before))
    assert is_in(other)


def test_a_session_left_alone_ends(office: OfficeInTest, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = office.browser()
    later(monkeypatch, minutes=29)
    assert is_in(browser)
    later(monkeypatch, minutes=29)
    assert is_in(browser)
    later(monkeypatch, minutes=30)
    assert not is_in(browser)


def test_a_session_in_constant_use_ends_all_the_same(
    office: OfficeInTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = office.browser()
    for _n in range(24):
        assert is_in(browser)
        later(monkeypatch, minutes=25)
    assert not is_in(browser)


def test_a_clock_put_back_does_not_lengthen_a_session(
    office: OfficeInTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = office.browser()
    later(monkeypatch, hours=-1)
    assert not is_in(browser)


def test_sessions_that_are_over_are_swept_away(
    office: OfficeInTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.browser()
    later(monkeypatch, hours=1)
    office.stranger().get("/sign-in")
    assert len(sessions(office)) == 1


def test_a_page_read_twice_in_a_minute_writes_nothing(office: OfficeInTest) -> None:
    browser = office.browser()
    browser.get("/password")
    seen: list[datetime] = [row.seen_at for row in sessions(office)]
    browser.get("/password")
    assert [row.seen_at for row in sessions(office)] == seen
