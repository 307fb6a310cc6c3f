"""One submits, another accepts or returns; forged, replayed and own submissions are refused."""

from dataclasses import replace
from datetime import timedelta

import pytest

from admin.accounts import audit
from admin.desk import release, revisions
from pages import clock
from tests import factories
from tests.admin.conftest import FOREIGN, Browser, DeskInTest
from tests.admin.desk.views.conftest import posted

EDIT, REVIEW = "/service/edit/?id=1", "/review/service/1/"


@pytest.fixture
def submitted(town_desk: DeskInTest) -> Browser:
    """Revision 2 of the town's service, submitted by the town's clerk; the district's editor."""
    clerk = town_desk.office.browser("town_editor")
    clerk.post(EDIT, data=posted(then="submit", name="改了"))
    return town_desk.office.browser("district_editor")


def act(browser: Browser, what: str, **data: str) -> str:
    answer = browser.post(f"{REVIEW}{what}", data={"number": "2"} | data, follow_redirects=True)
    return answer.get_data(as_text=True)


def test_accepting_publishes_what_was_submitted(town_desk: DeskInTest, submitted: Browser) -> None:
    assert "已通过并发布" in act(submitted, "accept")
    assert [row.name for row in town_desk.published("service")] == ["改了"]
    assert town_desk.standing("service", "1") == "live"


def test_accepting_carries_the_submitted_revision_not_the_newest(
    town_desk: DeskInTest, submitted: Browser
) -> None:
    town_desk.office.browser("town_editor").post(EDIT, data=posted(base="2", name="又改了"))
    act(submitted, "accept")
    assert [row.name for row in town_desk.published("service")] == ["改了"]
    assert town_desk.row("service", "1").name == "又改了"
    assert town_desk.standing("service", "1") == "changed"


def test_the_page_shows_the_difference_to_what_is_live(
    town_desk: DeskInTest, submitted: Browser
) -> None:
    act(submitted, "accept")
    clerk = town_desk.office.browser("town_editor")
    clerk.post(EDIT, data=posted(then="submit", base="2", name="改好了"))
    page = submitted.get(REVIEW).get_data(as_text=True)
    assert "<ins>好</ins>" in page


def test_returning_needs_a_reason_and_keeps_what_was_typed(
    town_desk: DeskInTest, submitted: Browser
) -> None:
    assert "请写明为什么退回" in act(submitted, "return", text="  ")
    assert town_desk.standing("service", "1") == "submitted"
    act(submitted, "return", text="请写清楚几点送")
    assert town_desk.standing("service", "1") == "draft"


def test_an_acceptance_that_is_refused_keeps_what_was_typed(submitted: Browser) -> None:
    assert "写好的意见" in act(submitted, "accept", when="at", at="", text="写好的意见")


def test_a_replayed_acceptance_is_told(town_desk: DeskInTest, submitted: Browser) -> None:
    act(submitted, "accept")
    town_desk.office.browser("district_editor").post("/service/withdraw/?id=1")
    assert "已经处理过" in act(submitted, "accept")
    assert town_desk.published("service") == []
    with town_desk.office.databases.working():
        assert audit.Entry.select().where(audit.Entry.event == "refused").count() == 1


@pytest.mark.parametrize("number", ["1", "3", "-2", "x", "9" * 12])
def test_only_what_was_submitted_can_be_accepted(
    town_desk: DeskInTest, submitted: Browser, number: str
) -> None:
    assert "已经处理过" in act(submitted, "accept", number=number)
    assert town_desk.published("service") == []


def test_nobody_accepts_their_own_change_under_four_eyes(
    town_desk: DeskInTest, submitted: Browser
) -> None:
    office = town_desk.office.app.extensions["shouwang"]
    office.config = replace(office.config, four_eyes=True)
    clerk = town_desk.office.browser("town_editor")
    assert "要由另一个人审核" in act(clerk, "accept")
    assert town_desk.published("service") == []
    with town_desk.office.databases.working():
        entry = audit.Entry.get(audit.Entry.event == "refused")
    assert (entry.key, entry.detail["endpoint"]) == ("1", "review.accept")
    act(submitted, "accept")
    assert len(town_desk.published("service")) == 1


