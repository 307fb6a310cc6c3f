"""Many at once in a browser: a preview, a confirmation, one undo."""

import pytest

from tests.admin.conftest import Browser, DeskInTest
from tests.admin.desk.views.conftest import posted


@pytest.fixture
def clerk(town_desk: DeskInTest) -> Browser:
    """The town's clerk, whose one service is published."""
    data = posted(then="publish")
    town_desk.office.browser("district_editor").post("/service/edit/?id=1", data=data)
    return town_desk.office.browser("town_editor")


def test_the_list_has_a_box_a_row_and_the_acts_below(clerk: Browser) -> None:
    page = clerk.get("/service/").get_data(as_text=True)
    assert 'form="many" name="key" value="1"' in page
    assert "换服务类别" in page
    assert "换服务类别" not in clerk.get("/provider/").get_data(as_text=True)


def test_a_preview_says_what_is_not_ones_own_and_changes_nothing(
    clerk: Browser, town_desk: DeskInTest
) -> None:
    data = {"action": "verify", "key": ["1", "2", "999"]}
    page = clerk.post("/many/service/preview", data=data).get_data(as_text=True)
    assert "确认，改这 1 条" in page
    assert "2 条不归您管" in page
    assert "外镇送餐" not in page
    assert town_desk.row("service", "1").verified_on is None


def test_a_confirmation_verifies_and_can_be_undone(clerk: Browser, town_desk: DeskInTest) -> None:
    clerk.post("/many/service/apply", data={"action": "verify", "key": ["1", "2"]})
    assert town_desk.published("service")[0].verified_on is not None
    assert town_desk.row("service", "2").verified_on is None
    clerk.post("/strokes/1/undo")
    assert town_desk.published("service")[0].verified_on is None


def test_many_are_withdrawn(clerk: Browser, town_desk: DeskInTest) -> None:
    clerk.post("/many/service/apply", data={"action": "withdraw", "key": ["1"]})
    assert town_desk.published("service") == []


def test_who_may_not_withdraw_one_withdraws_none(clerk: Browser, town_desk: DeskInTest) -> None:
    contact = town_desk.office.browser("village_contact", "370303101")
    page = contact.post(
        "/many/service/preview", data={"action": "withdraw", "key": ["1"]}
    ).get_data(as_text=True)
    assert "1 条不归您管" in page
    contact.post("/many/service/apply", data={"action": "withdraw", "key": ["1"]})
    assert len(town_desk.published("service")) == 1


@pytest.mark.parametrize("role", ["auditor"])
def test_an_auditor_changes_nothing(clerk: Browser, town_desk: DeskInTest, role: str) -> None:
    auditor = town_desk.office.browser(role)
    auditor.post("/many/service/apply", data={"action": "verify", "key": ["1"]})
    assert town_desk.row("service", "1").verified_on is None
    assert 'form="many"' not in auditor.get("/service/").get_data(as_text=True)


@pytest.mark.parametrize(
    ("kind", "data", "status"),
    [
        ("service", {"action": "delete", "key": "1"}, 400),
        ("provider", {"action": "retag", "key": "1", "category": "1"}, 400),
        ("service", {"action": "retag", "key": "1", "category": "999"}, 400),
        ("area", {"action": "withdraw", "key": "370303"}, 404),
        ("service", {"action": "verify", "key": [str(n) for n in range(501)]}, 413),
        ("service", {"action": "verify"}, 302),
    ],
)
def test_what_is_not_offered_is_refused(
    clerk: Browser, kind: str, data: dict[str, str], status: int
) -> None:
    assert clerk.post(f"/many/{kind}/preview", data=data).status_code == status
