"""Places are called as people call them, and no two alike."""

import pytest

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


def test_a_place_without_villages_is_not_told_of_any() -> None:
    factories.areas()
    (town,) = read_world().towns
    assert town.speak("跟村（居）委会说") == "跟居委会说"
    Area.update(is_rural=True).where(Area.code == factories.VILLAGE).execute()
    (town,) = read_world().towns
    assert town.speak("跟村（居）委会说") == "跟村（居）委会说"


def test_a_subdistrict_is_not_called_a_town() -> None:
    factories.areas()
    Area.create(code="370303001", name="车站街道", level="town", parent=factories.DISTRICT)
    station, town = read_world().towns
    assert station.speak("向镇（街道）民政办申请，镇财政出钱") == "向街道民政办申请，街道财政出钱"
    assert town.speak("向镇（街道）民政办申请，镇财政出钱") == "向镇民政办申请，镇财政出钱"
