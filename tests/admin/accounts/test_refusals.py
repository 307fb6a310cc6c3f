"""A refusal is one entry of the trail, with a number at most of what was asked for."""

import pytest

from admin.accounts.audit import Entry
from tests.admin.conftest import FOREIGN, DeskInTest, OfficeInTest


def refusals(office: OfficeInTest) -> list[Entry]:
    with office.databases.working():
        return list(Entry.select().where(Entry.event == "refused").order_by(Entry.sequence))


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/service/edit/?id=2", "service"),
        ("/history/service/2/", "service"),
        ("/review/service/2/", "service"),
        ("/preview/record/service/2", "service"),
    ],
)
def test_another_towns_record_is_one_refusal(town_desk: DeskInTest, path: str, kind: str) -> None:
    assert town_desk.row("service", "2").area_id == FOREIGN
    assert town_desk.office.browser("town_editor").get(path).status_code == 404
    (entry,) = refusals(town_desk.office)
    assert (entry.kind, entry.key, entry.detail["status"]) == (kind, "2", 404)


def test_anothers_account_is_called_an_account(office: OfficeInTest) -> None:
    office.browser("district_administrator").get("/accounts/999")
    (entry,) = refusals(office)
    assert (entry.kind, entry.key) == ("account", "999")


def test_an_act_beyond_the_role_is_noted(office: OfficeInTest) -> None:
    assert office.browser("town_editor").get("/trail/").status_code == 403
    (entry,) = refusals(office)
    assert entry.detail == {"endpoint": "trail.index", "method": "GET", "status": 403}
    assert entry.actor_id == office.account("town_editor").id


def test_a_form_without_its_token_is_noted(office: OfficeInTest) -> None:
    office.browser("town_editor").post("/sign-out", headers={"X-CSRFToken": ""})
    (entry,) = refusals(office)
    assert entry.detail["status"] == 400


@pytest.mark.parametrize(
    "path",
    [
        "/service/edit/?id=张三",
        "/history/张三/370303194901010014/",
        "/service/edit/?id=370303194901010014",
    ],
)
def test_what_could_be_somebodys_data_is_left_out(office: OfficeInTest, path: str) -> None:
    office.browser("town_editor").get(path)
    (entry,) = refusals(office)
    assert "张三" not in str(entry.__data__)
    assert "1949" not in str(entry.__data__)


@pytest.mark.parametrize("path", ["/static/none.css", "/nothing-there"])
def test_a_page_that_is_not_there_is_no_attempt(office: OfficeInTest, path: str) -> None:
    office.browser("town_editor").get(path)
    assert refusals(office) == []


def test_a_stranger_cannot_fill_the_trail_with_pages_that_are_not_there(
    office: OfficeInTest,
) -> None:
    office.stranger().get("/service/edit/?id=2")
    office.stranger().post("/sign-in", data={})
    assert refusals(office) == []
