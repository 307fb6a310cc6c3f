"""The publishing page says what will change, asks first, and is closed to a town."""

from datetime import timedelta

import pytest

from admin.desk import archive
from pages import clock
from tests.admin.conftest import FOREIGN, Browser, DeskInTest
from tests.admin.desk import public_side
from tests.admin.desk.views.conftest import posted

EDIT, ACCEPT = "/service/edit/?id=1", "/review/service/1/accept"


@pytest.fixture
def editor(town_desk: DeskInTest) -> Browser:
    """The district's editor, who has approved a service for the next release of everything."""
    browser = town_desk.office.browser("district_editor")
    browser.post(EDIT, data=posted(then="submit", name="改了"))
    browser.post(ACCEPT, data={"number": "2", "when": "next"})
    return browser


def text(browser: Browser, path: str) -> str:
    return browser.get(path).get_data(as_text=True)


def test_it_shows_what_the_next_release_would_change(editor: Browser) -> None:
    page = text(editor, "/releases/")
    assert "更新或新上 4 条" in page
    assert "改了" in page
    assert "0533-0001234" in page


def test_it_shows_for_whom_it_waits(town_desk: DeskInTest, editor: Browser) -> None:
    town_desk.office.browser("town_editor", FOREIGN).post(
        "/service/edit/?id=2",
        data=posted(
            then="submit", name="外镇的", area=FOREIGN, areas=[FOREIGN], slug="wai-zhen-song-can"
        ),
    )
    page = text(editor, "/releases/")
    assert "外镇的" in page
    assert f"town_editor-{FOREIGN}" in page


def test_publishing_everything_asks_first(town_desk: DeskInTest, editor: Browser) -> None:
    assert "整批发布？" in text(editor, "/releases/new")
    assert town_desk.published("service") == []
    editor.post("/releases/new", data={"when": "now"})
    assert [row.name for row in town_desk.published("service")] == ["改了"]
    assert "没有通过了还没发布的" in text(editor, "/releases/")


def test_everything_can_be_published_at_a_time(town_desk: DeskInTest, editor: Browser) -> None:
    wall = clock.local(clock.now()) + timedelta(days=1)
    editor.post("/releases/new", data={"when": "at", "at": wall.strftime("%Y-%m-%dT%H:%M")})
    assert wall.strftime("%Y-%m-%d %H:%M") in text(editor, "/releases/")
    assert town_desk.published("service") == []


@pytest.mark.parametrize("at", ["", "明天", "2020-01-01T00:00", "9999-99-99T00:00"])
def test_a_time_that_cannot_be_is_told(editor: Browser, at: str) -> None:
    answer = editor.post("/releases/new", data={"when": "at", "at": at}, follow_redirects=True)
    assert "时间" in answer.get_data(as_text=True)
    assert "整批发布？" in answer.get_data(as_text=True)


def test_going_back_asks_first_and_is_exact(town_desk: DeskInTest, editor: Browser) -> None:
    editor.post("/releases/new", data={"when": "now"})
    past = public_side.rows(town_desk.office.databases)
    with town_desk.office.databases.working():
        number = archive.latest(0, 1)[0].id
    editor.post(EDIT, data=posted(then="publish", base="2", name="改错了"))
    assert "恢复到版本 2" in text(editor, f"/releases/{number}/back")
    assert public_side.rows(town_desk.office.databases) != past
    editor.post(f"/releases/{number}/back")
    assert public_side.rows(town_desk.office.databases) == past
    assert f"退回到 {number}" in text(editor, "/releases/")
    assert town_desk.row("service", "1").name == "改错了"


def test_going_back_past_a_release_that_was_not_seen_asks_again(
    town_desk: DeskInTest, editor: Browser
) -> None:
    editor.post("/releases/new", data={"when": "now"})
    editor.post(EDIT, data=posted(then="publish", base="2", name="改错了"))
    answer = editor.post("/releases/1/back", data={"latest": "1"}).get_data(as_text=True)
    assert "又有新的发布" in answer
    assert [row.name for row in town_desk.published("service")] == ["改错了"]


def test_a_release_shows_its_difference(editor: Browser) -> None:
    editor.post("/releases/new", data={"when": "now"})
    page = text(editor, "/releases/1/")
    assert "<ins>改了</ins>" in page


@pytest.mark.parametrize("path", ["/releases/77/", "/releases/77/back", f"/releases/{'9' * 30}/"])
def test_a_release_that_is_none_is_not_found(editor: Browser, path: str) -> None:
    assert editor.get(path).status_code == 404


@pytest.mark.parametrize(
    ("role", "area", "looks"),
    [
        ("district_administrator", "", 200),
        ("district_editor", "", 200),
        ("district_editor", "370303101", 403),
        ("town_editor", "", 403),
        ("village_contact", "", 403),
        ("auditor", "", 200),
        ("auditor", "370303101", 403),
    ],
)
def test_only_who_has_the_whole_district_looks(
    town_desk: DeskInTest, role: str, area: str, looks: int
) -> None:
    assert town_desk.office.browser(role, area).get("/releases/").status_code == looks


@pytest.mark.parametrize("path", ["/releases/new", "/releases/1/back"])
@pytest.mark.parametrize("role", ["town_editor", "village_contact", "auditor"])
def test_only_who_publishes_for_the_district_releases(
    town_desk: DeskInTest, editor: Browser, role: str, path: str
) -> None:
    editor.post("/releases/new", data={"when": "now"})
    past = public_side.rows(town_desk.office.databases)
    assert town_desk.office.browser(role).post(path).status_code == 403
    assert public_side.rows(town_desk.office.databases) == past


@pytest.mark.parametrize("path", ["/releases/new", "/releases/1/back"])
def test_without_a_token_nothing_is_released(
    town_desk: DeskInTest, editor: Browser, path: str
) -> None:
    assert editor.post(path, headers={"X-CSRFToken": ""}).status_code == 400
    assert town_desk.published("service") == []
