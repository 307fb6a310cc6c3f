"""What deserves a look, within the scope."""

import peewee as pw
import pytest

from admin.accounts.users import User
from admin.desk import inspection
from models import Provider
from tests import factories
from tests.admin.desk.conftest import Save, provider, service

FOREIGN = "370303102"


@pytest.fixture
def clerk(desk: pw.Database) -> User:
    return User(role="town_editor", area_code=factories.TOWN, active=True)


@pytest.fixture
def editor(desk: pw.Database) -> User:
    return User(role="district_editor", area_code=factories.DISTRICT, active=True)


@pytest.fixture
def twins(save: Save, desk: pw.Database) -> tuple[str, str]:
    """Two institutions of two towns with one telephone."""
    save("area", {"name": "沣水镇", "level": "town", "parent": factories.DISTRICT}, key=FOREIGN)
    own = save("provider", provider(name="南定的")).key
    return own, save("provider", provider(name="沣水那边的", area=FOREIGN)).key


def test_a_district_sees_the_doubles_of_its_towns(editor: User, twins: tuple[str, str]) -> None:
    (double,) = inspection.inspect(editor, "").doubles
    assert {entry.key for entry in double.entries} == set(twins)


def test_a_town_is_not_told_of_another_towns_record(clerk: User, twins: tuple[str, str]) -> None:
    assert inspection.inspect(clerk, "").doubles == []
    assert inspection.beside(clerk, Provider.get_by_id(twins[0])) == []


def test_a_form_is_told_of_the_doubles_of_its_record(editor: User, twins: tuple[str, str]) -> None:
    (double,) = inspection.beside(editor, Provider.get_by_id(twins[0]))
    assert double.reason == "phone"


def test_services_that_lack_a_column_are_listed_with_it(clerk: User, save: Save) -> None:
    save("service", service(content="热饭", audience=["family"], delivery="上门"))
    found = inspection.inspect(clerk, "")
    assert found.lacking_count == 1
    assert found.lacking[0].messages == ["服务标准", "支出责任主体", "资源获取渠道"]


def test_one_town_can_be_looked_at_alone(editor: User, twins: tuple[str, str]) -> None:
    assert inspection.inspect(editor, FOREIGN).doubles == []
