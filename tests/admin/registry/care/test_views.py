"""The pages of care, through the browser: nine taps, a request's way, pairs, money.

Duties of the order: A2 4, A2 24, A2 25, A2 27, A2 31, A2 32, A2 36, A2 37.
"""

import pytest

from admin.accounts.audit import Entry
from admin.registry.care.rows import CareLog, Companion, FundEntry, Pairing, ServiceRequest
from admin.registry.danger.rows import Incident
from tests.admin.conftest import OfficeInTest
from tests.admin.registry import factories
from tests.factories import VILLAGE

LOG = {"on": "2026-11-20", "helps": ["meals", "cleaning"]}


@pytest.fixture
def handle(office: OfficeInTest) -> str:
    """An elder of the village."""
    with office.databases.working():
        return factories.left_behind(name="王试", difficulties=["meals"]).handle


def test_nine_taps_are_a_log(office: OfficeInTest, handle: str) -> None:
    browser = office.browser("village_contact")
    browser.post("/care/care-log/new", data={"elder": handle, **LOG})
    with office.databases.working():
        assert (CareLog.get().helps, CareLog.get().wrong) == (["meals", "cleaning"], [])
        assert not Incident.select().exists()


def test_something_wrong_needs_a_line_and_nothing_is_lost(
    office: OfficeInTest, handle: str
) -> None:
    browser = office.browser("village_contact")
    page = browser.post("/care/care-log/new", data={"elder": handle, "wrong": ["food"], **LOG})
    assert "有问题，请写一句是怎么回事。" in page.text
    assert page.text.count(" checked") == 3


def test_something_wrong_becomes_an_incident(office: OfficeInTest, handle: str) -> None:
    wrong = {"wrong": ["health"], "note": "发烧"}
    office.browser("village_contact").post(
        "/care/care-log/new", data={"elder": handle, **LOG, **wrong}
    )
    with office.databases.working():
        incident = Incident.get()
        assert (incident.type, incident.gravity) == ("care_check", "serious")
        assert "发烧" in incident.what


def test_a_look_at_what_is_about_an_elder_is_in_the_trail(
    office: OfficeInTest, handle: str
) -> None:
    browser = office.browser("village_contact")
    browser.post("/care/care-log/new", data={"elder": handle, **LOG})
    browser.get("/care/care-log/1")
    with office.databases.working():
        entry = Entry.select().where(Entry.event == "care_seen").get()
        assert (entry.kind, entry.key) == ("care_log", handle)


def test_a_name_that_is_searched_for_stands_in_no_address(
    office: OfficeInTest, handle: str
) -> None:
    page = office.browser("town_editor").post("/care/care-log/new", data={"q": "王试"})
    assert f"elder={handle}" in page.text
    assert 'method="post"' in page.text


def test_an_elder_of_another_village_cannot_be_chosen(office: OfficeInTest) -> None:
    with office.databases.working():
        foreign = factories.elder(area_code="370303101202").handle
    browser = office.browser("village_contact")
    assert browser.get(f"/care/care-log/new?elder={foreign}").status_code == 404
    assert browser.post("/care/care-log/new", data={"elder": foreign, **LOG}).status_code == 404


def test_two_destinations_for_one_request_are_refused(office: OfficeInTest, handle: str) -> None:
    page = office.browser("village_contact").post(
        "/care/request/new",
        data={"elder": handle, "need": "health", "asked_on": "2026-11-20", "service": "9"},
    )
    assert "请从列表里选择。" in page.text


def test_a_request_is_taken_to_its_end(office: OfficeInTest, handle: str) -> None:
    browser = office.browser("town_editor")
    asked = {"need": "rights", "asked_on": "2026-11-20", "service": "", "authority": "justice"}
    browser.post("/care/request/new", data={"elder": handle, **asked})
    for step in ({"step": "accepted", "funding": "government"}, {"step": "delivered"}):
        browser.post("/care/request/1/step", data=step)
    browser.post("/care/request/1/step", data={"step": "confirmed", "answer": "satisfied"})
    with office.databases.working():
        assert ServiceRequest.get().state == "confirmed"


def companion(office: OfficeInTest, **values: object) -> None:
    with office.databases.working():
        defaults = {"area_code": VILLAGE, "type": "association_member", "name": "张帮"}
        Companion.create(made_at=factories.NOW, **defaults | values)


def test_the_mode_of_a_pairing_is_shown_and_not_typed(office: OfficeInTest, handle: str) -> None:
    companion(office)
    browser = office.browser("village_contact")
    given = {"elder": handle, "companion": "1", "begun_on": "2026-11-01"}
    browser.post("/care/pairing/new", data=given)
    assert "一帮一" in browser.get("/care/pairing/").text


