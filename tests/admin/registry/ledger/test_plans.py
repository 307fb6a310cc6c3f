"""The dry run of five ledgers, each a mess of another kind."""

from collections.abc import Callable
from datetime import date

import pytest

from admin.registry.ledger import plans
from admin.registry.ledger.plans import Planned
from tests.admin.registry import factories
from tests.admin.registry.ledger import messy
from tests.admin.registry.ledger.conftest import Plan
from tests.factories import VILLAGE


def fates(plan: list[Planned]) -> list[str]:
    return [each.fate for each in plan]


def said(row: Planned) -> str:
    return " ".join(f"{each.place} {each.message}" for each in (*row.faults, *row.told))


@pytest.mark.parametrize("made", messy.ALL)
def test_every_mess_is_understood(made: Callable[[], bytes], plan: Plan) -> None:
    found = plan(made(), VILLAGE if made is messy.villages_list else "")
    assert {each.fate for each in found} <= {"new", "merged"}, [said(each) for each in found]
    assert {each.area_code for each in found} == {VILLAGE}


def test_three_spellings_of_a_group_are_one(plan: Plan) -> None:
    found = plan(messy.villages_list(), VILLAGE)
    assert [each.values["group_name"] for each in found] == ["10", "10", "10"]


def test_masked_and_missing_numbers_are_kept_out_and_told(plan: Plan) -> None:
    masked, none, hidden = plan(messy.villages_list(), VILLAGE)
    assert "phone" not in masked.values
    assert "G5 电话被遮住了" in said(masked)
    assert "phone" not in none.values
    assert "id_number" not in hidden.values
    assert "F8 身份证号被遮住了" in said(hidden)


def test_a_wrong_number_is_told_by_its_cell_and_never_repeated(plan: Plan) -> None:
    found = plan(messy.villages_list(mended=False), VILLAGE)
    assert fates(found) == ["wrong", "new", "new"]
    assert "F5 身份证号是 18 位" in said(found[0])
    assert "37030319480305" not in said(found[0])


def test_an_age_is_no_birthday(plan: Plan) -> None:
    first, second, _third = plan(messy.towns_survey())
    assert "born_on" not in first.values
    assert first.values["note"] == "登记时 72 岁（2026-11-24）"
    assert "D4 只有年龄" in said(second)


def test_free_words_become_ours_and_unknown_ones_are_told(plan: Plan) -> None:
    first, _second, third = plan(messy.towns_survey())
    assert first.values["illnesses"] == ["heart", "bones"]
    assert first.values["self_care"] == "partly"
    assert first.values["incomes"] == ["farming", "pension"]
    assert first.values["declared_children"] == 2
    assert third.values["self_care"] == "unable"
    assert "说不清" in said(third)


def test_children_beside_each_other_are_each_a_child(plan: Plan) -> None:
    first, second = plan(messy.children_beside())
    assert [child["name"] for child in first.children] == ["周大", "周二丫"]
    assert first.children[0]["left_since"] == "2019-03-31"
    assert first.guardian == {"name": "周大", "phone": "13900000001"}
    assert second.children[0]["left_since"] == "2018-12-31"


def test_an_old_number_is_carried_over_and_told(plan: Plan) -> None:
    _first, second = plan(messy.children_beside())
    assert second.values["born_on"] == "1945-06-07"
    assert len(second.values["id_number"]) == 18
    assert "15 位的老号码" in said(second)


def test_children_in_rows_of_their_own_come_together(plan: Plan) -> None:
    found = plan(messy.children_below())
    assert fates(found) == ["new", "merged", "new"]
    assert [child["phone"] for child in found[0].children] == ["13700000001", "13700000002"]


def test_what_the_duty_does_not_need_is_not_taken(plan: Plan) -> None:
    first, second = plan(messy.old_export())
    assert "6222" not in str(first.plain())
    assert second.values["born_on"] == "1950-01-02"


def test_somebody_known_is_changed_where_the_ledger_says_more(plan: Plan) -> None:
    number = messy.id_number()
    factories.elder(name="赵大妈", id_number=number, born_on=date(1948, 3, 5), group_name="10")
    found = plan(messy.villages_list(), VILLAGE)
    assert fates(found) == ["changed", "new", "new"]
    assert "name" not in found[0].values
    assert found[0].values["address"] == "10组3号"


def test_who_is_registered_beyond_the_area_is_not_taken_twice(plan: Plan) -> None:
    factories.elder(id_number=messy.id_number(), area_code="370303102")
    found = plan(messy.villages_list(), VILLAGE)
    assert fates(found)[0] == "wrong"
    assert "F5 这个身份证号已经在别的镇村登记" in said(found[0])


def test_one_number_under_two_names_is_for_a_person_to_look_at(plan: Plan) -> None:
    number = messy.id_number()
    rows = [["姓名", "身份证号", "村"], ["甲一", number, "测试村"], ["乙二", number, "测试村"]]
    found = plan(messy.workbook(rows))
    assert fates(found) == ["new", "wrong"]


def test_a_village_beyond_the_area_is_not_found(plan: Plan) -> None:
    rows = [["姓名", "村", "性别"], ["甲一", "外镇村", "男"]]
    found = plan(messy.workbook(rows))
    assert fates(found) == ["wrong"]
    assert "B2 没有找到“外镇村”" in said(found[0])


def test_a_ledger_of_the_same_people_changes_nothing(plan: Plan) -> None:
    rows = [["姓名", "村", "组"], ["甲一", "测试村", "3组"]]
    factories.elder(name="甲一", group_name="3", born_on=None)
    assert plans.counts(plan(messy.workbook(rows)))["same"] == 1
