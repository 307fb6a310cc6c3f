"""Ten codes on paper, each good once, kept as hashes alone."""

from collections.abc import Iterator

import pytest

from admin.accounts import recovery
from admin.accounts.recovery import NUMBER, RecoveryCode
from admin.accounts.users import User
from tests.admin.conftest import OfficeInTest


@pytest.fixture
def clerk(office: OfficeInTest) -> Iterator[User]:
    made = office.account("town_editor")
    with office.app.app_context(), office.databases.working():
        yield made


def test_each_code_is_good_once(clerk: User) -> None:
    codes = recovery.make(clerk)
    assert len(set(codes)) == recovery.left(clerk) == NUMBER
    assert recovery.accept(clerk, codes[3])
    assert not recovery.accept(clerk, codes[3])
    assert recovery.left(clerk) == NUMBER - 1


def test_fresh_codes_end_those_of_before(clerk: User) -> None:
    (old, *_rest), new = recovery.make(clerk), recovery.make(clerk)
    assert not recovery.accept(clerk, old)
    assert recovery.accept(clerk, new[0])


def test_capitals_spaces_and_hyphens_do_not_matter(clerk: User) -> None:
    code = recovery.make(clerk)[0]
    assert recovery.accept(clerk, " " + code.upper().replace("-", " "))


@pytest.mark.parametrize("code", ["", "-", "aaaa-bbbb-cccc-dddd", "%", "' OR 1=1"])
def test_what_is_no_code_is_refused(clerk: User, code: str) -> None:
    recovery.make(clerk)
    assert not recovery.accept(clerk, code)
    assert recovery.left(clerk) == NUMBER


def test_a_code_is_for_its_own_account(office: OfficeInTest, clerk: User) -> None:
    code = recovery.make(clerk)[0]
    other = User.create(
        name="other", password="x", role="auditor", area_code="370303", fs_uniquifier="o"
    )
    assert not recovery.accept(other, code)
    assert recovery.accept(clerk, code)


def test_the_database_keeps_hashes_alone(clerk: User) -> None:
    plain = {code.replace("-", "") for code in recovery.make(clerk)}
    kept = {row.code_hash for row in RecoveryCode.select()}
    assert not kept & plain
    assert {len(code) for code in kept} == {64}
