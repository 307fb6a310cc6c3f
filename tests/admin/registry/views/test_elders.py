"""The list, the file and its numbers: what is shown, to whom, and what the trail hears of it.

Duties of the order: A2 1.
"""

import re
from datetime import timedelta
from typing import Any

import pytest

from admin.accounts.audit import Entry
from admin.registry.people.elders import Elder, Reveal
from pages import clock
from tests.admin.registry import factories
from tests.admin.registry.views.conftest import ID_NUMBER, PHONE, Village
from tests.factories import VILLAGE

FORM = {"name": "李桂花", "area_code": VILLAGE, "id_number": "440524188001010014", "sex": "male"}


def events(village: Village) -> list[tuple[str, str]]:
    with village.working():
        return [(row.event, row.key) for row in Entry.select().order_by(Entry.sequence)]


def stamp(text: str) -> str:
    found = re.search(r'name="seen" value="(\w+)"', text)
    assert found
    return found[1]


def test_a_file_shows_no_number_whole_and_is_noted(village: Village) -> None:
    text = village.browser().get(village.path()).text
    assert "王秀英" in text
    assert "110***********002X" in text
    assert "138****1234" in text
    assert ID_NUMBER not in text
    assert PHONE not in text
    assert ("elder_seen", village.elder.key) in events(village)


def test_a_number_is_revealed_one_at_a_time_with_a_reason(village: Village) -> None:
    wish = {"part": "elder", "row": "0", "field": "phone", "reason": "ring_up"}
    text = village.browser().post(village.path("reveal"), data=wish).text
    assert PHONE in text
    assert ID_NUMBER not in text
    assert events(village)[-1] == ("elder_revealed", village.elder.key)
    with village.working():
        entry = Entry.select().order_by(Entry.sequence.desc()).get()
        assert (entry.fields, entry.detail) == (["elder.phone"], {"reason": "ring_up"})
        assert Reveal.get().reason == "ring_up"


@pytest.mark.parametrize(
    "wish",
    [
        {"part": "elder", "row": "0", "field": "phone"},
        {"part": "elder", "row": "0", "field": "phone", "reason": "other"},
    ],
)
def test_without_a_reason_nothing_is_revealed(village: Village, wish: dict[str, str]) -> None:
    answer = village.browser().post(village.path("reveal"), data=wish)
    assert "请选一个原因" in answer.text
    assert PHONE not in answer.text


@pytest.mark.parametrize(
    "wish",
    [{"part": "elder", "field": "name"}, {"part": "relative", "field": "phone", "row": "999"}],
)
def test_nothing_else_can_be_revealed(village: Village, wish: dict[str, str]) -> None:
    answer = village.browser().post(village.path("reveal"), data=wish | {"reason": "verify"})
    assert answer.status_code == 404


def test_another_elders_relative_cannot_be_revealed(village: Village) -> None:
    with village.working():
        other = factories.child(village.foreign, phone="13711112222")
    wish = {"part": "relative", "row": str(other.id), "field": "phone", "reason": "verify"}
    assert village.browser().post(village.path("reveal"), data=wish).status_code == 404


def test_a_foreign_file_is_not_there_and_the_attempt_is_noted(village: Village) -> None:
    contact = village.browser("village_contact")
    answer = contact.get(f"/elders/{village.foreign.handle}/")
    assert answer.status_code == 404
    assert "赵远方" not in answer.text
    assert events(village)[-1] == ("refused", village.foreign.handle)


def test_the_list_is_of_the_own_area(village: Village) -> None:
    mine = village.browser("village_contact").get("/elders/").text
    assert "王秀英" in mine
    assert "赵远方" not in mine
    assert "赵远方" in village.browser("town_editor").get("/elders/").text


@pytest.mark.parametrize("word", ["秀英", "wangxiu", "wxy", ID_NUMBER])
def test_somebody_is_found_without_a_word_in_an_address(village: Village, word: str) -> None:
    with village.working():
        Elder.update(pinyin="wang xiu ying").where(Elder.id == village.elder.id).execute()
        factories.elder(name="孙别人", pinyin="sun bie ren")
        from admin import sealed

        mark = sealed.fingerprint(ID_NUMBER)
        Elder.update(id_fingerprint=mark).where(Elder.id == village.elder.id).execute()
    browser = village.browser()
    answer = browser.post("/elders/search", data={"search": word})
    assert answer.headers["Location"] == "/elders/"
    text = browser.get("/elders/").text
    assert "王秀英" in text
    assert "孙别人" not in text
    browser.post("/elders/search", data={"search": ""})
    assert "孙别人" in browser.get("/elders/").text


@pytest.mark.parametrize(
    ("filters", "shown"),
    [("lacks=helper", True), ("left=yes", False), ("answer=no", False), ("first=alarm", False)],
)
def test_the_list_is_narrowed(village: Village, filters: str, shown: bool) -> None:
    text = village.browser().get(f"/elders/?{filters}").text
    assert ("王秀英" in text) == shown


