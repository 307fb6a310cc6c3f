"""The file of one elder on paper, and who may have it.

Duties of the order: A2 20.
"""

from typing import Any

import pytest

from admin.accounts.audit import Entry
from admin.registry.dossier import contents
from admin.registry.people.elders import Elder
from tests.admin.conftest import DeskInTest
from tests.admin.registry import factories


@pytest.fixture
def elder(town_desk: DeskInTest) -> Elder:
    with town_desk.office.databases.working():
        made = factories.left_behind(name="赵大妈", phone="13800000009")
        factories.assignment(made, factories.helper())
        factories.visit(made)
        factories.assessment(made)
        factories.consent(made)
        again: Elder = Elder.get_by_id(made.id)
    return again


def test_the_file_is_printed_and_the_print_is_in_the_trail(
    town_desk: DeskInTest, elder: Elder
) -> None:
    answer = town_desk.office.browser("village_contact").get(f"/dossier/{elder.key}.pdf")
    assert answer.data.startswith(b"%PDF")
    assert "赵" not in str(answer.headers)
    with town_desk.office.databases.working():
        entry = Entry.get(Entry.event == "dossier_made")
    assert (entry.key, entry.detail) == (elder.key, {})


def test_numbers_are_masked_and_whole_for_a_reason(town_desk: DeskInTest, elder: Elder) -> None:
    with town_desk.office.app.test_request_context(), town_desk.office.databases.working():
        masked = str(contents.paper(elder, town_desk.today, is_open=False))
        whole = str(contents.paper(elder, town_desk.today, is_open=True))
    assert "138****0009" in masked
    assert "13800000009" not in masked
    assert "13800000009" in whole


def test_the_last_page_says_who_looked(town_desk: DeskInTest, elder: Elder) -> None:
    town_desk.office.browser("town_editor").get(f"/dossier/{elder.key}.pdf")
    with town_desk.office.app.test_request_context(), town_desk.office.databases.working():
        rows = contents.looks(elder).rows
    assert list(rows[0][1:]) == ["town_editor-370303101", "打印一人一册"]


@pytest.mark.parametrize("role", ["district_administrator", "town_editor"])
def test_nobody_beyond_the_area_gets_it(town_desk: DeskInTest, elder: Elder, role: str) -> None:
    area = "370303102" if role == "town_editor" else ""
    browser = town_desk.office.browser(role, area)
    wanted = 404 if role == "town_editor" else 403
    assert browser.get(f"/dossier/{elder.key}.pdf").status_code == wanted


def test_whole_numbers_need_a_reason(town_desk: DeskInTest, elder: Elder) -> None:
    clerk = town_desk.office.browser("town_editor")
    assert clerk.post(f"/dossier/{elder.key}.pdf").status_code == 400
    answer: Any = clerk.post(f"/dossier/{elder.key}.pdf", data={"reason": "verify"})
    assert answer.data.startswith(b"%PDF")


def test_a_name_is_found_without_standing_in_an_address(
    town_desk: DeskInTest, elder: Elder
) -> None:
    page = town_desk.office.browser("town_editor").post("/dossier/", data={"name": "赵大"})
    assert f"/dossier/{elder.key}.pdf" in page.get_data(as_text=True)
