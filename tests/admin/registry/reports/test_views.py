"""Each report on screen, on paper and as a workbook, in the own area; what the town is told.

Duties of the order: A2 16.
"""

import io
from typing import Any

import openpyxl
import pytest

from admin.accounts.audit import Entry
from admin.registry.people.elders import Elder
from admin.registry.people.town_reports import TownReport
from admin.registry.reports import catalogue
from tests.admin.conftest import DeskInTest
from tests.admin.registry import factories


@pytest.fixture
def people(town_desk: DeskInTest) -> DeskInTest:
    """A priority elder without a helper, one with a helper, and one of another town."""
    with town_desk.office.databases.working():
        factories.elder(name="甲老人", is_priority=True, livelihood="poor", self_care="unable")
        second = factories.left_behind(name="乙老人")
        factories.assignment(second, factories.helper())
        factories.duty(second)
        factories.elder(name="外镇人", area_code="370303102", is_priority=True)
    return town_desk


def workbook(answer: Any) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    assert book.active is not None
    return list(book.active.iter_rows(values_only=True))


@pytest.mark.parametrize("name", sorted(catalogue.REPORTS))
def test_every_report_is_on_screen_on_paper_and_a_workbook(people: DeskInTest, name: str) -> None:
    clerk = people.office.browser("town_editor")
    screen = clerk.get(f"/reports/{name}/")
    assert screen.status_code == 200
    assert clerk.get(f"/reports/{name}.pdf").data.startswith(b"%PDF")
    sheet = workbook(clerk.get(f"/reports/{name}.xlsx"))
    assert len(sheet[0]) == len(catalogue.REPORTS[name].heads)
    for text in (screen.get_data(as_text=True), str(sheet)):
        assert "外镇人" not in text


def test_the_ledger_names_everybody_of_the_area(people: DeskInTest) -> None:
    page = people.office.browser("village_contact").get("/reports/ledger/").get_data(as_text=True)
    assert "甲老人" in page
    assert "乙老人" in page


def test_who_has_no_helper_is_named(people: DeskInTest) -> None:
    clerk = people.office.browser("town_editor")
    _head, *rows = workbook(clerk.get("/reports/without-helper.xlsx"))
    assert [row[2] for row in rows] == ["甲老人"]


def test_visits_are_counted_as_the_rule_says(people: DeskInTest) -> None:
    with people.office.app.test_request_context(), people.office.databases.working():
        user = people.office.account("town_editor")
        asked = catalogue.Asked(user, user.area_code, factories.TODAY)
        rows = list(catalogue.REPORTS["visits"].rows(asked))
    assert [list(row[2:]) for row in rows] == [["2026-11", 1, 0, 0, 1, 0, 0, "0%"]]


def test_priority_elders_are_reported_to_the_town_once_and_read(people: DeskInTest) -> None:
    village = people.office.browser("village_contact")
    assert "有 1 位重点老人" in village.get("/reports/to-town/").get_data(as_text=True)
    village.post("/reports/to-town/report")
    village.post("/reports/to-town/report")
    people.office.browser("town_editor").post("/reports/to-town/read")
    with people.office.databases.working():
        report = TownReport.get()
        assert TownReport.select().count() == 1
        assert report.read_on is not None
        assert report.elder == Elder.get(Elder.name == "甲老人")
        assert Entry.select().where(Entry.event == "town_told").count() == 1


def test_who_may_not_see_elders_sees_no_report(people: DeskInTest) -> None:
    administrator = people.office.browser("district_administrator")
    assert administrator.get("/reports/ledger.xlsx").status_code == 403


def test_a_report_leaves_its_mark_in_the_trail(people: DeskInTest) -> None:
    people.office.browser("auditor").get("/reports/priority.xlsx")
    with people.office.databases.working():
        entry = Entry.get(Entry.event == "ledger_exported")
    assert entry.detail["report"] == "priority"
