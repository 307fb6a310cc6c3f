"""Length counts, the obvious is refused, and a generated password passes its own rules."""

from collections.abc import Iterator

import pytest

from admin.accounts import passwords
from tests.admin.conftest import OfficeInTest


@pytest.fixture(autouse=True)
def _inside(office: OfficeInTest) -> Iterator[None]:
    with office.app.app_context():
        yield


@pytest.mark.parametrize(
    "password",
    [
        "password1234",
        "Password123456",
        "123456789012",
        "888888888888",
        "abcabcabcabc",
        "woaini1314520",
        "zhangdian20231",
        "qwertyuiop123456",
        "admin@123456",
        "adminadminadmin",
        "wangfang2026",
    ],
)
def test_an_obvious_password_is_refused(password: str) -> None:
    assert passwords.problems(password, "wangfang") == ["这个密码太容易猜到，请换一个。"]


def test_a_short_password_is_refused_with_the_length() -> None:
    assert "12" in passwords.problems("x7!kQ2#mZp9", "wang")[0]


def test_a_password_of_a_megabyte_is_refused_before_it_is_hashed() -> None:
    assert "128" in passwords.problems("长" * 1_000_000, "wang")[0]


@pytest.mark.parametrize(
    "password", ["院子里有三棵老槐树，不许砍", "correct horse stapler", "x7!kQ2#mZp9T"]
)
def test_a_sentence_or_twelve_odd_characters_will_do(password: str) -> None:
    assert passwords.problems(password, "wang") == []


def test_a_generated_password_passes_its_own_rules() -> None:
    for _n in range(200):
        assert passwords.problems(passwords.generate(), "wang") == []