def test_who_will_qualify_soon_can_be_listed(village: Village) -> None:
    soon = clock.today() + timedelta(days=20)
    with village.working():
        Elder.update(qualifies_from=soon, eligibility="no").where(
            Elder.id == village.elder.id
        ).execute()
    text = village.browser().get("/elders/?first=soon").text
    assert "王秀英" in text
    assert f"{soon} 起符合" in text
    assert "赵远方" not in text


def test_somebody_is_registered_from_the_id_number(village: Village) -> None:
    answer = village.browser("village_contact").post("/elders/new", data=FORM)
    assert answer.status_code == 302
    with village.working():
        made = Elder.get(Elder.name == "李桂花")
        assert str(made.born_on) == "1880-01-01"
        assert made.id_number.reveal() == FORM["id_number"]
        assert made.dossier_number == f"{VILLAGE}-0001"
    assert answer.headers["Location"] == f"/elders/{made.handle}/"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": ""}, "这一项要填"),
        ({"id_number": "440524188001010015"}, "逐位核对"),
        ({"sex": "female"}, "和身份证号对不上"),
        ({"born_on": "1950-01-01"}, "和身份证号对不上"),
        ({"phone": "138****1234"}, "电话写 11 位"),
        ({"area_code": "370303102201"}, ""),
        ({"difficulties": ["none", "money"]}, "就不要再勾别的"),
        ({"declared_children": "三"}, "只填数字"),
        ({"born_on": "昨天"}, "日期写成"),
        ({"household_code": "张店"}, "6、9 或 12 位数字"),
    ],
)
def test_what_is_wrong_is_told_at_the_field_and_nothing_is_lost(
    village: Village, change: dict[str, Any], said: str
) -> None:
    typed = FORM | {"address": "村东头 12 号"} | change
    answer = village.browser("village_contact").post("/elders/new", data=typed)
    assert answer.status_code == 200
    assert said in answer.text
    assert "村东头 12 号" in answer.text
    with village.working():
        assert not Elder.select().where(Elder.address == "村东头 12 号").exists()


def test_a_double_is_hinted_and_can_be_confirmed(village: Village) -> None:
    browser = village.browser("village_contact")
    browser.post("/elders/new", data=FORM)
    again = FORM | {"name": "另一个名字"}
    hinted = browser.post("/elders/new", data=again)
    assert "身份证号相同" in hinted.text
    assert "李桂花" in hinted.text
    assert browser.post("/elders/new", data=again | {"not-the-same": "1"}).status_code == 302


def test_a_double_beyond_the_area_is_named_by_its_town_only(village: Village) -> None:
    with village.working():
        factories.elder(name="钱远方", area_code=village.foreign.area_code, id_number=ID_NUMBER)
    typed = FORM | {"id_number": ID_NUMBER, "sex": "female"}
    text = village.browser("village_contact").post("/elders/new", data=typed).text
    assert "在南定镇登记过" in text
    assert "钱远方" not in text


def test_the_form_shows_what_is_known(village: Village) -> None:
    browser = village.browser()
    typed = {"name": "王秀英", "area_code": VILLAGE, "carers": ["self", "kin"], "living": "alone"}
    browser.post(village.path("edit"), data=typed)
    text = browser.get(village.path("edit")).text
    for value in ("self", "kin", "alone"):
        assert f'value="{value}" checked' in text


def test_an_empty_number_on_the_form_leaves_it_as_it_is(village: Village) -> None:
    browser = village.browser()
    page = browser.get(village.path("edit")).text
    assert PHONE not in page
    typed = {"name": "王秀英", "area_code": VILLAGE, "seen": stamp(page)}
    assert browser.post(village.path("edit"), data=typed).status_code == 302
    assert village.phone() == PHONE
    typed = {"name": "王秀英", "area_code": VILLAGE, "phone": "无"}
    browser.post(village.path("edit"), data=typed)
    assert village.phone() == ""


def test_two_who_save_at_once_lose_nothing(village: Village) -> None:
    browser = village.browser()
    seen = stamp(browser.get(village.path("edit")).text)
    typed = {"name": "王秀英", "area_code": VILLAGE, "seen": seen}
    browser.post(village.path("edit"), data=typed | {"note": "先来的"})
    answer = browser.post(village.path("edit"), data=typed | {"note": "后来的"})
    assert "别人刚改过" in answer.text
    assert "后来的" in answer.text
    assert village.reload().note == "先来的"


def test_the_history_shows_what_stood_before_and_no_number(village: Village) -> None:
    browser = village.browser()
    typed = {"name": "王秀英", "area_code": VILLAGE, "phone": "13999990000", "living": "with_kin"}
    browser.post(village.path("edit"), data=typed)
    text = browser.get(village.path("history")).text
    assert "独居" in text
    assert "号码不显示" in text
    assert PHONE not in text


def test_an_auditor_reads_and_is_offered_nothing_to_write(village: Village) -> None:
    text = village.browser("auditor").get(village.path()).text
    assert "王秀英" in text
    assert "改基本情况" not in text
    assert "退出登记" not in text


def test_an_administrator_is_not_even_offered_the_menu(village: Village) -> None:
    browser = village.browser("district_administrator")
    assert "老人档案" not in browser.get("/").text
    assert "老人档案" in village.browser().get("/").text
