"""Associations and teams, and the money of each: what came in, what went out, what is left.

Duties of the order: A2 11, A2 14, A2 23.
"""

from typing import Any

import pytest

from admin.registry.care.rows import FundEntry, Organisation
from tests.admin.conftest import OfficeInTest
from tests.admin.registry.factories import NOW, TODAY
from tests.factories import VILLAGE

TEAM = {
    "area_code": VILLAGE,
    "name": "测试村志愿队",
    "type": "volunteer_team",
    "leader": "张队长",
    "members": "12",
    "trained_on": "2026-05-01",
    "training": "急救",
    "is_active": "y",
}


def test_a_team_is_kept_with_its_leader_members_and_training(office: OfficeInTest) -> None:
    browser = office.browser("village_contact")
    browser.post("/care/organisation/new", data=TEAM)
    page = browser.get("/care/organisation/").text
    for word in ("测试村志愿队", "为老服务志愿者队伍", "张队长", "12", "2026-05-01"):
        assert word in page
    with office.databases.working():
        assert Organisation.get().training == "急救"


def test_a_leaders_name_leaves_the_house_in_no_workbook(office: OfficeInTest) -> None:
    browser = office.browser("village_contact")
    browser.post("/care/organisation/new", data=TEAM)
    assert "张队长".encode() not in browser.post("/care/organisation/export").data


@pytest.mark.parametrize(
    ("only", "shown"), [("idle", "歇着的协会"), ("volunteer_team", "志愿队一")]
)
def test_those_that_do_nothing_and_those_of_a_kind_can_be_looked_at(
    office: OfficeInTest, only: str, shown: str
) -> None:
    made: dict[str, Any] = {"area_code": VILLAGE, "made_at": NOW}
    with office.databases.working():
        Organisation.create(name="歇着的协会", type="elders_association", is_active=False, **made)
        Organisation.create(name="志愿队一", type="volunteer_team", **made)
    page = office.browser("town_editor").get(f"/care/organisation/?only={only}").text
    assert {name for name in ("歇着的协会", "志愿队一") if name in page} == {shown}


def test_each_association_has_its_balance_in_the_own_area(office: OfficeInTest) -> None:
    made: dict[str, Any] = {"made_at": NOW, "on": TODAY, "purpose": "x", "association": "甲协会"}
    with office.databases.working():
        for direction, fen, place in (("in", 120050, VILLAGE), ("out", 20050, VILLAGE)):
            FundEntry.create(area_code=place, direction=direction, source="dues", fen=fen, **made)
        FundEntry.create(
            area_code=VILLAGE, direction="in", source="dues", fen=7, void_at=NOW, **made
        )
        other = made | {"association": "外镇协会", "area_code": "370303102"}
        FundEntry.create(direction="in", source="dues", fen=7, **other)
    page = office.browser("town_editor").get("/care/fund/").text
    assert ">1000<" in page
    assert "外镇协会" not in page
