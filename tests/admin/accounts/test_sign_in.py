"""Signing in by name and password; the answer to a wrong one says nothing else."""

from datetime import datetime, timedelta
from html import unescape

import pytest
from werkzeug.test import TestResponse

from admin.accounts import throttle
from admin.accounts.users import User
from tests.admin.conftest import Browser, OfficeInTest

WRONG = "账号或密码不对，或者账号已停用。"


@pytest.fixture
def clerk(office: OfficeInTest) -> tuple[str, str]:
    """The name and the password of a town's editor."""
    name = str(office.account("town_editor").name)
    return name, office.passwords[name]


def sign_in(browser: Browser, name: str, password: str, next_page: str = "") -> TestResponse:
    """Open the sign-in page as a person would, and send its form."""
    browser.get("/sign-in", query_string={"next": next_page} if next_page else None)
    form = {"name": name, "password": password, "next": next_page}
    return browser.post("/sign-in", data=form)


def test_the_right_password_opens_the_office(office: OfficeInTest, clerk: tuple[str, str]) -> None:
    browser = office.stranger()
    answer = sign_in(browser, *clerk)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert browser.get("/password").status_code == 200


def test_one_leads_on_to_the_page_that_was_wanted(
    office: OfficeInTest, clerk: tuple[str, str]
) -> None:
    browser = office.stranger()
    wanted = browser.get("/service/?page=2").headers["Location"]
    assert wanted == "/sign-in?next=/service/?page%3D2"
    assert sign_in(browser, *clerk, "/service/?page=2").headers["Location"] == "/service/?page=2"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "////e.x",
    ],
)
def test_one_is_never_led_to_another_site(
    office: OfficeInTest, clerk: tuple[str, str], elsewhere: str
) -> None:
    answer = sign_in(office.stranger(), *clerk, elsewhere)
    location = answer.headers.get("Location", "/")
    assert location.startswith("/")
    assert not location.startswith(("//", "/\\"))


def test_a_wrong_name_and_a_wrong_password_read_alike(
    office: OfficeInTest, clerk: tuple[str, str]
) -> None:
    for name, password in ((clerk[0], "wrong"), ("nobody", clerk[1]), ("'; DROP--", "x")):
        answer = sign_in(office.stranger(), name, password)
        assert answer.status_code == 200
        assert unescape(answer.text).count(WRONG) == 1


def test_an_account_that_was_stopped_reads_like_a_wrong_password(
    office: OfficeInTest, clerk: tuple[str, str]
) -> None:
    with office.databases.working():
        User.update(active=False).execute()
    assert WRONG in sign_in(office.stranger(), *clerk).text


def test_a_session_of_an_account_that_was_stopped_is_over(office: OfficeInTest) -> None:
    browser = office.browser("town_editor")
    with office.databases.working():
        User.update(active=False).execute()
    assert browser.get("/password").status_code == 302


def test_ten_failures_close_the_account_even_to_the_right_password(
    office: OfficeInTest, clerk: tuple[str, str]
) -> None:
    for number in range(10):
        browser = office.stranger()
        browser.environ_base["REMOTE_ADDR"] = f"10.0.0.{number}"
        sign_in(browser, clerk[0], "wrong")
    answer = sign_in(office.stranger(), *clerk)
    assert "试错次数太多" in answer.text
    assert answer.status_code == 200


def test_ten_failures_from_one_address_close_it_for_names_that_do_not_exist_too(
    office: OfficeInTest, clerk: tuple[str, str]
) -> None:
    browser = office.stranger()
    for number in range(10):
        assert WRONG in sign_in(browser, f"nobody{number}", "wrong").text
    assert "试错次数太多" in sign_in(browser, "nobody99", "wrong").text
    assert "试错次数太多" in sign_in(browser, *clerk).text


def test_the_door_opens_again_after_five_minutes(
    office: OfficeInTest, clerk: tuple[str, str]
) -> None:
    browser = office.stranger()
    for _n in range(10):
        sign_in(browser, clerk[0], "wrong")
    with office.databases.working():
        for attempt in throttle.Attempt.select():
            at: datetime = attempt.at - timedelta(minutes=5)
            throttle.Attempt.update(at=at).where(throttle.Attempt.id == attempt.id).execute()
    assert sign_in(browser, *clerk).status_code == 302


def test_there_is_no_other_way_in(office: OfficeInTest, clerk: tuple[str, str]) -> None:
    browser = office.stranger()
    for path in ("/register", "/reset", "/login", "/verify", "/tf-setup"):
        assert browser.get(path).headers["Location"].startswith("/sign-in")
    posted = browser.post("/sign-in?include_auth_token", json={"name": clerk[0]})
    assert posted.mimetype == "text/html"


def test_the_password_page_wants_the_old_password_and_a_good_new_one(
    office: OfficeInTest, clerk: tuple[str, str]
) -> None:
    browser = office.browser("town_editor")
    good = "院子里有三棵老槐树，不许砍"
    for old, new, said in (("wrong", good, ""), (clerk[1], "password1234", "太容易猜到")):
        form = {"password": old, "new_password": new, "new_password_confirm": new}
        answer = browser.post("/password", data=form)
        assert answer.status_code == 200
        assert said in answer.text
    form = {"password": clerk[1], "new_password": good, "new_password_confirm": good}
    assert browser.post("/password", data=form).status_code == 302
    assert sign_in(office.stranger(), clerk[0], good).status_code == 302
