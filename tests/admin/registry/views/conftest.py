"""A back office with a rural village, a helper and people of every kind in it."""

from dataclasses import dataclass
from typing import Any

import pytest

from admin.registry.people.elders import Elder
from models import Area
from tests.admin.conftest import Browser, OfficeInTest
from tests.admin.registry import factories
from tests.factories import VILLAGE

FOREIGN = "370303101202"
PHONE = "13800001234"
ID_NUMBER = "11010519491231002X"


@dataclass
class Village:
    """The office, and `elder` who is left behind there with everything filled in."""

    office: OfficeInTest
    elder: Elder
    foreign: Elder

    def browser(self, role: str = "town_editor", area: str = "") -> Browser:
        return self.office.browser(role, area)

    def path(self, rest: str = "") -> str:
        return f"/elders/{self.elder.handle}/{rest}"

    def reload(self) -> Any:
        with self.office.databases.working():
            return Elder.get_by_id(self.elder.id)

    def phone(self) -> str:
        """The elder's telephone as it is kept now."""
        with self.office.databases.working():
            kept: str = Elder.get_by_id(self.elder.id).phone.reveal()
        return kept

    def working(self) -> Any:
        return self.office.databases.working()


@pytest.fixture
def village(office: OfficeInTest) -> Village:
    with office.databases.working():
        Area.update(is_rural=True).where(Area.code == VILLAGE).execute()
        Area.create(
            code=FOREIGN, name="外村村委会", level="village", parent=VILLAGE[:9], is_rural=True
        )
        elder = factories.left_behind(name="王秀英", phone=PHONE, id_number=ID_NUMBER)
        foreign = factories.left_behind(name="赵远方", area_code=FOREIGN)
        return Village(office, elder, foreign)
