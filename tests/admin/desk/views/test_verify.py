"""The clerk's round of calls in a browser: a card, a tap, the next card."""

import pytest

from admin.desk.due import PutOff
from tests import factories
from tests.admin.conftest import FOREIGN, Browser, DeskInTest
from tests.admin.desk.views.conftest import posted


@pytest.fixture
def clerk(town_desk: DeskInTest) -> Browser:
    """The town's clerk, whose one service is published and was never verified."""
    town_desk.office.browser("district_editor").post(
        "/service/edit/?id=1", data=posted(then="publish")
    )
    return town_desk.office.browser("town_editor")


def test_a_card_has_the_name_the_number_to_ring_and_what_to_ask(clerk: Browser) -> None:
    page = clerk.get("/verify/").get_data(as_text=True)
    assert "本镇送餐" in page
    assert 'href="tel:0533-0001234"' in page
    assert "这项服务现在还有吗" in page
    assert "今天 0 / 1" in page


def test_a_tap_verifies_publishes_and_leads_on(clerk: Browser, town_desk: DeskInTest) -> None:
    answer = clerk.post("/verify/service/1/same", follow_redirects=True)
    page = answer.get_data(as_text=True)
    assert "已核实《本镇送餐》" in page
    assert "今天 1 / 1" in page
    assert town_desk.published("service")[0].verified_on is not None


def test_the_last_tap_can_be_taken_back(clerk: Browser, town_desk: DeskInTest) -> None:
    page = clerk.post("/verify/service/1/same", follow_redirects=True).get_data(as_text=True)
    assert "/strokes/1/undo" in page
    page = clerk.post("/strokes/1/undo", data={"back": "verify"}, follow_redirects=True).get_data(
        as_text=True
    )
    assert "今天 0 / 1" in page
    assert town_desk.published("service")[0].verified_on is None


def test_nobody_undoes_somebody_elses_tap(clerk: Browser, town_desk: DeskInTest) -> None:
    clerk.post("/verify/service/1/same")
    editor = town_desk.office.browser("district_editor")
    assert editor.post("/strokes/1/undo").status_code == 404


def test_a_change_is_saved_verified_and_published(clerk: Browser, town_desk: DeskInTest) -> None:
    base = town_desk.row("service", "1").revision
    data = {"base": str(base), "phones-0-number": "0533-0007777", "phones-0-label": "办公室"}
    assert clerk.post("/verify/service/1/change", data=data).status_code == 302
    row = town_desk.published("service")[0]
    assert row.phones[0]["number"] == "0533-0007777"
    assert row.verified_on is not None
    assert row.summary == "把热饭送到家。"


def test_a_wrong_number_is_named_and_kept(clerk: Browser, town_desk: DeskInTest) -> None:
    data = {"base": str(town_desk.row("service", "1").revision), "phones-0-number": "找小王"}
    page = clerk.post("/verify/service/1/change", data=data).get_data(as_text=True)
    assert "不是电话号码" in page
    assert 'value="找小王"' in page


def test_no_answer_puts_it_off_and_counts(clerk: Browser, town_desk: DeskInTest) -> None:
    page = clerk.post(
        "/verify/service/1/later", data={"reason": "no_answer"}, follow_redirects=True
    ).get_data(as_text=True)
    assert "今天 1 / 1" in page
    assert "都核实过了" in page
    with town_desk.office.databases.working():
        assert PutOff.get().reason == "no_answer"


def test_an_unknown_reason_is_refused(clerk: Browser) -> None:
    assert clerk.post("/verify/service/1/later", data={"reason": "x"}).status_code == 400


@pytest.mark.parametrize("end", ["same", "change", "later"])
def test_another_towns_record_does_not_exist(
    clerk: Browser, town_desk: DeskInTest, end: str
) -> None:
    answer = clerk.post(f"/verify/service/2/{end}", data={"reason": "no_answer"})
    assert answer.status_code == 404
    assert town_desk.row("service", "2").revision == 1


@pytest.mark.parametrize("path", ["area/370303", "category/1", "activity/1", "x/1", "service/x"])
def test_only_what_is_rung_has_a_card(clerk: Browser, path: str) -> None:
    assert clerk.post(f"/verify/{path}/same").status_code == 404


@pytest.mark.parametrize("end", ["same", "change", "later"])
def test_an_auditor_changes_nothing(clerk: Browser, town_desk: DeskInTest, end: str) -> None:
    auditor = town_desk.office.browser("auditor")
    answer = auditor.post(f"/verify/service/1/{end}", data={"reason": "no_answer"})
    assert answer.status_code == 403


def test_looking_verifies_nothing(clerk: Browser, town_desk: DeskInTest) -> None:
    assert clerk.get("/verify/service/1/same").status_code == 405
    clerk.get("/verify/service/1/change")
    assert town_desk.row("service", "1").verified_on is None


def test_the_towns_are_listed_with_their_share(town_desk: DeskInTest, clerk: Browser) -> None:
    page = town_desk.office.browser("district_editor").get("/verify/towns").get_data(as_text=True)
    assert "南定镇" in page
    assert f"?town={factories.TOWN}" in page
    assert FOREIGN not in page
