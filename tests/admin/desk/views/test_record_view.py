"""A clerk's form: what is typed is saved, kept after an error, published, or withdrawn.

Duties of the order: A2 34.
"""

from typing import Any

import pytest

from tests import factories
from tests.admin.conftest import FOREIGN, DeskInTest
from tests.admin.desk.views.conftest import posted

EDIT = "/service/edit/?id=1"


def test_a_save_is_a_new_revision_and_not_yet_public(town_desk: DeskInTest) -> None:
    clerk = town_desk.office.browser("town_editor")
    answer = clerk.post(EDIT, data=posted(**{"phones-0-number": "0533-0007777"}))
    assert answer.status_code == 302
    assert town_desk.row("service", "1").phones[0]["number"] == "0533-0007777"
    assert town_desk.published("service") == []


def test_saving_what_stands_already_makes_no_revision(town_desk: DeskInTest) -> None:
    clerk = town_desk.office.browser("town_editor")
    clerk.post(EDIT, data=posted())
    clerk.post(EDIT, data=posted(base=str(town_desk.row("service", "1").revision)))
    assert town_desk.row("service", "1").revision == 1


def test_publishing_makes_it_public_and_names_what_went_along(town_desk: DeskInTest) -> None:
    editor = town_desk.office.browser("district_editor")
    editor.post(EDIT, data=posted(then="publish"))
    text = editor.get(EDIT).get_data(as_text=True)
    assert "已发布《本镇送餐》" in text
    assert "服务类别《生活照料》" in text
    assert [row.name for row in town_desk.published("service")] == ["本镇送餐"]


def test_what_a_town_may_not_take_along_is_said_and_nothing_is_published(
    town_desk: DeskInTest,
) -> None:
    clerk = town_desk.office.browser("town_editor")
    clerk.post(EDIT, data=posted(then="publish"))
    assert "还没有发布" in clerk.get(EDIT).get_data(as_text=True)
    assert town_desk.published("service") == []


def test_a_village_contact_may_save_but_not_publish(town_desk: DeskInTest) -> None:
    key = town_desk.save(
        "contact", name="村值班", slug="", area=factories.VILLAGE, phones=[factories.phone()]
    )
    contact = town_desk.office.browser("village_contact")
    data = {"base": "1", "then": "publish", "name": "村值班室", "area": factories.VILLAGE}
    contact.post(f"/contact/edit/?id={key}", data=data | {"phones-0-number": "0533-0001234"})
    assert town_desk.row("contact", key).name == "村值班室"
    assert town_desk.published("contact") == []


def test_an_auditor_reads_and_changes_nothing(town_desk: DeskInTest) -> None:
    auditor = town_desk.office.browser("auditor")
    assert auditor.get(EDIT).status_code == 200
    assert auditor.post(EDIT, data=posted(name="改了")).status_code == 403
    assert town_desk.row("service", "1").name == "本镇送餐"


def test_withdrawing_asks_first(town_desk: DeskInTest) -> None:
    editor = town_desk.office.browser("district_editor")
    editor.post(EDIT, data=posted(then="publish"))
    page = editor.get("/service/withdraw/?id=1").get_data(as_text=True)
    assert "撤下《本镇送餐》？" in page
    assert len(town_desk.published("service")) == 1
    editor.post("/service/withdraw/?id=1")
    assert town_desk.published("service") == []
    assert town_desk.standing("service", "1") == "withdrawn"


def test_a_missing_token_is_refused_and_changes_nothing(town_desk: DeskInTest) -> None:
    clerk = town_desk.office.browser("town_editor")
    answer = clerk.post(EDIT, data=posted(name="改了"), headers={"X-CSRFToken": ""})
    assert answer.status_code == 400
    assert town_desk.row("service", "1").name == "本镇送餐"


@pytest.mark.parametrize("path", [EDIT, "/service/", "/service/new/", "/service/withdraw/?id=1"])
def test_looking_changes_nothing(town_desk: DeskInTest, path: str) -> None:
    town_desk.office.browser("district_editor").get(path)
    assert town_desk.row("service", "1").revision == 1
    assert town_desk.published("service") == []


def test_a_new_record_begins_in_the_clerks_own_area(town_desk: DeskInTest) -> None:
    page = town_desk.office.browser("town_editor").get("/service/new/").get_data(as_text=True)
    assert f'name="area" value="{factories.TOWN}" checked' in page


def test_a_new_record_is_saved(town_desk: DeskInTest) -> None:
    clerk = town_desk.office.browser("town_editor")
    answer = clerk.post("/service/new/", data=posted(name="洗衣上门", slug=""))
    assert answer.location.endswith("/service/edit/?id=3")
    assert town_desk.row("service", "3").slug == "xi-yi-shang-men"


def test_a_record_cannot_be_given_to_another_town(town_desk: DeskInTest) -> None:
    clerk = town_desk.office.browser("town_editor")
    answer = clerk.post(EDIT, data=posted(area=FOREIGN))
    assert "自己辖区" in answer.get_data(as_text=True)
    assert town_desk.row("service", "1").area_id == factories.TOWN


