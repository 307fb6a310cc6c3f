"""At the door: the second factor, a passkey, and the link to set a password."""

import json
from datetime import date, datetime
from typing import Any

import pytest

from admin.accounts import recovery
from admin.accounts.audit import Entry
from admin.accounts.users import User
from tests.admin.accounts.authenticator import Authenticator
from tests.admin.accounts.test_passkeys import register
from tests.admin.accounts.test_sign_in import sign_in
from tests.admin.accounts.views.visitor import (
    PASSWORD,
    after_password,
    by_passkey,
    code,
    invited,
    is_in,
    join,
    later,
    reasons,
)
from tests.admin.conftest import OfficeInTest

# The second factor


def test_a_password_alone_opens_nothing(office: OfficeInTest) -> None:
    browser = after_password(office)
    assert not is_in(browser)
    assert browser.get("/service/").headers["Location"].startswith("/sign-in")


def test_the_code_opens_the_office_and_leads_on(office: OfficeInTest) -> None:
    browser = after_password(office, next_page="/service/?page=2")
    data = {"code": office.code(office.account("district_editor")), "next": "/service/?page=2"}
    answer = browser.post("/second-factor", data=data)
    assert answer.headers["Location"] == "/service/?page=2"
    assert is_in(browser)
    with office.databases.working():
        entry = Entry.get(Entry.event == "signed_in")
    assert entry.detail == {"method": "password+authenticator"}


def test_the_code_leads_to_no_other_site(office: OfficeInTest) -> None:
    browser, user = after_password(office), office.account("district_editor")
    data = {"code": office.code(user), "next": "//evil.example/"}
    assert browser.post("/second-factor", data=data).headers["Location"] == "/"


def test_a_code_is_used_once(office: OfficeInTest) -> None:
    first, second = after_password(office), after_password(office)
    typed = office.code(office.account("district_editor"))
    assert code(first, f"{typed[:3]} {typed[3:]}").status_code == 302
    assert "已经用过" in code(second, typed).text
    assert not is_in(second)
    assert reasons(office) == ["second_factor"]


def test_a_recovery_code_is_used_once(office: OfficeInTest) -> None:
    user = office.account("district_editor")
    with office.databases.working():
        slip = recovery.make(user)[0]
    first, second = after_password(office), after_password(office)
    assert code(first, slip).status_code == 302
    assert "还剩 9 个" in first.get("/").text
    assert code(second, slip).status_code == 200
    assert not is_in(second)


def test_five_wrong_codes_close_it_even_to_the_right_one(office: OfficeInTest) -> None:
    user = office.account("district_editor")
    for number in range(5):
        browser = after_password(office)
        browser.environ_base["REMOTE_ADDR"] = f"10.0.0.{number}"
        code(browser, "000000")
    answer = code(after_password(office), office.code(user))
    assert "试错次数太多" in answer.text
    assert reasons(office) == ["second_factor"] * 5 + ["throttled"]


def test_without_the_password_nobody_is_asked(office: OfficeInTest) -> None:
    office.account("district_editor")
    browser = office.stranger()
    browser.get("/sign-in")
    assert code(browser, "000000").headers["Location"] == "/sign-in"
    assert office.stranger().get("/second-factor").headers["Location"] == "/sign-in"


