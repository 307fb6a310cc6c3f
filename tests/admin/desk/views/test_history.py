"""Every revision can be seen, compared and restored, and restoring overwrites nothing."""

import pytest

from admin.accounts import audit
from admin.desk import revisions
from tests.admin.conftest import FOREIGN, Browser, DeskInTest
from tests.admin.desk.views.conftest import posted

EDIT, HISTORY = "/service/edit/?id=1", "/history/service/1/"


@pytest.fixture
def clerk(town_desk: DeskInTest) -> Browser:
    """The town's clerk, who has saved a second and a third revision."""
    browser = town_desk.office.browser("town_editor")
    browser.post(EDIT, data=posted(name="第二版"))
    browser.post(EDIT, data=posted(base="2", name="第三版", summary="改了。"))
    return browser


def restore(browser: Browser, number: str, base: str = "3") -> str:
    data = {"number": number, "base": base}
    answer = browser.post(f"{HISTORY}restore", data=data, follow_redirects=True)
    return answer.get_data(as_text=True)


def test_it_names_what_each_revision_changed_and_who(clerk: Browser) -> None:
    page = clerk.get(HISTORY).get_data(as_text=True)
    assert "改了：服务名称、一句话说明" in page
    assert "第一次保存" in page
    assert "town_editor-370303101" in page


def test_it_marks_the_revision_that_is_live(town_desk: DeskInTest, clerk: Browser) -> None:
    editor = town_desk.office.browser("district_editor")
    editor.post(EDIT, data=posted(then="publish", base="3", name="第四版"))
    page = clerk.get(HISTORY).get_data(as_text=True)
    assert page.count("网站上是这个") == 1


def test_two_revisions_are_compared_whichever_is_named_first(clerk: Browser) -> None:
    for query in ("from=2&to=3", "from=3&to=2"):
        page = clerk.get(f"{HISTORY}compare?{query}").get_data(as_text=True)
        assert "<del>二</del>" in page
        assert "<ins>三</ins>" in page


@pytest.mark.parametrize("query", ["from=1&to=9", "from=&to=1", "from=x&to=1", "from=99999999999"])
def test_a_revision_that_does_not_exist_is_not_found(clerk: Browser, query: str) -> None:
    assert clerk.get(f"{HISTORY}compare?{query}").status_code == 404


def test_restoring_is_a_new_revision_and_goes_nowhere(
    town_desk: DeskInTest, clerk: Browser
) -> None:
    assert "恢复为版本 4" in restore(clerk, "1")
    assert town_desk.row("service", "1").name == "本镇送餐"
    assert town_desk.published("service") == []
    with town_desk.office.databases.working():
        assert len(revisions.history("service", "1")) == 4
        entry = audit.Entry.get(audit.Entry.event == "record_restored")
    assert entry.detail == {"revision": 4, "source": 1}


def test_restoring_over_somebody_elses_save_is_refused(
    town_desk: DeskInTest, clerk: Browser
) -> None:
    assert "别人刚保存过" in restore(clerk, "1", base="2")
    assert town_desk.row("service", "1").name == "第三版"


def test_an_old_address_that_is_another_records_now_is_told(
    town_desk: DeskInTest, clerk: Browser
) -> None:
    clerk.post(EDIT, data=posted(base="3", slug="new-address"))
    clerk.post("/service/new/", data=posted(name="另一条"))
    assert "已被另一条信息使用" in restore(clerk, "1", base="4")
    assert town_desk.row("service", "1").slug == "new-address"


@pytest.mark.parametrize("role", ["auditor", "town_editor"])
def test_only_who_may_edit_restores(town_desk: DeskInTest, clerk: Browser, role: str) -> None:
    assert clerk.get(HISTORY).status_code == 200
    area = FOREIGN if role == "town_editor" else ""
    answer = town_desk.office.browser(role, area).post(
        f"{HISTORY}restore", data={"number": "1", "base": "3"}
    )
    assert answer.status_code in {403, 404}
    assert town_desk.row("service", "1").revision == 3


@pytest.mark.parametrize("path", ["", "compare?from=1&to=2"])
def test_another_towns_history_does_not_exist(town_desk: DeskInTest, path: str) -> None:
    foreign = town_desk.office.browser("town_editor", FOREIGN)
    assert foreign.get(HISTORY + path).status_code == 404


def test_a_long_history_comes_in_pages(town_desk: DeskInTest) -> None:
    for number in range(30):
        town_desk.save("service", key="1", **_fields(f"第{number}次"))
    clerk = town_desk.office.browser("town_editor")
    assert "版本 31" in clerk.get(HISTORY).get_data(as_text=True)
    assert "版本 1<" in clerk.get(f"{HISTORY}?page=1").get_data(as_text=True)


def _fields(name: str) -> dict[str, object]:
    return {"name": name, "slug": "ben-zhen-song-can", "category": 1, "area": "370303101"}
