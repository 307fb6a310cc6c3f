"""到期删除 through the browser: numbers first, then gone."""

from datetime import date

from admin.registry.people.elders import Elder
from tests.admin.registry.views.conftest import Village


def leave(village: Village) -> None:
    with village.working():
        values = {"left_on": date(2020, 1, 1), "left_because": "died"}
        Elder.update(values).where(Elder.id == village.elder.id).execute()


def test_the_district_erases_after_writing_down_the_number(village: Village) -> None:
    leave(village)
    browser = village.browser("district_editor")
    page = browser.get("/retention/left").text
    assert "这次要删 1 条" in page
    assert "王秀英" not in page
    assert "没有删" in browser.post("/retention/left", data={"count": "2"}).text
    assert browser.post("/retention/left", data={"count": "1"}).status_code == 302
    with village.working():
        assert [one.name for one in Elder.select()] == ["赵远方"]
    assert "去世" in browser.get("/retention/").text


def test_a_town_sees_the_numbers_and_does_not_erase(village: Village) -> None:
    leave(village)
    browser = village.browser("town_editor")
    assert "由区里删除" in browser.get("/retention/").text
    assert browser.post("/retention/left", data={"count": "1"}).status_code == 403


def test_a_kind_that_is_none_is_not_found(village: Village) -> None:
    assert village.browser("district_editor").get("/retention/everything").status_code == 404
