"""Places are called as people call them, and no two alike; holidays are those to come."""

from datetime import date

import pytest

from admin.desk.demo.dice import Dice, said, week
from admin.desk.demo.world import read_world, short
from models import Area
from tests import factories

pytestmark = pytest.mark.usefixtures("public_database")


@pytest.mark.parametrize(
    ("official", "daily"),
    [
        ("翟家村委会", "翟家村"),
        ("石村村委会", "石村"),
        ("前进村民委员会", "前进村"),
        ("新华社区居委会", "新华社区"),
        ("恒大社区居民委员会", "恒大社区"),
        ("朱庄居民委员会", "朱庄"),
        ("坤升社区", "坤升社区"),
    ],
)
def test_a_village_is_called_as_in_daily_life(official: str, daily: str) -> None:
    assert short(official) == daily


def test_towns_of_one_name_are_told_apart_by_their_districts() -> None:
    factories.areas()
    Area.create(code="370304", name="博山区", level="district")
    Area.create(code="370304101", name="南定镇", level="town", parent="370304")
    labels = [town.label for town in read_world().towns]
    assert labels == ["张店区南定镇", "博山区南定镇"]


def test_towns_of_one_name_in_districts_of_one_name_are_told_apart_too() -> None:
    for code, city in (("370102", "济南市"), ("370402", "枣庄市")):
        Area.create(code=code[:4], name=city, level="city")
        Area.create(code=code, name="市中区", level="district", parent=code[:4])
        Area.create(code=f"{code}001", name="中心街道", level="town", parent=code)
    labels = [town.label for town in read_world().towns]
    assert labels == ["济南市市中区中心街道", "枣庄市市中区中心街道"]


def test_a_subdistrict_is_not_called_a_town() -> None:
    factories.areas()
    Area.create(code="370303001", name="车站街道", level="town", parent=factories.DISTRICT)
    station, town = read_world().towns
    assert station.speak("向镇（街道）民政办申请，镇财政出钱") == "向街道民政办申请，街道财政出钱"
    assert town.speak("向镇（街道）民政办申请，镇财政出钱") == "向镇民政办申请，镇财政出钱"


def test_a_holiday_that_is_over_is_next_years() -> None:
    pattern = {"week": {"1-5": "08:30-12:00"}, "holidays": {"national": ""}}
    before, during, after = (
        week(pattern, day)["exceptions"][0]["from"]
        for day in (date(2026, 9, 30), date(2026, 10, 7), date(2026, 10, 8))
    )
    assert (before, during, after) == ("2026-10-01", "2026-10-01", "2027-10-01")


def test_ordinary_hours_are_said_in_a_few_words() -> None:
    pattern = {"week": {"1-5": "08:30-12:00 13:30-17:00"}}
    assert said(week(pattern, date(2026, 1, 1))) == "周一至周五 8:30–12:00、13:30–17:00"


def test_one_line_rings_with_one_number_and_others_with_others() -> None:
    dice = Dice(1, date(2026, 1, 1))
    first, again = (dice.phone("窗口", line=("370303101", "civil")) for _ in range(2))
    assert first["number"] == again["number"]
    assert first["number"] != dice.phone("窗口")["number"]


def test_every_number_is_used_before_one_comes_again() -> None:
    dice = Dice(7, date(2026, 1, 1))
    assert len({dice.phone("")["number"] for _ in range(10_000)}) == 10_000
