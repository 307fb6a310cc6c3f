"""Setting up what guards the own account: only freshly confirmed, and never to nothing."""

from datetime import datetime, timedelta

import pytest
from werkzeug.test import TestResponse

from admin.accounts import passkeys, recovery
from admin.accounts.audit import Entry
from admin.accounts.users import User
from pages import clock
from tests.admin.accounts.authenticator import Authenticator
from tests.admin.accounts.test_passkeys import register
from tests.admin.conftest import Browser, OfficeInTest


def offered(office: OfficeInTest, browser: Browser) -> str:
    """Open the page of the authenticator; the code that its secret gives now."""
    assert browser.get("/me/authenticator").status_code == 200
    with browser.changing() as session, office.app.app_context():
        made = office.app.extensions["shouwang_codes"].generate_totp_password(session["totp"])
    return str(made)


def set_up(office: OfficeInTest, browser: Browser) -> TestResponse:
    return browser.post("/me/authenticator", data={"code": offered(office, browser)})


def late(monkeypatch: pytest.MonkeyPatch) -> None:
    """So long after signing in that the password is asked for again."""
    at = clock.now() + timedelta(minutes=16)
    monkeypatch.setattr(clock, "now", lambda: at)


def account(office: OfficeInTest, role: str) -> User:
    with office.databases.working():
        return User.get(User.role == role)


def test_the_first_factor_brings_ten_recovery_codes_shown_once(office: OfficeInTest) -> None:
    browser = office.bare()
    answer = set_up(office, browser)
    assert answer.text.count("<li><code>") == 10
    assert "只显示这一次" in answer.text
    assert browser.get("/").status_code == 200
    with office.databases.working():
        changes = [e.detail for e in Entry.select().where(Entry.event == "second_factor_changed")]
    assert changes == [
        {"method": "authenticator", "change": "added"},
        {"method": "recovery", "change": "added"},
    ]


def test_a_wrong_code_sets_up_nothing_and_shows_the_same_picture(office: OfficeInTest) -> None:
    browser = office.bare()
    offered(office, browser)
    first = browser.post("/me/authenticator", data={"code": "000000"}).text
    second = browser.post("/me/authenticator", data={"code": "000000"}).text
    assert "验证码不对" in first
    assert first.split("data:image")[1][:200] == second.split("data:image")[1][:200]
    assert account(office, "district_administrator").totp_secret is None


def test_the_form_sent_twice_sets_up_once(office: OfficeInTest) -> None:
    browser = office.bare()
    code = offered(office, browser)
    assert browser.post("/me/authenticator", data={"code": code}).status_code == 200
    again = browser.post("/me/authenticator", data={"code": code})
    assert again.headers["Location"] == "/me/authenticator"


def test_a_new_factor_ends_the_sessions_elsewhere(office: OfficeInTest) -> None:
    here, elsewhere = office.browser("town_editor"), office.browser("town_editor")
    set_up(office, here)
    assert here.get("/me/").status_code == 200
    assert elsewhere.get("/me/").status_code == 302


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/me/authenticator"),
        ("POST", "/me/authenticator"),
        ("POST", "/me/authenticator/remove"),
        ("POST", "/me/recovery-codes"),
        ("POST", "/me/passkeys/remove"),
    ],
)
def test_a_desk_left_alone_changes_nothing(
    office: OfficeInTest, monkeypatch: pytest.MonkeyPatch, method: str, path: str
) -> None:
    browser = office.browser()
    late(monkeypatch)
    answer = browser.open(path, method=method)
    assert answer.headers["Location"].startswith("/me/confirm")
    assert account(office, "district_administrator").totp_secret


