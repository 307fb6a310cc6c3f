"""An account has one spelling, a role, an area, and a password that only its owner was told."""

from collections.abc import Iterator

import pytest
from flask_security import verify_password

from admin.accounts import users
from tests.admin.conftest import OfficeInTest
from tests.factories import DISTRICT


@pytest.fixture(autouse=True)
def _inside(office: OfficeInTest) -> Iterator[None]:
    with office.app.app_context(), office.databases.working():
        yield


def test_a_new_account_gets_a_fresh_password_kept_as_argon2id() -> None:
    made, password = users.add("王芳", "town_editor", DISTRICT)
    assert made.password.startswith("$argon2id$")
    assert password not in made.password
    assert verify_password(password, made.password)


def test_two_accounts_never_get_the_same_password() -> None:
    assert users.add("wang", "auditor", "37")[1] != users.add("zhang", "auditor", "37")[1]


@pytest.mark.parametrize("spelled", ["Wang", "ｗａｎｇ", " wang ", "WANG"])
def test_another_spelling_of_a_name_is_the_same_account(spelled: str) -> None:
    made, _password = users.add("wang", "auditor", DISTRICT)
    assert users.find(spelled) == made
    with pytest.raises(users.AccountRefused, match="已经有账号"):
        users.add(spelled, "auditor", DISTRICT)


@pytest.mark.parametrize("name", ["", "w", "a b", "a/b", "<b>bold</b>", "名" * 33, "wang\x00"])
def test_a_name_that_could_be_mistaken_or_misused_is_refused(name: str) -> None:
    with pytest.raises(users.AccountRefused, match="账号名"):
        users.add(name, "auditor", DISTRICT)


def test_an_unknown_role_is_refused_and_the_known_ones_are_told() -> None:
    with pytest.raises(users.AccountRefused, match="village_contact"):
        users.add("wang", "king", DISTRICT)


@pytest.mark.parametrize("code", ["", "3", "370", "37030x", "３７", "3703031", "3703031012011"])
def test_an_area_code_that_is_none_is_refused(code: str) -> None:
    with pytest.raises(users.AccountRefused, match="区划代码"):
        users.add("wang", "auditor", code)


def test_a_renewed_account_has_another_password_and_other_sessions() -> None:
    made, first = users.add("wang", "auditor", DISTRICT)
    before = made.fs_uniquifier
    second = users.renew(made)
    kept = users.find("wang")
    assert kept is not None
    assert kept.fs_uniquifier != before
    assert verify_password(second, kept.password)
    assert not verify_password(first, kept.password)
