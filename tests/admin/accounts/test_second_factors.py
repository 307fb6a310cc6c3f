"""Who owes a second factor, and what stands between the password and the office."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from flask import session

from admin.accounts import passkeys, recovery, second_factors
from admin.accounts.audit import Entry
from admin.accounts.second_factors import PENDING
from admin.accounts.users import ROLES, User
from models import Setting
from pages import clock
from tests.admin.accounts.authenticator import Authenticator
from tests.admin.accounts.test_passkeys import register
from tests.admin.conftest import OfficeInTest

OWING = {"district_administrator", "district_editor"}


@pytest.fixture(autouse=True)
def _inside(office: OfficeInTest) -> Iterator[None]:
    with office.app.test_request_context(), office.databases.working():
        yield


@pytest.mark.parametrize("role", ROLES)
def test_the_districts_roles_owe_one(office: OfficeInTest, role: str) -> None:
    user = office.account(role)
    assert second_factors.is_required(user, office.config) is (role in OWING)


@pytest.mark.parametrize("role", ROLES)
def test_a_setting_makes_everybody_owe_one(office: OfficeInTest, role: str) -> None:
    config = replace(office.config, second_factor="all")
    assert second_factors.is_required(office.account(role), config)


def test_a_demonstration_asks_nobody(office: OfficeInTest) -> None:
    user = office.account("district_editor")
    Setting.create(name="demonstration", value="yes")
    assert not second_factors.is_required(user, office.config)
    Setting.update(value="no").execute()
    assert second_factors.is_required(user, office.config)


@pytest.mark.parametrize(
    "path", ["/", "/service/", "/accounts/", "/trail/", "/me/", "/password", "/service/new/"]
)
def test_who_owes_one_is_led_to_where_it_is_set_up(office: OfficeInTest, path: str) -> None:
    browser = office.bare()
    assert browser.get(path).headers["Location"] == "/me/second-factor"
    assert browser.post(path).status_code in {302, 405}


def test_who_owes_one_may_set_it_up_or_leave(office: OfficeInTest) -> None:
    browser = office.bare()
    assert browser.get("/me/second-factor").status_code == 200
    assert browser.get("/me/authenticator").status_code == 200
    assert browser.post("/sign-out").headers["Location"] == "/sign-in"


def test_a_passkey_pays_the_debt_as_well(office: OfficeInTest, now: datetime) -> None:
    browser = office.bare()
    register(office.account("district_administrator"), Authenticator(), now)
    assert browser.get("/").status_code == 200


def test_recovery_codes_alone_are_no_second_factor(office: OfficeInTest) -> None:
    user = office.account("town_editor")
    recovery.make(user)
    assert second_factors.has(user) == []


def test_forgetting_takes_all_of_them_and_is_noted(office: OfficeInTest, now: datetime) -> None:
    user = office.account("district_editor")
    register(user, Authenticator(), now)
    recovery.make(user)
    second_factors.forget(user, now)
    kept = User.get_by_id(user.id)
    assert (second_factors.has(kept), recovery.left(kept), passkeys.of(kept)) == ([], 0, [])
    assert Entry.get(Entry.event == "second_factor_changed").detail == {"change": "removed"}


def test_a_right_password_waits_ten_minutes_for_the_rest(office: OfficeInTest) -> None:
    user, now = office.account("district_editor"), clock.now()
    second_factors.hold(user, now)
    assert second_factors.pending(now + PENDING - timedelta(seconds=1)) == user
    assert second_factors.pending(now + PENDING) is None


def test_an_account_that_is_closed_meanwhile_waits_for_nothing(office: OfficeInTest) -> None:
    user, now = office.account("district_editor"), clock.now()
    second_factors.hold(user, now)
    User.update(active=False).execute()
    assert second_factors.pending(now) is None


def test_a_new_password_ends_the_waiting(office: OfficeInTest) -> None:
    user, now = office.account("district_editor"), clock.now()
    second_factors.hold(user, now)
    User.update(fs_uniquifier="another").where(User.id == user.id).execute()
    assert second_factors.pending(now) is None
    assert "pending" in session
