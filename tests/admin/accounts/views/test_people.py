"""The pages on which an administrator keeps the accounts of the own area."""

from collections.abc import Iterator
from dataclasses import replace
from html import unescape

import pytest

from admin.accounts import users
from admin.accounts.audit import Entry
from admin.accounts.users import User
from tests.admin.conftest import Browser, OfficeInTest
from tests.admin.test_mail import Letterbox
from tests.factories import DISTRICT, TOWN

FORM = {"name": "南定镇-张", "role": "town_editor", "area": TOWN}
BEYOND = "370304101"


@pytest.fixture
def browser(office: OfficeInTest) -> Browser:
    return office.browser("district_administrator")


@pytest.fixture
def letterbox(office: OfficeInTest) -> Iterator[Letterbox]:
    """A mail server that the office knows."""
    with Letterbox() as box:
        shouwang = office.app.extensions["shouwang"]
        shouwang.config = replace(
            shouwang.config,
            smtp_host="127.0.0.1",
            smtp_port=box.port,
            smtp_security="none",
            smtp_from="office@example.cn",
        )
        yield box


def find(office: OfficeInTest, name: str) -> User | None:
    with office.databases.working():
        return users.find(name)


def add(office: OfficeInTest, name: str, role: str, area: str) -> User:
    with office.app.app_context(), office.databases.working():
        return users.add(name, role, area)[0]


def test_who_is_invited_gets_a_slip_with_a_link_that_works(
    office: OfficeInTest, browser: Browser
) -> None:
    page = browser.post("/accounts/new", data=FORM).text
    assert "72 小时内有效" in page
    assert "data:image/svg+xml" in page
    address = page.split('class="address">')[1].split("</code>")[0]
    assert office.stranger().get(address).status_code == 200
    assert "等他来设密码" in browser.get("/accounts/").text


def test_a_slip_with_this_machines_own_address_says_so(browser: Browser) -> None:
    assert "只能在这台电脑上打开" in browser.post("/accounts/new", data=FORM).text


def test_everything_that_is_wrong_is_said_at_its_field_and_what_was_typed_stays(
    office: OfficeInTest, browser: Browser
) -> None:
    form = {"name": "！", "area-typed": "没有的镇", "expires_on": "30.6.2027", "mail": "x"}
    page = unescape(browser.post("/accounts/new", data=form).text)
    for field in ("name", "role", "area", "expires_on", "mail"):
        assert f'id="error-{field}"' in page
    for typed in form.values():
        assert f'value="{typed}"' in page
    assert "30.6.2027" in page


def test_the_same_form_twice_makes_one_account(office: OfficeInTest, browser: Browser) -> None:
    browser.post("/accounts/new", data=FORM)
    assert "已经有账号" in browser.post("/accounts/new", data=FORM).text
    with office.databases.working():
        assert User.select().where(User.name == FORM["name"]).count() == 1


@pytest.mark.parametrize(
    "forged", [{"area": BEYOND}, {"area": "37"}, {"role": "king"}, {"role": "district_editor"}]
)
def test_a_forged_form_gives_nothing_above_or_beyond(
    office: OfficeInTest, browser: Browser, forged: dict[str, str]
) -> None:
    assert "还没有保存" in browser.post("/accounts/new", data=FORM | forged).text
    assert find(office, FORM["name"]) is None


def test_accounts_beyond_and_above_are_not_there(office: OfficeInTest, browser: Browser) -> None:
    for name, area in (("elsewhere", BEYOND), ("above", "37")):
        account = add(office, name, "auditor", area)
        assert name not in browser.get("/accounts/").text
        for path in ("", "/close", "/forget-factors"):
            assert browser.get(f"/accounts/{account.id}{path}").status_code == 404
        for path in ("", "/close", "/reopen", "/sign-out", "/link", "/forget-factors"):
            assert browser.post(f"/accounts/{account.id}{path}").status_code == 404
    assert browser.get(f"/accounts/{2**70}").status_code == 404