def test_who_submitted_somebody_elses_change_does_not_accept_it_either(
    town_desk: DeskInTest,
) -> None:
    office = town_desk.office.app.extensions["shouwang"]
    office.config = replace(office.config, four_eyes=True)
    editor = town_desk.office.browser("district_editor")
    editor.post(EDIT, data=posted(then="submit"))
    assert "要由另一个人审核" in act(editor, "accept", number="1")


def test_a_town_accepts_nothing_of_another_town_and_the_trail_knows(
    town_desk: DeskInTest, submitted: Browser
) -> None:
    assert submitted.get(REVIEW).status_code == 200
    foreign = town_desk.office.browser("town_editor", FOREIGN)
    assert foreign.get(REVIEW).status_code == 404
    assert foreign.post(f"{REVIEW}accept", data={"number": "2"}).status_code == 404
    assert "改了" not in foreign.get("/review/").get_data(as_text=True)
    with town_desk.office.databases.working():
        refused = list(audit.Entry.select().where(audit.Entry.event == "refused"))
    assert {entry.detail["endpoint"] for entry in refused} == {"review.record", "review.accept"}


@pytest.mark.parametrize("what", ["accept", "return", "comment", "recall", "cancel"])
def test_an_auditor_reads_and_does_nothing(
    town_desk: DeskInTest, submitted: Browser, what: str
) -> None:
    auditor = town_desk.office.browser("auditor")
    assert "改了" in auditor.get(REVIEW).get_data(as_text=True)
    answer = auditor.post(f"{REVIEW}{what}", data={"number": "2", "text": "改"})
    assert answer.status_code == 403
    assert town_desk.standing("service", "1") == "submitted"
    assert submitted.get(REVIEW).status_code == 200


def test_a_submission_can_be_taken_back(town_desk: DeskInTest, submitted: Browser) -> None:
    clerk = town_desk.office.browser("town_editor")
    act(clerk, "recall")
    assert town_desk.standing("service", "1") == "draft"
    assert "已经处理过" in act(submitted, "accept")


def test_a_comment_is_kept_in_the_thread(town_desk: DeskInTest, submitted: Browser) -> None:
    act(submitted, "comment", text="<b>电话对吗？</b>")
    page = town_desk.office.browser("town_editor").get(REVIEW).get_data(as_text=True)
    assert "&lt;b&gt;电话对吗？" in page


def test_it_is_published_at_the_chosen_time(town_desk: DeskInTest, submitted: Browser) -> None:
    wall = clock.local(clock.now()) + timedelta(days=1)
    act(submitted, "accept", when="at", at=wall.strftime("%Y-%m-%dT%H:%M"))
    assert town_desk.published("service") == []
    later = clock.now() + timedelta(days=1)
    databases = town_desk.office.databases
    release.release(databases, author_id=None, now=later, today=clock.today())
    assert [row.name for row in town_desk.published("service")] == ["改了"]


def test_a_time_that_has_passed_is_refused(town_desk: DeskInTest, submitted: Browser) -> None:
    assert "已经过了" in act(submitted, "accept", when="at", at="2020-01-01T08:00")
    assert town_desk.standing("service", "1") == "submitted"


def test_a_planned_publication_can_be_cancelled(town_desk: DeskInTest, submitted: Browser) -> None:
    act(submitted, "accept", when="next")
    assert town_desk.standing("service", "1") == "approved"
    act(submitted, "cancel")
    assert town_desk.standing("service", "1") == "draft"


def test_a_village_contact_submits_and_does_not_accept(town_desk: DeskInTest) -> None:
    contact = {"name": "村值班", "slug": "", "area": factories.VILLAGE}
    key = town_desk.save("contact", phones=[factories.phone()], **contact)
    village = town_desk.office.browser("village_contact")
    data = {"base": "1", "then": "submit", "name": "村值班室", "area": factories.VILLAGE}
    village.post(f"/contact/edit/?id={key}", data=data | {"phones-0-number": "0533-0001234"})
    assert town_desk.standing("contact", key) == "submitted"
    answer = village.post(f"/review/contact/{key}/accept", data={"number": "2"})
    assert answer.status_code == 403
    with town_desk.office.databases.working():
        record = revisions.find("contact", key)
    assert record is not None
    assert record.live is None