def test_the_password_is_forgotten_after_ten_minutes(
    office: OfficeInTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = after_password(office)
    later(monkeypatch, minutes=11)
    assert code(browser, "000000").headers["Location"] == "/sign-in"


def test_signing_in_by_code_changes_the_token(office: OfficeInTest) -> None:
    browser = after_password(office)
    before = browser.get_cookie("shouwang", domain="localhost")
    code(browser, office.code(office.account("district_editor")))
    after = browser.get_cookie("shouwang", domain="localhost")
    assert before is not None
    assert after is not None
    assert before.value != after.value


# Passkeys


@pytest.fixture
def device(office: OfficeInTest, now: datetime) -> Authenticator:
    """The district editor's telephone."""
    made = Authenticator()
    user = office.account("district_editor")
    with office.databases.working():
        register(user, made, now)
    return made


def test_a_passkey_opens_the_office_without_a_password(
    office: OfficeInTest, device: Authenticator
) -> None:
    browser = office.stranger()
    assert by_passkey(browser, device).get_json() == {"location": "/"}
    assert is_in(browser)


def test_a_passkey_stands_for_the_code(office: OfficeInTest, device: Authenticator) -> None:
    browser = after_password(office)
    options = browser.post("/passkey/options", json={}).get_json()
    assert len(options["allowCredentials"]) == 1
    assert browser.post("/passkey", json=device.sign(options)).status_code == 200
    assert is_in(browser)


def test_anothers_passkey_does_not_stand_for_ones_code(
    office: OfficeInTest, device: Authenticator
) -> None:
    browser = after_password(office, "district_administrator")
    options = browser.post("/passkey/options", json={}).get_json()
    assert browser.post("/passkey", json=device.sign(options)).status_code == 403
    assert not is_in(browser)


def test_an_answer_is_worth_nothing_the_second_time(
    office: OfficeInTest, device: Authenticator
) -> None:
    browser = office.stranger()
    browser.get("/sign-in")
    answer = device.sign(browser.post("/passkey/options", json={}).get_json())
    other = office.stranger()
    other.get("/sign-in")
    assert browser.post("/passkey", json=answer).status_code == 200
    assert browser.post("/passkey", json=answer).status_code == 403
    assert other.post("/passkey", json=answer).status_code == 403
    assert not is_in(other)


def test_a_passkey_for_another_site_is_refused_and_noted(
    office: OfficeInTest, device: Authenticator
) -> None:
    device.origin = "http://evil.example"
    answer = by_passkey(office.stranger(), device)
    assert answer.status_code == 403
    assert "没有通过" in answer.get_json()["message"]
    assert reasons(office) == ["passkey"]


@pytest.mark.parametrize(
    ("changed", "reason"),
    [({"active": False}, "closed"), ({"expires_on": date(2020, 1, 1)}, "expired")],
)
def test_a_passkey_of_an_account_that_is_over_opens_nothing(
    office: OfficeInTest, device: Authenticator, changed: dict[str, Any], reason: str
) -> None:
    with office.databases.working():
        User.update(changed).execute()
    browser = office.stranger()
    assert by_passkey(browser, device).status_code == 403
    assert not is_in(browser)
    assert reasons(office) == [reason]


def test_guessing_with_passkeys_is_slowed_down(office: OfficeInTest, device: Authenticator) -> None:
    browser, forged = office.stranger(), Authenticator()
    for _n in range(10):
        assert by_passkey(browser, forged).status_code == 403
    assert "试错次数太多" in json.loads(by_passkey(browser, device).data)["message"]


# Links


def test_a_link_sets_the_password_and_leads_in(office: OfficeInTest) -> None:
    browser, address = office.stranger(), invited(office)
    assert join(browser, address).headers["Location"] == "/"
    assert is_in(browser)
    name = office.account("town_editor").name
    assert sign_in(office.stranger(), name, PASSWORD).status_code == 302


def test_looking_at_a_link_uses_nothing_up(office: OfficeInTest) -> None:
    address = invited(office)
    for _n in range(3):
        assert office.stranger().get(address).status_code == 200
    assert join(office.stranger(), address).status_code == 302


def test_a_link_is_good_once(office: OfficeInTest) -> None:
    address = invited(office)
    join(office.stranger(), address)
    answer = office.stranger().get(address)
    assert answer.status_code == 404
    assert "用过了、过期了" in answer.text
    assert "/second" not in answer.text


def test_an_expired_link_says_so_and_changes_nothing(
    office: OfficeInTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, user = invited(office), office.account("town_editor")
    browser = office.stranger()
    browser.get(address)
    later(monkeypatch, hours=73)
    browser.get("/sign-in")
    answer = browser.post(address, data={"password": PASSWORD, "again": PASSWORD})
    assert answer.status_code == 404
    with office.databases.working():
        assert User.get_by_id(user.id).password == user.password


def test_a_dead_link_tells_nothing_of_whose_it_was(office: OfficeInTest) -> None:
    address = invited(office)
    join(office.stranger(), address)
    used, made_up = office.stranger().get(address), office.stranger().get("/join/made-up")
    assert used.text == made_up.text
    assert office.account("town_editor").name not in used.text


@pytest.mark.parametrize(
    ("password", "again", "said"),
    [
        ("short", "", "至少 12 个字符"),
        ("password1234", "", "太容易猜到"),
        (PASSWORD, "别的", "两次输的不一样"),
        ("", "", "至少 12 个字符"),
    ],
)
def test_a_bad_password_is_said_and_the_link_stays_good(
    office: OfficeInTest, password: str, again: str, said: str
) -> None:
    browser, address = office.stranger(), invited(office)
    assert said in join(browser, address, password, again).text
    assert join(browser, address).status_code == 302


def test_a_link_does_not_replace_the_second_factor(office: OfficeInTest) -> None:
    browser, address = office.stranger(), invited(office, "district_editor", "reset")
    assert join(browser, address).headers["Location"] == "/second-factor"
    assert not is_in(browser)
    code(browser, office.code(office.account("district_editor")))
    assert is_in(browser)


def test_a_new_password_by_link_ends_the_sessions_of_before(office: OfficeInTest) -> None:
    old, address = office.browser("town_editor"), invited(office, purpose="reset")
    join(office.stranger(), address)
    assert not is_in(old)


def test_who_is_signed_in_as_somebody_else_is_asked_to_leave_first(office: OfficeInTest) -> None:
    browser, address = office.browser("auditor"), invited(office)
    answer = browser.post(address, data={"password": PASSWORD, "again": PASSWORD})
    assert "请先退出" in answer.text
    assert join(office.stranger(), address).status_code == 302
