"""Helpers are registered, and each signs in with at most one account of the own area.

Duties of the order: A2 29, A2 38.
"""

from admin.registry.people.helping import Helper
from tests.admin.registry.views.conftest import Village
from tests.factories import VILLAGE

HELPER = {
    "name": "李主任",
    "phone": "13800007777",
    "area_code": VILLAGE,
    "kind": "village_cadre",
    "employment": "part_time",
}


def test_a_helper_is_registered_and_the_phone_masked(village: Village) -> None:
    contact = village.office.account("village_contact")
    browser = village.browser()
    assert browser.post("/helpers/new", data=HELPER | {"account": contact.name}).status_code == 302
    with village.working():
        made = Helper.get()
        assert made.account_id == contact.id
    page = browser.get(f"/helpers/{made.handle}").text
    assert "138****7777" in page
    assert "13800007777" not in page


def test_an_account_is_one_helpers(village: Village) -> None:
    contact = village.office.account("village_contact")
    browser = village.browser()
    browser.post("/helpers/new", data=HELPER | {"account": contact.name})
    again = HELPER | {"name": "另一人", "account": contact.name}
    assert "已经是“李主任”的" in browser.post("/helpers/new", data=again).text


def test_an_account_beyond_the_area_is_not_there(village: Village) -> None:
    far = village.office.account("village_contact", "370303102201")
    answer = village.browser().post("/helpers/new", data=HELPER | {"account": far.name})
    assert "没有这个账号" in answer.text


def test_whoever_has_nobody_is_counted(village: Village) -> None:
    assert "有 2 位老人没有联系帮扶人" in village.browser().get("/helpers/").text
