"""The six digits: right now, a little off, once, and for one account."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from admin.accounts import codes
from admin.accounts.users import User
from pages import clock
from tests.admin.conftest import OfficeInTest


@pytest.fixture(autouse=True)
def _inside(office: OfficeInTest) -> Iterator[None]:
    office.account("district_editor")
    office.account("district_administrator")
    with office.app.app_context(), office.databases.working():
        yield


@pytest.fixture
def editor() -> User:
    user: User = User.get(User.role == "district_editor")
    return user


def shown(user: User) -> str:
    """What the account's telephone shows now."""
    return str(codes._codes().generate_totp_password(user.totp_secret))


def after(monkeypatch: pytest.MonkeyPatch, seconds: int) -> None:
    at = clock.now() + timedelta(seconds=seconds)
    monkeypatch.setattr(clock, "now", lambda: at)


def test_the_code_of_now_is_accepted_once(editor: User) -> None:
    code = shown(editor)
    assert codes.accept(editor, code)
    assert not codes.accept(User.get_by_id(editor.id), code)


def test_two_who_send_the_same_code_at_once_are_one_too_many(editor: User) -> None:
    code, same = shown(editor), User.get_by_id(editor.id)
    assert codes.accept(editor, code)
    assert not codes.accept(same, code)


def test_a_code_from_before_the_last_one_is_worth_nothing(
    editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = shown(editor)
    after(monkeypatch, 30)
    assert codes.accept(editor, shown(editor))
    assert not codes.accept(User.get_by_id(editor.id), old)


@pytest.mark.parametrize(("seconds", "is_good"), [(-30, True), (30, True), (-90, False)])
def test_a_clock_may_be_off_by_one_period(
    editor: User, monkeypatch: pytest.MonkeyPatch, seconds: int, is_good: bool
) -> None:
    now = clock.now()
    after(monkeypatch, seconds)
    code = shown(editor)
    monkeypatch.setattr(clock, "now", lambda: now)
    assert codes.accept(editor, code) is is_good


def test_another_accounts_code_opens_nothing(editor: User) -> None:
    other = User.get(User.role == "district_administrator")
    assert not codes.accept(editor, shown(other))


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "１２３４５６", "-12345"])
def test_what_is_no_code_is_refused(editor: User, code: str) -> None:
    assert not codes.accept(editor, code)


def test_a_secret_is_taken_only_with_a_code_of_it(editor: User) -> None:
    before, secret = editor.totp_secret, codes.new_secret()
    assert not codes.begin(editor, secret, shown(editor))
    assert User.get_by_id(editor.id).totp_secret == before
    code = codes._codes().generate_totp_password(secret)
    assert codes.begin(editor, secret, code)
    assert User.get_by_id(editor.id).totp_secret == secret


def test_the_secret_is_not_readable_in_the_database(editor: User) -> None:
    letters = codes.letters(editor.totp_secret).replace("-", "")
    assert letters not in editor.totp_secret


def test_the_picture_is_an_image_in_the_page_and_no_address_elsewhere(editor: User) -> None:
    assert codes.picture(editor.totp_secret, editor.name).startswith("data:image/svg+xml")
