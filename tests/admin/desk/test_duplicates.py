"""Hints that two records may be one."""

import pytest

from admin.desk import duplicates
from admin.desk.duplicates import Entry
from tests.factories import DISTRICT, TOWN, VILLAGE

FOREIGN = "370303102"


def entry(
    key: str,
    name: str = "甲",
    area: str = TOWN,
    number: str = "",
    kind: str = "provider",
    at: str = "",
) -> Entry:
    return duplicates.entry(kind, key, name, area, [{"number": number}], at)


def reasons(*entries: Entry) -> list[str]:
    return [double.reason for double in duplicates.find(entries)]


def test_one_telephone_in_two_towns_is_a_hint() -> None:
    one = entry("1", "甲", TOWN, "0533-000 1234")
    assert reasons(one, entry("2", "乙乙", FOREIGN, "05330001234")) == ["phone"]


@pytest.mark.parametrize("area", [TOWN, VILLAGE, DISTRICT])
def test_one_telephone_on_one_line_of_offices_is_none(area: str) -> None:
    assert reasons(entry("1", "甲", TOWN, "1"), entry("2", "乙乙", area, "1")) == []


def test_services_may_share_the_telephone_of_their_office() -> None:
    one, two = (entry(k, k * 3, a, "1", "service") for k, a in (("1", TOWN), ("2", FOREIGN)))
    assert reasons(one, two) == []


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("南定日间照料中心", "南定镇日间照料中心", True),
        ("送餐上门", "送餐上门", True),
        ("幸福院食堂", "幸富院食堂", True),
        ("送餐上门", "洗衣上门", False),
        ("每日查看：吃（南定镇）", "每日查看：穿（南定镇）", False),
        ("第一敬老院", "第二敬老院", False),
        ("东村幸福院", "西村幸福院", False),
    ],
)
def test_names_are_alike_by_letters_or_by_sound(one: str, other: str, wanted: bool) -> None:
    assert duplicates.alike(one, other) is wanted


def test_names_alike_count_in_one_place_and_one_kind_only() -> None:
    assert reasons(entry("1", "送餐"), entry("2", "送餐")) == ["name"]
    assert reasons(entry("1", "送餐"), entry("2", "送餐", FOREIGN)) == []
    assert reasons(entry("1", "送餐"), entry("2", "送餐", kind="team")) == []


def test_one_address_is_a_hint_whatever_its_spaces() -> None:
    one = entry("1", "甲", at="南定镇 政府东邻")
    assert reasons(one, entry("2", "乙乙", FOREIGN, at="南定镇政府东邻")) == ["address"]
    assert reasons(entry("1", "甲", at="东邻"), entry("2", "乙乙", FOREIGN, at="东邻")) == []
