"""A visit is written down in about a minute, once, and says what the order wants to know.

Duties of the order: A2 18.
"""

from typing import Any

import pytest

from admin.registry.visits.records import MajorChange, Visit, VisitExcuse
from tests.admin.registry import factories
from tests.admin.registry.views.conftest import Village

VISIT = {
    "handle": "abcdefgh2345",
    "mode": "in_person",
    "eat": "well",
    "wear": "well",
    "home": "well",
    "health": "well",
    "spirits": "good",
    "living": "alone",
    "family_duty": "kept",
    "dangers": ["none"],
}


def post(village: Village, typed: dict[str, Any], role: str = "village_contact") -> Any:
    path = f"/visits/{village.elder.handle}/new"
    return village.browser(role).post(path, data=typed, follow_redirects=True)


def test_a_form_sent_twice_is_one_visit(village: Village) -> None:
    assert "已记下" in post(village, VISIT).text
    assert "已经记过了" in post(village, VISIT).text
    with village.working():
        assert Visit.select().count() == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"eat": None}, "上门走访要填这一项"),
        ({"family_duty": None}, "上门走访要填这一项"),
        ({"dangers": None}, "上门走访要填这一项"),
        ({"eat": "trouble"}, "写一句是什么问题"),
        ({"dangers": ["fire"]}, "写一句是什么问题"),
        ({"dangers": ["none", "fire"], "trouble": "x"}, "不要再勾别的"),
        ({"at": "2099-01-01T09:00"}, "还没有到"),
        ({"at": "2020-01-01T09:00"}, "请联系镇里补记"),
        ({"at": "昨天"}, "时间写成"),
        ({"next_on": "2020-01-01"}, "以后的日子"),
        ({"mode": "teleport"}, "还没有保存"),
    ],
)
def test_what_a_visit_must_say_is_asked_at_its_field(
    village: Village, change: dict[str, Any], said: str
) -> None:
    typed = {name: value for name, value in (VISIT | change).items() if value is not None}
    assert said in post(village, typed).text
    with village.working():
        assert not Visit.select().exists()


def test_a_call_may_be_short_and_fulfils_nothing(village: Village) -> None:
    post(village, {"mode": "phone"})
    browser = village.browser("village_contact")
    assert "1 位待走访" in browser.get("/visits/").text
    post(village, VISIT)
    assert "0 位待走访" in browser.get("/visits/").text


def test_a_contact_who_is_a_helper_sees_the_own_people_first(village: Village) -> None:
    account = village.office.account("village_contact")
    with village.working():
        helper = factories.helper(account_id=account.id)
        factories.assignment(factories.left_behind(name="孙我的"), helper)
    text = village.browser("village_contact").get("/visits/").text
    assert "孙我的" in text
    assert "王秀英" not in text


def test_a_visit_is_taken_back_by_whoever_wrote_it(village: Village) -> None:
    post(village, VISIT)
    with village.working():
        number = Visit.get().id
    path = f"/visits/{village.elder.handle}/{number}/take-back"
    village.browser("town_editor").post(path)
    with village.working():
        assert Visit.get().taken_back_at is None
    village.browser("village_contact").post(path)
    with village.working():
        assert Visit.get().taken_back_at


def test_an_excuse_begins_and_ends(village: Village) -> None:
    browser = village.browser("village_contact")
    path = f"/visits/{village.elder.handle}/excuse"
    wrong = {"kind": "hospital", "starts_on": "2026-11-05", "ends_on": "2026-11-01"}
    assert "不能早于" in browser.post(path, data=wrong).text
    browser.post(path, data={"kind": "hospital", "starts_on": "2026-11-05"})
    with village.working():
        excuse = VisitExcuse.get()
    assert "住院" in browser.get(village.path()).text
    browser.post(f"/visits/{village.elder.handle}/excuses/{excuse.id}/end")
    with village.working():
        assert VisitExcuse.get().ends_on or VisitExcuse.get().taken_back_at


def test_a_blow_asks_for_a_visit_within_a_day(village: Village) -> None:
    browser = village.browser("village_contact")
    browser.post(f"/visits/{village.elder.handle}/blow", data={"kind": "discharged"})
    with village.working():
        blow = MajorChange.get()
        assert (blow.visit_by - blow.created_at).total_seconds() == 24 * 3600
    assert "前上门看望" in browser.get("/visits/").text
    post(village, VISIT)
    assert "前上门看望" not in browser.get("/visits/").text
