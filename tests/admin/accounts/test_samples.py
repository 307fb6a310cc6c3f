"""One account for each role, in the areas it is meant for, in a file for its owner alone."""

import json
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask_security import verify_password

from admin.accounts import samples, users
from models import Area
from tests.admin.conftest import OfficeInTest
from tests.factories import DISTRICT, TOWN, VILLAGE


@pytest.fixture(autouse=True)
def _inside(office: OfficeInTest) -> Iterator[None]:
    with office.app.app_context(), office.databases.working():
        yield


def test_every_role_gets_an_account_at_its_level(tmp_path: Path) -> None:
    samples.write(tmp_path / "accounts.json")
    rows = json.loads((tmp_path / "accounts.json").read_text(encoding="utf-8"))
    assert {row["role"]: row["area"] for row in rows} == {
        "district_administrator": DISTRICT,
        "district_editor": DISTRICT,
        "town_editor": TOWN,
        "village_contact": VILLAGE,
        "auditor": DISTRICT,
    }
    for row in rows:
        account = users.find(row["name"])
        assert account is not None
        assert verify_password(row["password"], account.password)


def test_the_file_is_for_its_owner_alone_even_if_it_was_there(tmp_path: Path) -> None:
    file = tmp_path / "accounts.json"
    file.write_text("[]")
    file.chmod(0o644)
    samples.write(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_second_call_renews_the_same_accounts(tmp_path: Path) -> None:
    assert samples.write(tmp_path / "first.json") == samples.write(tmp_path / "second.json")
    assert users.User.select().count() == 5
    assert (tmp_path / "first.json").read_text() != (tmp_path / "second.json").read_text()


def test_without_areas_there_is_nobody_to_be(tmp_path: Path) -> None:
    Area.update(level="province").execute()
    with pytest.raises(users.AccountRefused, match="区划"):
        samples.write(tmp_path / "accounts.json")