def test_a_script_is_told_where_to_confirm(
    office: OfficeInTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = office.browser()
    late(monkeypatch)
    answer = browser.post("/me/passkeys/options", json={})
    assert answer.get_json() == {"location": "/me/confirm?then=overview"}


def test_the_password_once_more_opens_it_again(
    office: OfficeInTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    user, browser = office.account("district_administrator"), office.browser()
    late(monkeypatch)
    wrong = browser.post("/me/confirm?then=authenticator", data={"password": "x"})
    assert "密码不对" in wrong.text
    right = {"password": office.passwords[user.name]}
    answer = browser.post("/me/confirm?then=authenticator", data=right)
    assert answer.headers["Location"] == "/me/authenticator"
    assert browser.get("/me/authenticator").status_code == 200
    with office.databases.working():
        assert Entry.get(Entry.event == "sign_in_failed").detail == {"reason": "password"}


def test_confirming_leads_to_no_other_place(office: OfficeInTest) -> None:
    user, browser = office.account("district_administrator"), office.browser()
    data = {"password": office.passwords[user.name]}
    answer = browser.post("/me/confirm?then=//evil.example", data=data)
    assert answer.headers["Location"] == "/me/second-factor"


@pytest.mark.parametrize("path", ["/me/confirm", "/password"])
def test_the_password_cannot_be_guessed_from_inside(office: OfficeInTest, path: str) -> None:
    user, browser = office.account("town_editor"), office.browser("town_editor")
    new = {"new_password": "院子里有三棵老槐树", "new_password_confirm": "院子里有三棵老槐树"}
    for _n in range(10):
        browser.post(path, data={"password": "x"} | new)
        browser.post(path, data={"password": "x", "new_password": ""})
    right = {"password": office.passwords[user.name]} | new
    assert "试错次数太多" in browser.post(path, data=right).text


def test_who_must_have_one_cannot_take_off_the_last(office: OfficeInTest) -> None:
    browser = office.browser()
    answer = browser.post("/me/authenticator/remove", follow_redirects=True)
    assert "必须有第二道验证" in answer.text
    assert account(office, "district_administrator").totp_secret


def test_who_has_another_may_take_one_off(office: OfficeInTest, now: datetime) -> None:
    user, browser = office.account("district_administrator"), office.browser()
    with office.databases.working():
        register(user, Authenticator(), now)
    browser.post("/me/authenticator/remove")
    assert account(office, "district_administrator").totp_secret is None
    passkey = {"passkey": "1"}
    assert "必须有" in browser.post("/me/passkeys/remove", data=passkey, follow_redirects=True).text
    with office.databases.working():
        assert len(passkeys.of(user)) == 1


def test_with_the_last_factor_the_recovery_codes_go(office: OfficeInTest) -> None:
    browser = office.browser("town_editor")
    set_up(office, browser)
    browser.post("/me/authenticator/remove")
    with office.databases.working():
        assert recovery.left(account(office, "town_editor")) == 0


def test_nothing_that_is_not_there_is_taken_off_and_noted(office: OfficeInTest) -> None:
    browser = office.browser("town_editor")
    browser.post("/me/authenticator/remove")
    browser.post("/me/passkeys/remove", data={"passkey": "7"})
    with office.databases.working():
        assert not Entry.select().where(Entry.event == "second_factor_changed").exists()


def test_nobody_takes_off_anothers_passkey(office: OfficeInTest, now: datetime) -> None:
    with office.databases.working():
        kept = register(office.account("district_editor"), Authenticator(), now)
    office.browser("town_editor").post("/me/passkeys/remove", data={"passkey": str(kept.id)})
    with office.databases.working():
        assert passkeys.of(account(office, "district_editor")) == [kept]


def test_fresh_recovery_codes_are_for_who_has_a_factor(office: OfficeInTest) -> None:
    answer = office.browser("town_editor").post("/me/recovery-codes", follow_redirects=True)
    assert "请先设好" in answer.text
    assert "旧的都作废了" in office.browser().post("/me/recovery-codes").text


def test_a_passkey_is_added_by_the_answer_of_a_browser(office: OfficeInTest) -> None:
    browser, device = office.browser("town_editor"), Authenticator()
    options = browser.post("/me/passkeys/options", json={}).get_json()
    body = {"credential": device.make(options), "name": "办公室电脑"}
    assert browser.post("/me/passkeys", json=body).get_json() == {"location": "/me/second-factor"}
    assert "办公室电脑" in browser.get("/me/second-factor").text
    assert browser.post("/me/passkeys", json=body).status_code == 403


@pytest.mark.parametrize("body", [b"", b"[]", b'{"credential": 7}', b'{"name": {"x": 1}}'])
def test_what_is_no_passkey_is_refused_with_a_sentence(office: OfficeInTest, body: bytes) -> None:
    browser = office.browser("town_editor")
    browser.post("/me/passkeys/options", json={})
    answer = browser.post("/me/passkeys", data=body, content_type="application/json")
    assert answer.status_code == 403
    assert "没有存成" in answer.get_json()["message"]
