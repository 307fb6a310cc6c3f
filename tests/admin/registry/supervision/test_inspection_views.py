"""An inspection through the browser: drawn, asked, found, put right, closed, told of.

Duties of the order: A2 39.
"""

import pytest

from admin.registry.supervision.rows import Finding, Inspection, Sample
from tests.admin.conftest import OfficeInTest
from tests.admin.registry import factories
from tests.factories import TOWN, VILLAGE

NEW = {"name": "督查", "area_code": TOWN, "on": "2026-11-20", "way": "random", "size": "2"}
FOUND = {"area_code": VILLAGE, "fault": "mere_form", "what": "记录照抄", "due_on": "2026-12-01"}


@pytest.fixture
def inspected(office: OfficeInTest) -> OfficeInTest:
    with office.databases.working():
        for _number in range(3):
            factories.elder(name="王某某")
    office.browser("town_editor").post("/care/inspection/new", data=NEW)
    return office


def test_whom_it_asks_is_drawn_and_cannot_be_drawn_anew(inspected: OfficeInTest) -> None:
    with inspected.databases.working():
        assert Sample.select().count() == 2
    browser = inspected.browser("town_editor")
    assert browser.post("/care/inspection/1", data={**NEW, "turn": "1"}).status_code == 403


def test_an_inspection_is_taken_to_its_end(inspected: OfficeInTest) -> None:
    town, village = inspected.browser("town_editor"), inspected.browser("village_contact")
    town.post("/care/inspection/1/ask/1", data={"turn": "1", "was_visited": "no"})
    town.post("/care/inspection/1/finding", data=FOUND)
    with inspected.databases.working():
        Inspection.update(area_code=VILLAGE).execute()
    village.post("/care/inspection/1/finding/1/remedy", data={"text": "重新走访了"})
    town.post("/care/inspection/1/finding/1/close", data={"agree": "yes"})
    town.post("/care/inspection/1/close", data={"summary": "总体尚可"})
    with inspected.databases.working():
        assert Finding.get().closed_on is not None
        assert Inspection.get().closed_on is not None
    notice = town.get("/care/inspection/1/notice").text
    assert "记录照抄" in notice
    assert "总体尚可" in notice
    assert "王某某" not in notice


def test_a_fault_is_not_closed_before_it_was_put_right(inspected: OfficeInTest) -> None:
    town = inspected.browser("town_editor")
    town.post("/care/inspection/1/finding", data=FOUND)
    town.post("/care/inspection/1/finding/1/close", data={"agree": "yes"})
    with inspected.databases.working():
        assert Finding.get().closed_on is None


def test_a_fault_of_another_town_cannot_be_set_down(inspected: OfficeInTest) -> None:
    beyond = {**FOUND, "area_code": "370303102"}
    page = inspected.browser("town_editor").post("/care/inspection/1/finding", data=beyond)
    assert "请从列表里选择。" in page.text
    with inspected.databases.working():
        assert not Finding.select().exists()


def test_the_sample_of_another_inspection_is_not_found(inspected: OfficeInTest) -> None:
    town = inspected.browser("town_editor")
    town.post("/care/inspection/new", data=NEW)
    assert town.get("/care/inspection/1/ask/3").status_code == 404
