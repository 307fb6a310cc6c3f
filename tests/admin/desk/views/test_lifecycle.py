"""After the save: submitting, publishing under four eyes, and merging with somebody else's save."""

from dataclasses import replace
from typing import Any

import pytest
from bs4 import BeautifulSoup

from admin.accounts import audit
from admin.desk import review, revisions
from tests.admin.conftest import Browser, DeskInTest
from tests.admin.desk.views.conftest import posted

EDIT = "/service/edit/?id=1"


def form_of(page: str) -> dict[str, Any]:
    """What a browser would send from the page's form of the record, choices not made."""
    soup = BeautifulSoup(page, "html.parser")
    sent: dict[str, Any] = {}
    for field in soup.select("form.record input[type=hidden]"):
        sent.setdefault(str(field["name"]), []).append(field.get("value", ""))
    return sent


def text(browser: Browser, **changes: Any) -> str:
    return browser.post(EDIT, data=posted(**changes)).get_data(as_text=True)


@pytest.fixture
def clash(town_desk: DeskInTest) -> tuple[Browser, str]:
    """The second clerk, and the merge page after the first has changed name and summary."""
    first = town_desk.office.browser("town_editor")
    first.post(EDIT, data=posted(name="先保存的", summary="对方改的。"))
    second = town_desk.office.browser("district_editor")
    return second, text(second, name="后保存的", delivery="上门")


def test_a_save_over_somebody_elses_shows_both_and_saves_nothing(
    town_desk: DeskInTest, clash: tuple[Browser, str]
) -> None:
    _second, page = clash
    assert "两个人都改了" in page
    assert "先保存的" in page
    assert "后保存的" in page
    assert town_desk.row("service", "1").name == "先保存的"


@pytest.mark.parametrize(("side", "name"), [("mine", "后保存的"), ("theirs", "先保存的")])
def test_merged_is_what_was_chosen_and_what_only_one_side_changed(
    town_desk: DeskInTest, clash: tuple[Browser, str], side: str, name: str
) -> None:
    second, page = clash
    second.post(EDIT, data=form_of(page) | {"choice-name": side, "then": "save"})
    row = town_desk.row("service", "1")
    assert (row.name, row.summary, row.delivery) == (name, "对方改的。", "上门")
    assert row.revision == 3


def test_without_a_choice_the_page_comes_back_and_nothing_is_saved(
    town_desk: DeskInTest, clash: tuple[Browser, str]
) -> None:
    second, page = clash
    answer = second.post(EDIT, data=form_of(page) | {"then": "save"}).get_data(as_text=True)
    assert "还有几处没有选" in answer
    assert "后保存的" in answer
    assert town_desk.row("service", "1").revision == 2


def test_a_third_save_meanwhile_is_shown_too(
    town_desk: DeskInTest, clash: tuple[Browser, str]
) -> None:
    second, page = clash
    first = town_desk.office.browser("town_editor")
    first.post(EDIT, data=posted(name="又保存的", base="2"))
    answer = second.post(EDIT, data=form_of(page) | {"choice-name": "mine", "then": "save"})
    assert "又保存的" in answer.get_data(as_text=True)
    assert town_desk.row("service", "1").name == "又保存的"


def test_joined_fields_can_be_worked_on_before_they_are_saved(
    town_desk: DeskInTest, clash: tuple[Browser, str]
) -> None:
    second, page = clash
    answer = second.post(EDIT, data=form_of(page) | {"choice-name": "mine", "then": "form"})
    form = answer.get_data(as_text=True)
    assert 'value="后保存的"' in form
    assert 'value="对方改的。"' in form
    assert 'name="base" value="2"' in form
    assert town_desk.row("service", "1").revision == 2


def test_a_forged_base_loses_nothing(town_desk: DeskInTest) -> None:
    clerk = town_desk.office.browser("town_editor")
    assert "两个人都改了" in text(clerk, base="77", name="改了")
    assert town_desk.row("service", "1").name == "本镇送餐"