def test_an_account_is_changed_and_nothing_is_saved_for_nothing(
    office: OfficeInTest, browser: Browser
) -> None:
    account = add(office, "zhang", "town_editor", TOWN)
    form = {"role": "town_editor", "area": TOWN, "mail": "a@b.cn", "expires_on": "2999-01-01"}
    path = f"/accounts/{account.id}"
    assert "已保存" in browser.post(path, data=form, follow_redirects=True).text
    assert "没有改动" in browser.post(path, data=form, follow_redirects=True).text
    changed = find(office, "zhang")
    assert changed is not None
    assert (changed.mail, str(changed.expires_on)) == ("a@b.cn", "2999-01-01")


def test_closing_asks_first_and_then_ends_everything(
    office: OfficeInTest, browser: Browser
) -> None:
    clerk = office.browser("town_editor")
    path = f"/accounts/{office.account('town_editor').id}/close"
    assert "停用" in browser.get(path).text
    assert clerk.get("/me/").status_code == 200
    assert "在各处的登录都退出了" in browser.post(path, follow_redirects=True).text
    assert clerk.get("/me/").status_code == 302


def test_who_comes_back_signs_in_with_the_old_password(
    office: OfficeInTest, browser: Browser
) -> None:
    account = office.account("town_editor")
    browser.post(f"/accounts/{account.id}/close")
    assert "先启用" in browser.post(f"/accounts/{account.id}/link", follow_redirects=True).text
    browser.post(f"/accounts/{account.id}/reopen")
    form = {"name": account.name, "password": office.passwords[account.name]}
    stranger = office.stranger()
    stranger.get("/sign-in")
    assert stranger.post("/sign-in", data=form).headers["Location"] == "/"


def test_the_last_administrator_stays_whatever_is_posted(
    office: OfficeInTest, browser: Browser
) -> None:
    path = f"/accounts/{office.account('district_administrator').id}"
    assert "另一位管理员" in browser.post(f"{path}/close", follow_redirects=True).text
    form = {"role": "auditor", "area": DISTRICT}
    assert "另一位管理员" in browser.post(path, data=form).text
    assert browser.get("/accounts/").status_code == 200


def test_who_lost_the_telephone_gets_a_link_and_a_fresh_start(
    office: OfficeInTest, browser: Browser
) -> None:
    account, old = office.account("district_editor"), office.browser("district_editor")
    path = f"/accounts/{account.id}/forget-factors"
    assert "当面" in browser.get(path).text
    assert "24 小时内有效" in browser.post(path).text
    assert old.get("/me/").status_code == 302
    kept = find(office, account.name)
    assert kept is not None
    assert kept.totp_secret is None


def test_a_link_goes_by_mail_where_that_was_asked_for(
    browser: Browser, letterbox: Letterbox
) -> None:
    form = FORM | {"mail": "zhang@example.cn", "mail-it": "1"}
    page = browser.post("/accounts/new", data=form).text
    assert "已发到他的邮箱" in page
    (letter,) = letterbox.letters
    assert letter.to == ["zhang@example.cn"]
    assert page.split('class="address">')[1].split("</code>")[0] in letter.text
    assert "72 小时内有效" in letter.text


def test_a_mail_that_does_not_go_leaves_the_slip(
    office: OfficeInTest, browser: Browser, letterbox: Letterbox
) -> None:
    letterbox.close()
    page = browser.post("/accounts/new", data=FORM | {"mail": "a@b.cn", "mail-it": "1"}).text
    assert "邮件没有发出" in page
    assert 'class="address"' in page


def test_the_trail_hears_of_it_without_the_address_of_mail(
    office: OfficeInTest, browser: Browser
) -> None:
    browser.post("/accounts/new", data=FORM | {"mail": "zhang@example.cn"})
    with office.databases.working():
        heard = [entry.__data__ for entry in Entry.select()]
    assert [entry["event"] for entry in heard] == ["account_added", "link_made"]
    assert "zhang@example" not in str(heard)


def test_the_list_is_searched_and_a_page_that_is_none_is_the_first(
    office: OfficeInTest, browser: Browser
) -> None:
    add(office, "zhang", "town_editor", TOWN)
    assert "zhang" in browser.get("/accounts/?search=南定&page=x").text
    assert "没有符合条件" in browser.get("/accounts/?search=没有的人").text
