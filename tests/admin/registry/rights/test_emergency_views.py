"""应急查阅 through the browser: opened, looked at, not changed, closed by the clock, reviewed."""

from datetime import timedelta

import pytest

from admin.accounts.audit import Entry
from admin.accounts.openings import Opening
from pages import clock
from tests.admin.conftest import FOREIGN, Browser
from tests.admin.registry.views.conftest import ID_NUMBER, PHONE, Village

WHY = {"reason": "found", "text": "在车站", "hours": "2"}
ASKED = WHY | {"name": "王秀英", "id_number": ID_NUMBER}


@pytest.fixture
def neighbour(village: Village) -> Browser:
    """The editor of another town, who has opened the file."""
    browser = village.browser("town_editor", FOREIGN)
    assert browser.get(village.path()).status_code == 404
    answer = browser.post("/emergency/new", data=ASKED)
    assert answer.location == village.path()
    return browser


def test_the_file_is_shown_to_look_at_and_not_to_change(
    village: Village, neighbour: Browser
) -> None:
    page = neighbour.get(village.path()).text
    assert "王秀英" in page
    assert "自动关上" in page
    assert "改基本情况" not in page
    for path in ("edit", "told", "history/", "leave"):
        assert neighbour.get(village.path(path)).status_code == 404


def test_it_stands_in_no_list_search_or_print(village: Village, neighbour: Browser) -> None:
    assert "王秀英" not in neighbour.get("/elders/").text
    assert "王秀英" not in neighbour.post("/dossier/", data={"name": "王"}).text
    assert neighbour.get(f"/dossier/{village.elder.handle}.pdf").status_code == 404


def test_a_number_is_revealed_with_a_reason_and_noted(village: Village, neighbour: Browser) -> None:
    wish = {"part": "elder", "row": "0", "field": "phone", "reason": "emergency"}
    assert PHONE in neighbour.post(village.path("reveal"), data=wish).text
    with village.working():
        mine = Entry.select().where(Entry.key == village.elder.handle)
        assert {"emergency_opened", "elder_revealed"} <= {one.event for one in mine}


def test_it_closes_by_itself(village: Village, neighbour: Browser) -> None:
    with village.working():
        Opening.update(ends_at=clock.now() - timedelta(seconds=1)).execute()
    assert neighbour.get(village.path()).status_code == 404


def test_it_is_closed_earlier_by_who_opened_it(village: Village, neighbour: Browser) -> None:
    assert village.browser("district_editor").post("/emergency/1/end").status_code == 404
    neighbour.post("/emergency/1/end")
    assert neighbour.get(village.path()).status_code == 404


def test_the_place_of_the_elder_reviews_it(village: Village, neighbour: Browser) -> None:
    district = village.browser("district_editor")
    assert "次应急查阅没复核" in district.get("/").text
    assert "在车站" in district.get("/emergency/").text
    assert "在车站" not in neighbour.get("/emergency/").text
    assert neighbour.post("/emergency/1/review", data={"verdict": "proper"}).status_code == 404
    district.post("/emergency/1/review", data={"verdict": "proper", "remark": "电话核实过"})
    assert "电话核实过" in district.get("/emergency/").text


def test_a_name_alone_finds_nobody_and_nothing_typed_is_lost(village: Village) -> None:
    browser = village.browser("town_editor", FOREIGN)
    page = browser.post("/emergency/new", data=ASKED | {"id_number": ""}).text
    assert "至少填一样" in page
    assert "在车站" in page
    page = browser.post("/emergency/new", data=ASKED | {"name": "王秀"}).text
    assert "没有找到这样一位老人" in page


@pytest.mark.parametrize("role", ["village_contact", "auditor", "district_administrator"])
def test_others_than_editors_open_nothing(village: Village, role: str) -> None:
    assert village.browser(role).get("/emergency/new").status_code == 403
