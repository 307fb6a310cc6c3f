"""How far it is from a village to what is near."""

import pytest

from models import Area
from pages.distance import Point, kilometres, middle
from tests import factories
from tests.factories import TOWN, VILLAGE
from tests.site.conftest import GetPage, MakeCatalog

JINAN, ZIBO = Point(36.65, 117.12), Point(36.81, 118.05)


def test_two_cities_are_as_far_apart_as_on_a_map() -> None:
    assert kilometres(JINAN, ZIBO) == pytest.approx(84.8, abs=0.5)


def test_it_is_as_far_there_as_back_and_nothing_to_itself() -> None:
    assert kilometres(JINAN, ZIBO) == kilometres(ZIBO, JINAN)
    assert kilometres(ZIBO, ZIBO) == 0


def test_the_other_side_of_the_world_is_half_its_girth() -> None:
    assert kilometres(Point(0, 0), Point(0, 180)) == pytest.approx(20015, abs=1)


def test_the_middle_of_places_is_their_mean_and_of_none_unknown() -> None:
    assert middle([Point(36, 118), Point(38, 120)]) == Point(37, 119)
    assert middle([]) is None


def located(area: str, latitude: float, **values: object) -> object:
    return factories.provider(area=area, latitude=latitude, longitude=118.0, **values)


def distances(catalog: MakeCatalog, code: str) -> dict[str, float | None]:
    groups = catalog().area(code).providers
    return {card.link.name: card.distance_km for group in groups for card in group.providers}


def test_a_village_page_says_how_far_its_towns_institutions_are(
    catalog: MakeCatalog, get_page: GetPage
) -> None:
    located(VILLAGE, 36.80, name="村幸福院")
    located(TOWN, 36.82, name="镇卫生院")
    assert distances(catalog, VILLAGE) == {"村幸福院": None, "镇卫生院": 2.2}
    assert "约 2.2 公里" in get_page(f"/areas/{VILLAGE}/").text


def test_the_near_come_first_and_what_is_not_located_last(catalog: MakeCatalog) -> None:
    located(VILLAGE, 36.80, name="村幸福院")
    located(TOWN, 36.90, name="甲")
    factories.provider(area=TOWN, name="乙")
    located(TOWN, 36.81, name="丙")
    assert list(distances(catalog, VILLAGE)) == ["村幸福院", "丙", "甲", "乙"]


def test_a_village_in_which_nothing_is_located_is_nowhere(catalog: MakeCatalog) -> None:
    factories.provider(area=VILLAGE, name="村幸福院")
    located(TOWN, 36.82, name="镇卫生院")
    assert set(distances(catalog, VILLAGE).values()) == {None}


def test_a_neighbouring_village_does_not_say_where_this_one_is(catalog: MakeCatalog) -> None:
    factories.areas()
    other = Area.create(code=f"{TOWN}202", name="邻村", level="village", parent=TOWN)
    located(other.code, 36.80, name="邻村幸福院")
    located(TOWN, 36.82, name="镇卫生院")
    assert distances(catalog, VILLAGE) == {"镇卫生院": None}


def test_a_town_is_too_wide_to_measure_from(catalog: MakeCatalog) -> None:
    located(TOWN, 36.82, name="镇卫生院")
    located(VILLAGE, 36.80, name="村幸福院")
    assert set(distances(catalog, TOWN).values()) == {None}
