"""The dashboards and the four faults, through the browser: places and figures, no elder."""

from datetime import date

import pytest

from admin.accounts.audit import Entry
from pages import clock
from tests.admin.conftest import OfficeInTest
from tests.admin.registry import factories
from tests.factories import DISTRICT, TOWN, VILLAGE


@pytest.fixture
def ground(office: OfficeInTest) -> OfficeInTest:
    """Two elders in the village, one visited this month and one not."""
    first = clock.today().replace(day=1)
    last = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    with office.databases.working():
        for outcome in ("done", "open"):
            elder = factories.elder(name="王某某", has_alarm=outcome == "open")
            factories.duty(elder, first_on=first, last_on=last.replace(day=1), outcome=outcome)
    return office


@pytest.mark.parametrize("role", ["village_contact", "town_editor", "district_editor", "auditor"])
def test_everybody_begins_in_the_own_place_with_duty_and_oversight(
    ground: OfficeInTest, role: str
) -> None:
    page = ground.browser(role).get("/supervision/").text
    assert "我要办的" in page
    assert "我要督促的" in page
    assert "<svg" in page
    assert "王某某" not in page


def test_the_visits_of_a_town_are_drawn_village_by_village(ground: OfficeInTest) -> None:
    page = ground.browser("town_editor").get("/supervision/").text
    assert "1/2" in page
    assert f"/supervision/{VILLAGE}/" in page


def test_a_place_beyond_the_area_is_not_found(ground: OfficeInTest) -> None:
    browser = ground.browser("village_contact")
    for code in (TOWN, DISTRICT, "370303102", "x", "999999999999"):
        assert browser.get(f"/supervision/{code}/").status_code == 404
        assert browser.get(f"/supervision/{code}/faults").status_code == 404


def test_faults_are_counted_on_request_and_lead_down(ground: OfficeInTest) -> None:
    browser = ground.browser("district_editor")
    assert "还没有统计" in browser.get(f"/supervision/{DISTRICT}/faults").text
    browser.post(f"/supervision/{DISTRICT}/count")
    page = browser.get(f"/supervision/{DISTRICT}/faults").text
    assert "超标" in page
    assert f"/supervision/{TOWN}/faults" in page
    with ground.databases.working():
        assert Entry.select().where(Entry.event == "tallied").exists()


def test_a_village_cannot_count_for_itself(ground: OfficeInTest) -> None:
    answer = ground.browser("village_contact").post(f"/supervision/{VILLAGE}/count")
    assert answer.status_code == 403
