"""A real browser sets up an app's codes and a passkey, and comes in by either.

The passkey is Chromium's own, in an authenticator that is only software; it needs a secure context,
and `localhost` is one.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

from admin.accounts.users import User
from tests.admin.conftest import OfficeInTest
from tests.browser.app_host import AppHost

pytestmark = pytest.mark.browser

DEVICE: dict[str, Any] = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def home(office: OfficeInTest) -> Iterator[str]:
    """The office under the name that a passkey can be bound to."""
    host = AppHost(office.app).start()
    yield host.address.replace("127.0.0.1", "localhost")
    host.stop()


@pytest.fixture
def boss(office: OfficeInTest) -> User:
    """A district editor who has no second factor yet."""
    user = office.account("district_editor")
    office.bare("district_editor")
    return user


@pytest.fixture
def window(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="zh-CN", viewport={"width": 390, "height": 844})
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def device(page: Page) -> tuple[CDPSession, str]:
    """Give the page's browser a finger that always fits; its session and its number."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    return session, str(made["authenticatorId"])


def by_password(page: Page, office: OfficeInTest, user: User, home: str) -> None:
    page.goto(f"{home}/sign-in")
    page.get_by_label("账号").fill(user.name)
    page.get_by_label("密码").fill(office.passwords[user.name])
    page.get_by_role("button", name="登录", exact=True).click()


def inside(page: Page) -> None:
    page.get_by_role("heading", name="今天要做的").wait_for()


def leave(page: Page) -> None:
    page.get_by_role("button", name="退出", exact=True).click()
    page.get_by_role("heading", name="登录").wait_for()


def code_of(office: OfficeInTest, letters: str) -> str:
    """What an app shows that was given these letters by hand."""
    secret = letters.replace("-", "")
    with office.app.app_context():
        factory = office.app.extensions["shouwang_codes"]._totp
        return str(factory(key=secret, format="base32", digits=6).generate().token)


def test_who_owes_a_factor_sets_up_an_app_and_comes_in_by_its_code(
    office: OfficeInTest, boss: User, window: Page, home: str
) -> None:
    by_password(window, office, boss, home)
    expect(window.get_by_text("您的账号权限大")).to_be_visible()
    window.get_by_role("link", name="开始设置").click()
    code = code_of(office, window.locator("#letters").inner_text())
    window.get_by_label("6 位验证码").fill(code)
    window.get_by_role("button", name="设好").click()
    slips = window.locator(".door-codes li").all_inner_texts()
    assert len(slips) == 10
    window.get_by_role("link", name="我抄好了").click()
    inside(window)

    leave(window)
    by_password(window, office, boss, home)
    with office.databases.working():
        kept = User.get_by_id(boss.id)
    window.get_by_label("手机上的 6 位验证码").fill(office.code(kept))
    window.get_by_role("button", name="登录", exact=True).click()
    inside(window)

    leave(window)
    by_password(window, office, boss, home)
    window.get_by_label("手机上的 6 位验证码").fill(slips[0])
    window.get_by_role("button", name="登录", exact=True).click()
    inside(window)
    expect(window.get_by_text("还剩 9 个")).to_be_visible()


def test_a_passkey_is_set_up_and_opens_the_office_alone_and_after_the_password(
    office: OfficeInTest, boss: User, window: Page, home: str
) -> None:
    device(window)
    by_password(window, office, boss, home)
    window.get_by_label("给它起个名字").fill("办公室电脑")
    window.get_by_role("button", name="加一把通行密钥").click()
    expect(window.get_by_text("办公室电脑")).to_be_visible()
    window.goto(home)
    inside(window)

    leave(window)
    window.get_by_role("button", name="用通行密钥进入").click()
    inside(window)

    leave(window)
    by_password(window, office, boss, home)
    window.get_by_role("heading", name="第二道验证").wait_for()
    window.get_by_role("button", name="用通行密钥进入").click()
    inside(window)


def test_a_finger_that_does_not_fit_is_said_and_opens_nothing(
    office: OfficeInTest, boss: User, window: Page, home: str
) -> None:
    session, number = device(window)
    by_password(window, office, boss, home)
    window.get_by_role("button", name="加一把通行密钥").click()
    window.get_by_role("button", name="去掉", exact=False).first.wait_for()
    window.goto(home)
    leave(window)
    refusal = {"authenticatorId": number, "isUserVerified": False}
    session.send("WebAuthn.setUserVerified", refusal)
    window.get_by_role("button", name="用通行密钥进入").click()
    expect(window.get_by_text("没有用成通行密钥")).to_be_visible()
    window.goto(home)
    window.get_by_role("heading", name="登录").wait_for()


def test_an_address_of_figures_says_why_a_passkey_cannot_be_made(
    office: OfficeInTest, boss: User, window: Page, home: str
) -> None:
    device(window)
    by_password(window, office, boss, home.replace("localhost", "127.0.0.1"))
    window.get_by_role("button", name="加一把通行密钥").click()
    expect(window.get_by_text("不能用数字地址")).to_be_visible()


def test_a_colleague_is_invited_and_comes_in_by_the_slip(
    office: OfficeInTest, browser: Browser, window: Page, home: str
) -> None:
    boss = office.account("district_administrator")
    by_password(window, office, boss, home)
    window.get_by_label("手机上的 6 位验证码").fill(office.code(boss))
    window.get_by_role("button", name="登录", exact=True).click()
    inside(window)
    window.goto(f"{home}/accounts/new")
    window.get_by_label("账号名").fill("南定镇-张")
    window.get_by_label("角色").select_option("town_editor")
    window.locator("#area").fill("南定")
    window.locator(".suggestions li").first.click()
    window.get_by_role("button", name="开账号").click()
    link = window.locator(".address").inner_text()

    guest = browser.new_context(locale="zh-CN").new_page()
    guest.goto(link)
    guest.locator("#password").fill("院子里有三棵老槐树，不许砍")
    guest.locator("#again").fill("院子里有三棵老槐树，不许砍")
    guest.get_by_role("button", name="设好，进入后台").click()
    inside(guest)
    expect(guest.locator(".who")).to_contain_text("南定镇-张")
    guest.context.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_about_people_runs_over_the_edge(
    office: OfficeInTest, window: Page, home: str, width: int
) -> None:
    boss = office.account("district_administrator")
    by_password(window, office, boss, home)
    window.get_by_label("手机上的 6 位验证码").fill(office.code(boss))
    window.get_by_role("button", name="登录", exact=True).click()
    inside(window)
    window.set_viewport_size({"width": width, "height": 800})
    own = f"/accounts/{boss.id}"
    pages = ["/accounts/", "/accounts/new", own, f"{own}/close", f"{own}/forget-factors"]
    pages += ["/trail/", "/me/", "/me/second-factor", "/me/authenticator", "/me/confirm"]
    for path in (*pages, "/password"):
        window.goto(home + path)
        assert window.evaluate("document.documentElement.scrollWidth") <= width, path