def test_a_companion_who_is_full_is_not_offered(office: OfficeInTest, handle: str) -> None:
    companion(office)
    with office.databases.working():
        for _number in range(3):
            Pairing.create(
                area_code=VILLAGE, companion=1, elder=factories.elder(),
                begun_on=factories.TODAY, made_at=factories.NOW,
            )  # fmt: skip
    browser = office.browser("village_contact")
    assert "张帮" not in browser.get(f"/care/pairing/new?elder={handle}").text
    given = {"elder": handle, "companion": "1", "begun_on": "2026-11-01"}
    assert "请从列表里选择。" in browser.post("/care/pairing/new", data=given).text


def test_a_companion_who_is_registered_as_weak_is_to_be_relieved(
    office: OfficeInTest, handle: str
) -> None:
    companion(office, born_on="1952-05-05")
    browser = office.browser("village_contact")
    given = {"elder": handle, "companion": "1", "begun_on": "2026-11-01"}
    browser.post("/care/pairing/new", data=given)
    assert "现在没有要重新结对的" in browser.get("/care/pairing/weak").text
    with office.databases.working():
        factories.elder(name="张帮", born_on="1952-05-05", self_care="unable")
    page = browser.get("/care/pairing/weak").text
    assert "自己身体变差了" in page
    assert "王试" in page


def test_a_telephone_is_sealed_shown_on_request_and_told_to_the_trail(
    office: OfficeInTest,
) -> None:
    companion(office, phone="0533-7654321")
    browser = office.browser("village_contact")
    page = browser.get("/care/companion/1")
    assert "看电话" in page.text
    assert "7654321" not in page.text
    assert "7654321" in browser.post("/care/companion/1/phone").text
    with office.databases.working():
        entry = Entry.select().where(Entry.event == "care_revealed").get()
        assert entry.fields == ["phone"]


def test_saving_a_companion_leaves_an_untouched_telephone_alone(office: OfficeInTest) -> None:
    companion(office, phone="0533-7654321")
    given = {"name": "张帮", "type": "volunteer", "area_code": VILLAGE, "sex": "", "turn": "1"}
    office.browser("village_contact").post("/care/companion/1", data={**given, "phone": ""})
    with office.databases.working():
        assert (Companion.get().type, Companion.get().phone.reveal()) == (
            "volunteer",
            "0533-7654321",
        )


def test_a_line_of_money_that_was_wrong_is_void_and_not_gone(office: OfficeInTest) -> None:
    browser = office.browser("village_contact")
    line = {
        "area_code": VILLAGE, "association": "老年协会", "on": "2026-11-01", "direction": "in",
        "source": "donation", "fen": "1200.50", "purpose": "重阳节",
    }  # fmt: skip
    browser.post("/care/fund/new", data=line)
    browser.post("/care/fund/1/void", data={"reason": "记了两遍"})
    assert "1200.50" not in browser.get("/care/fund/").text
    assert "1200.50" in browser.get("/care/fund/?void=1").text
    with office.databases.working():
        assert FundEntry.get().fen == 120050


@pytest.mark.parametrize("amount", ["-5", "0", "1.234", "NaN", "1e99", "十元", ""])
def test_an_amount_that_is_none_is_told_at_its_field(office: OfficeInTest, amount: str) -> None:
    line = {
        "area_code": VILLAGE, "association": "老年协会", "on": "2026-11-01", "direction": "in",
        "source": "donation", "fen": amount, "purpose": "重阳节",
    }  # fmt: skip
    page = office.browser("village_contact").post("/care/fund/new", data=line)
    assert 'id="error-fen"' in page.text


def test_who_saves_over_another_is_told(office: OfficeInTest, handle: str) -> None:
    browser = office.browser("village_contact")
    browser.post("/care/care-log/new", data={"elder": handle, **LOG})
    changed = {**LOG, "note": "先改", "turn": "1"}
    browser.post("/care/care-log/1", data=changed)
    page = browser.post("/care/care-log/1", data={**changed, "note": "后改"})
    assert "别人刚改过这一条" in page.text
    assert "后改" in page.text


def test_an_export_leaves_names_out_and_is_in_the_trail(office: OfficeInTest, handle: str) -> None:
    browser = office.browser("village_contact")
    browser.post("/care/care-log/new", data={"elder": handle, **LOG})
    assert browser.post("/care/care-log/export").data[:2] == b"PK"
    with office.databases.working():
        assert Entry.select().where(Entry.event == "exported").get().detail["count"] == 1
