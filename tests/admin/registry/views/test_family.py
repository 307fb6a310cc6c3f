"""The family decides whether somebody is left behind, and is taken out without being forgotten.

Duties of the order: A2 5, A2 7, A2 8.
"""

import pytest

from admin.registry.people.elders import ElderVersion
from admin.registry.people.families import Guardian, Relative
from tests.admin.registry.views.conftest import Village

CHILD = {"name": "王小妹", "relation": "daughter", "place_code": "370303104", "phone": "无"}


def test_a_child_in_the_county_ends_it(village: Village) -> None:
    browser = village.browser("village_contact")
    assert browser.post(village.path("relatives/new"), data=CHILD).status_code == 302
    elder = village.reload()
    assert (elder.eligibility, elder.deciding_clause) == ("no", "away")
    assert "王小妹 没有离开" in browser.get(village.path()).text


def test_a_child_owes_support_and_a_spouse_maintenance(village: Village) -> None:
    browser = village.browser()
    for relation in ("daughter", "spouse"):
        browser.post(village.path("relatives/new"), data=CHILD | {"relation": relation})
    with village.working():
        rows = Relative.select().where(Relative.name == "王小妹").order_by(Relative.id)
        assert [row.duty for row in rows] == ["support", "maintenance"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"place_code": "上海"}, "区划代码是"),
        ({"place_code": "37030"}, "区划代码是"),
        ({"left_since": "2199-01-01"}, "年份不对"),
        ({"left_since": "2099-01-01"}, "还没有到"),
        ({"name": ""}, "这一项要填"),
    ],
)
def test_what_cannot_be_is_told(village: Village, change: dict[str, str], said: str) -> None:
    answer = village.browser().post(village.path("relatives/new"), data=CHILD | change)
    assert answer.status_code == 200
    assert said in answer.text


def test_who_is_taken_out_stays_in_the_history(village: Village) -> None:
    with village.working():
        number = village.elder.relatives.get().id
    village.browser().post(village.path(f"relatives/{number}/remove"))
    assert village.reload().eligibility == "unknown"
    with village.working():
        assert Relative.get_by_id(number).removed_at
        assert ElderVersion.get().fields == ["removed_at"]


def test_an_entrusted_guardian_needs_the_document(village: Village) -> None:
    browser = village.browser()
    typed = {"kind": "entrusted", "name": "刘委托", "phone": "13800009999"}
    assert "要有委托书" in browser.post(village.path("guardians/new"), data=typed).text
    typed |= {"document": "委托监护协议 3 号"}
    assert browser.post(village.path("guardians/new"), data=typed).status_code == 302
    with village.working():
        assert Guardian.get().phone.reveal() == "13800009999"
    assert village.reload().completeness > village.elder.completeness