def test_a_replayed_form_changes_nothing_more(town_desk: DeskInTest) -> None:
    clerk = town_desk.office.browser("town_editor")
    for _time in range(2):
        clerk.post(EDIT, data=posted(name="改了"))
    assert town_desk.row("service", "1").revision == 2


def test_submitting_puts_it_before_a_reviewer(town_desk: DeskInTest) -> None:
    contact = town_desk.office.browser("town_editor")
    contact.post(EDIT, data=posted(then="submit", name="改了"))
    assert town_desk.standing("service", "1") == "submitted"
    assert "改了" in town_desk.office.browser("district_editor").get("/review/").get_data(True)


def test_who_publishes_chooses_a_time_on_the_next_page(town_desk: DeskInTest) -> None:
    editor = town_desk.office.browser("district_editor")
    answer = editor.post(EDIT, data=posted(then="plan", name="改了"), follow_redirects=True)
    assert "请在下面选什么时候发布" in answer.get_data(as_text=True)
    assert town_desk.standing("service", "1") == "submitted"


def test_what_lacks_something_cannot_be_submitted_and_is_saved(town_desk: DeskInTest) -> None:
    clerk = town_desk.office.browser("town_editor")
    clerk.post(EDIT, data=posted(then="submit", summary=""))
    assert "还不能提交" in clerk.get(EDIT).get_data(as_text=True)
    assert town_desk.row("service", "1").summary == ""
    assert town_desk.standing("service", "1") == "draft"


def test_under_four_eyes_nobody_publishes_their_own_change(town_desk: DeskInTest) -> None:
    office = town_desk.office.app.extensions["shouwang"]
    office.config = replace(office.config, four_eyes=True)
    editor = town_desk.office.browser("district_editor")
    editor.post(EDIT, data=posted(then="publish", name="改了"))
    page = editor.get(EDIT).get_data(as_text=True)
    assert "要由另一个人审核" in page
    assert ">提交审核<" in page
    assert town_desk.published("service") == []
    assert town_desk.row("service", "1").name == "改了"


def test_what_was_withdrawn_meanwhile_is_not_published_by_a_form_that_lay_open(
    town_desk: DeskInTest,
) -> None:
    editor = town_desk.office.browser("district_editor")
    editor.post(EDIT, data=posted(then="publish"))
    editor.post("/service/withdraw/?id=1")
    editor.post(EDIT, data=posted(then="publish", seen="1", name="改了"))
    assert "被撤下了" in editor.get(EDIT).get_data(as_text=True)
    assert town_desk.published("service") == []
    assert town_desk.row("service", "1").name == "改了"


def test_every_act_is_in_the_trail_with_names_of_fields_only(town_desk: DeskInTest) -> None:
    editor = town_desk.office.browser("district_editor")
    editor.post(EDIT, data=posted(then="submit", name="改了", delivery="上门"))
    editor.post(EDIT, data=posted(then="publish", base="2", name="改了", delivery="上门"))
    editor.post("/service/withdraw/?id=1")
    with town_desk.office.databases.working():
        entries = list(audit.Entry.select().where(audit.Entry.kind == "service"))
        mine = [e for e in entries if e.actor_id is not None and e.key == "1"]
    assert [entry.event for entry in mine] == [
        "record_saved",
        "record_submitted",
        "record_published",
        "record_withdrawn",
    ]
    assert mine[0].fields == ["delivery", "name"]
    assert "改了" not in str([entry.detail for entry in mine])


def test_a_returned_record_says_why_on_its_form(town_desk: DeskInTest) -> None:
    clerk = town_desk.office.browser("town_editor")
    clerk.post(EDIT, data=posted(then="submit", name="改了"))
    editor = town_desk.office.browser("district_editor")
    editor.post("/review/service/1/return", data={"number": "2", "text": "请写清楚几点送"})
    assert "请写清楚几点送" in clerk.get(EDIT).get_data(as_text=True)
    with town_desk.office.databases.working():
        assert review.last_return("service", "1") is not None
        record = revisions.find("service", "1")
    assert record is not None
    assert record.submitted is None
