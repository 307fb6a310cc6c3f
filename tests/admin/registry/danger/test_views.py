"""The pages of danger, through the browser.

Duties of the order: A2 6.
"""

import pytest

from admin.registry.danger.rows import Incident, RiskEntry
from tests.admin.conftest import OfficeInTest
from tests.admin.registry import factories


@pytest.fixture
def handle(office: OfficeInTest) -> str:
    with office.databases.working():
        return factories.left_behind(name="王试").handle


def report(office: OfficeInTest, handle: str) -> None:
    office.browser("village_contact").post(
        "/care/incident/new",
        data={"elder": handle, "type": "fall", "gravity": "urgent", "what": "院里摔倒"},
    )


def test_the_clock_starts_when_it_is_written_down(office: OfficeInTest, handle: str) -> None:
    report(office, handle)
    with office.databases.working():
        assert Incident.get().reported_at <= Incident.get().made_at
    page = office.browser("village_contact").get("/care/incident/1").text
    assert "还没有人响应" in page
    assert "村居要处理" in page


def test_village_and_town_take_it_to_its_end(office: OfficeInTest, handle: str) -> None:
    report(office, handle)
    village, town = office.browser("village_contact"), office.browser("town_editor")
    village.post("/care/incident/1/respond", data={"text": "李主任到了"})
    village.post("/care/incident/1/tell")
    assert village.post("/care/incident/1/acknowledge").status_code == 403
    town.post("/care/incident/1/acknowledge")
    village.post("/care/incident/1/close", data={"text": "送医，没有大碍"})
    with office.databases.working():
        row = Incident.get()
        assert all((row.responded_at, row.told_town_at, row.acknowledged_at, row.closed_at))


def test_an_act_that_is_none_is_not_found(office: OfficeInTest, handle: str) -> None:
    report(office, handle)
    assert office.browser("town_editor").post("/care/incident/1/erase").status_code == 404


def test_the_family_is_urged_by_a_letter_to_print(office: OfficeInTest, handle: str) -> None:
    browser = office.browser("village_contact")
    told = {"whom": "大儿子", "type": "urged", "way": "letter", "on": "2026-11-20"}
    browser.post("/care/urging/new", data={"elder": handle, **told})
    letter = browser.get("/care/urging/1/letter").text
    assert "第十四条" in letter
    assert "大儿子：" in letter


def test_one_proposes_and_another_puts_on_the_list(office: OfficeInTest, handle: str) -> None:
    village, town = office.browser("village_contact"), office.browser("town_editor")
    entry = {"elder": handle, "reason": "safety", "measures": "每天看两次"}
    village.post("/care/risk/new", data=entry)
    assert village.post("/care/risk/1/approve").status_code == 403
    town.post("/care/risk/1/approve")
    assert "在册，镇里还没签收" in town.get("/care/risk/1").text


def test_who_proposed_in_the_town_needs_another_of_the_town(
    office: OfficeInTest, handle: str
) -> None:
    town = office.browser("town_editor")
    entry = {"elder": handle, "reason": "safety", "measures": "每天看两次"}
    town.post("/care/risk/new", data=entry)
    assert "要由另一个人批准" in town.get("/care/risk/1").text
    town.post("/care/risk/1/approve")
    with office.databases.working():
        assert RiskEntry.get().approved_at is None


def test_an_approved_entry_leaves_by_two_words_and_not_by_a_stroke(
    office: OfficeInTest, handle: str
) -> None:
    village, town = office.browser("village_contact"), office.browser("town_editor")
    entry = {"elder": handle, "reason": "safety", "measures": "每天看两次"}
    village.post("/care/risk/new", data=entry)
    town.post("/care/risk/1/approve")
    assert village.post("/care/risk/1/void", data={"reason": "x"}).status_code == 403
    village.post("/care/risk/1/leave", data={"text": "儿子回来了"})
    town.post("/care/risk/1/let")
    assert "已退出" in town.get("/care/risk/1").text