def test_another_towns_provider_cannot_be_chosen(town_desk: DeskInTest) -> None:
    foreign = town_desk.save(
        "provider", name="外镇中心", slug="", area=FOREIGN, type="day_care_centre"
    )
    clerk = town_desk.office.browser("town_editor")
    answer = clerk.post(EDIT, data=posted(providers=[foreign])).get_data(as_text=True)
    assert "自己辖区" in answer
    assert town_desk.row("service", "1").providers == []


def test_a_name_typed_whole_is_found_without_script(town_desk: DeskInTest) -> None:
    own = town_desk.save("provider", name="本镇中心", slug="", area=factories.TOWN, type="charity")
    clerk = town_desk.office.browser("town_editor")
    clerk.post(EDIT, data=posted(**{"providers-typed": "本镇中心"}))
    assert town_desk.row("service", "1").providers == [int(own)]


def test_hours_and_rows_come_back_as_they_were_typed(town_desk: DeskInTest) -> None:
    clerk = town_desk.office.browser("town_editor")
    hours = {
        "hours-day_1-0-opens": "8:00",
        "hours-day_1-0-closes": "１７：００",
        "hours-exceptions-0-first": "2026-10-01",
        "hours-exceptions-0-note": "国庆节",
        "steps-0": "打电话",
        "steps-1": "等回音",
    }
    clerk.post(EDIT, data=posted(**hours))
    row = town_desk.row("service", "1")
    assert row.hours["week"]["1"] == [{"opens": "08:00", "closes": "17:00", "next_day": False}]
    assert row.hours["exceptions"][0]["until"] == "2026-10-01"
    assert row.steps == ["打电话", "等回音"]
    page = clerk.get(EDIT).get_data(as_text=True)
    assert 'value="08:00"' in page
    assert 'value="等回音"' in page


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"slug": "wai-zhen-song-can"}, "slug", "已被另一条信息使用"),
        ({"phones-0-number": "找小王"}, "phones", "不是电话号码"),
        ({"valid_from": "2026-12-02", "valid_until": "2026-12-01"}, "valid_until", "结束早于开始"),
        ({"hours-day_1-0-opens": "17:00", "hours-day_1-0-closes": "08:00"}, "hours", ""),
        ({"name": ""}, "name", "必须填写"),
        ({"name": "长" * 81}, "name", "太长了"),
        ({"category": "999"}, "category", ""),
        ({"cost_kind": "gift"}, "cost_kind", "从列表里选择"),
        ({"verified_on": "昨天"}, "verified_on", "日期写成"),
        ({"providers-typed": "没有的地方"}, "providers", "没有找到"),
        ({"eligibility": "身份证 11010519491231002X"}, "eligibility", "身份证号"),
    ],
)
def test_bad_input_is_named_at_its_field_and_nothing_is_saved(
    town_desk: DeskInTest, changes: dict[str, Any], field: str, message: str
) -> None:
    clerk = town_desk.office.browser("town_editor")
    page = clerk.post(EDIT, data=posted(summary="还在这里", **changes)).get_data(as_text=True)
    assert f'href="#field-{field}"' in page
    assert message in page
    assert 'value="还在这里"' in page
    assert town_desk.row("service", "1").revision == 1


@pytest.mark.parametrize("name", ["𠮷䶮村送餐", "送餐🏠", "  送餐  ", "e\u0301", "送\u200b餐"])
def test_unusual_characters_are_stored_right(town_desk: DeskInTest, name: str) -> None:
    clerk = town_desk.office.browser("town_editor")
    clerk.post(EDIT, data=posted(name=name))
    stored = town_desk.row("service", "1").name
    assert stored == stored.strip()
    assert "\u200b" not in stored
    assert town_desk.row("service", "1").revision == 2


def test_a_name_with_markup_is_only_text(town_desk: DeskInTest) -> None:
    clerk = town_desk.office.browser("town_editor")
    clerk.post(EDIT, data=posted(name="<script>alert(1)</script>"))
    for path in (EDIT, "/service/", "/"):
        assert "<script>alert" not in clerk.get(path).get_data(as_text=True)


def test_a_megabyte_of_text_is_refused_in_words(town_desk: DeskInTest) -> None:
    clerk = town_desk.office.browser("town_editor")
    page = clerk.post(EDIT, data=posted(content="字" * 300_000)).get_data(as_text=True)
    assert "正文太长" in page
    assert town_desk.row("service", "1").revision == 1


def test_a_forged_choice_does_not_tell_the_name_of_another_towns_record(
    town_desk: DeskInTest,
) -> None:
    key = town_desk.save(
        "provider", name="外镇未公开的机构", slug="", area=FOREIGN, type="charity", phones=[]
    )
    clerk = town_desk.office.browser("town_editor")
    answer = clerk.post(EDIT, data=posted(providers=key))
    assert answer.status_code == 200
    assert "外镇未公开的机构" not in answer.get_data(as_text=True)


@pytest.mark.parametrize("forged", ["²", "x", "9" * 40])
def test_a_choice_that_is_no_number_is_refused_beside_the_field(
    town_desk: DeskInTest, forged: str
) -> None:
    clerk = town_desk.office.browser("town_editor")
    answer = clerk.post(EDIT, data=posted(providers=forged))
    assert answer.status_code == 200
    assert town_desk.row("service", "1").revision == 1
