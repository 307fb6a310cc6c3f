"""What the trail hears at the door: who came, how, who did not and why; never what was typed."""

from datetime import date, timedelta

import pytest

from admin.accounts.audit import Entry
from admin.accounts.users import User
from pages import clock
from tests.admin.accounts.test_sign_in import sign_in
from tests.admin.conftest import OfficeInTest

TYPED = "我的密码打错了地方"


def heard(office: OfficeInTest) -> list[tuple[str, dict[str, object]]]:
    with office.databases.working():
        return [(entry.event, entry.detail) for entry in Entry.select().order_by(Entry.sequence)]


def test_who_comes_and_goes_is_noted(office: OfficeInTest) -> None:
    user, browser = office.account("town_editor"), office.stranger()
    sign_in(browser, user.name, office.passwords[user.name])
    browser.post("/sign-out")
    assert heard(office) == [("signed_in", {"method": "password"}), ("signed_out", {})]
    with office.databases.working():
        entry = Entry.get(Entry.event == "signed_in")
    assert (entry.kind, entry.key, entry.area_code) == ("account", str(user.id), user.area_code)
    assert entry.address == "127.0.0.1"


def test_a_new_password_is_noted_and_is_no_second_sign_in(office: OfficeInTest) -> None:
    user, browser = office.account("town_editor"), office.browser("town_editor")
    new = "院子里有三棵老槐树，不许砍"
    old = office.passwords[user.name]
    browser.post(
        "/password", data={"password": old, "new_password": new, "new_password_confirm": new}
    )
    assert heard(office) == [("password_changed", {})]


def test_a_name_that_does_not_exist_is_a_failure_about_nobody(office: OfficeInTest) -> None:
    sign_in(office.stranger(), TYPED, "x")
    assert heard(office) == [("sign_in_failed", {"reason": "account"})]
    with office.databases.working():
        assert TYPED not in str(Entry.get().__data__)


@pytest.mark.parametrize(
    ("changed", "password", "reason"),
    [
        ({}, "wrong", "password"),
        ({"active": False}, "", "closed"),
        ({"expires_on": date(2020, 1, 1)}, "", "expired"),
    ],
)
def test_a_failure_says_of_which_kind_it_was(
    office: OfficeInTest, changed: dict[str, object], password: str, reason: str
) -> None:
    user = office.account("town_editor")
    with office.databases.working():
        if changed:
            User.update(changed).where(User.id == user.id).execute()
    sign_in(office.stranger(), user.name, password or office.passwords[user.name])
    assert heard(office) == [("sign_in_failed", {"reason": reason})]


def test_a_stranger_who_goes_on_trying_is_told_of_once(office: OfficeInTest) -> None:
    browser = office.stranger()
    for _n in range(14):
        sign_in(browser, "nobody", "x")
    reasons = [detail["reason"] for _event, detail in heard(office)]
    assert reasons == ["account"] * 10 + ["throttled"]


def test_dead_links_are_told_of_once_in_five_minutes(
    office: OfficeInTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = office.stranger()
    for number in range(5):
        browser.get(f"/join/made-up-{number}")
    assert heard(office) == [("sign_in_failed", {"reason": "link"})]
    at = clock.now() + timedelta(minutes=6)
    monkeypatch.setattr(clock, "now", lambda: at)
    browser.get("/join/made-up")
    assert len(heard(office)) == 2
