"""What a sheet says: which numbers, in which order, and which services under which need."""

import pytest

from models import Area
from pages.catalog import NotPublished
from pages.catalog_posters import MOST_NUMBERS, Offer
from tests import factories
from tests.factories import DISTRICT, TOWN, VILLAGE
from tests.site.conftest import MakeCatalog


def contact(name: str, area: str, number: str) -> None:
    factories.contact(name=name, area=area, phones=[factories.phone(number)])


def whom(catalog: MakeCatalog, code: str = VILLAGE) -> list[str]:
    return [line.who for line in catalog().notice(code).numbers]


def test_near_numbers_come_first_then_the_hotline_then_the_wider_office(
    catalog: MakeCatalog,
) -> None:
    contact("区", DISTRICT, "1")
    factories.channel(name="热线", type="hotline", area=DISTRICT, phones=[factories.phone("2")])
    contact("镇", TOWN, "3")
    contact("村", VILLAGE, "4")
    assert whom(catalog) == ["村", "镇", "热线", "区"]


def test_many_near_numbers_leave_room_for_the_hotline(catalog: MakeCatalog) -> None:
    for number in range(6):
        contact(f"村{number}", VILLAGE, f"{number}")
    factories.channel(name="热线", type="hotline", area=DISTRICT, phones=[factories.phone("9")])
    assert whom(catalog) == ["村0", "村1", "村2", "村3", "热线"]


def test_a_number_stands_on_a_sheet_once(catalog: MakeCatalog) -> None:
    contact("村", VILLAGE, "0533-1")
    contact("镇", TOWN, "05331")
    assert whom(catalog) == ["村"]


def test_facilities_fill_what_offices_leave(catalog: MakeCatalog) -> None:
    contact("村", VILLAGE, "1")
    for number in range(2, 9):
        factories.provider(name=f"机构{number}", area=TOWN, phones=[factories.phone(f"{number}")])
    assert len(whom(catalog)) == MOST_NUMBERS
    assert whom(catalog)[0] == "村"


def test_a_hotline_of_another_place_is_not_this_ones(catalog: MakeCatalog) -> None:
    factories.areas()
    Area.create(code="370303102", name="沣水镇", level="town", parent=DISTRICT)
    factories.channel(type="hotline", area="370303102", phones=[factories.phone()])
    assert whom(catalog) == []


def test_services_of_one_number_stand_together_under_their_need(catalog: MakeCatalog) -> None:
    meals = factories.category(need="没人做饭")
    for name in ("送餐", "理发"):
        factories.service(name=name, category=meals)
    (need,) = catalog().notice(VILLAGE).needs
    assert (need.need, need.offers) == ("没人做饭", (Offer(("理发", "送餐"), "0533-0001234"),))


def test_a_service_is_listed_under_the_need_above_its_category(catalog: MakeCatalog) -> None:
    above = factories.category(need="没人做饭")
    factories.service(category=factories.category(need="想吃热的", parent=above))
    assert [need.need for need in catalog().notice(VILLAGE).needs] == ["没人做饭"]


def test_the_place_of_the_sheet_is_not_said_again_in_a_service(catalog: MakeCatalog) -> None:
    factories.service(name="送餐（南定镇）")
    assert catalog().notice(VILLAGE).needs[0].offers[0].names == ("送餐",)


def test_another_place_is_said(catalog: MakeCatalog) -> None:
    factories.service(name="代养（湖田街道）")
    assert catalog().notice(VILLAGE).needs[0].offers[0].names == ("代养（湖田街道）",)


def test_a_district_has_no_sheet(catalog: MakeCatalog) -> None:
    factories.areas()
    assert catalog().slugs("notice") == [TOWN, VILLAGE]
    with pytest.raises(NotPublished):
        catalog().notice(DISTRICT)


def test_the_page_of_sheets_lists_every_place_of_a_town(catalog: MakeCatalog) -> None:
    factories.areas()
    (town,) = catalog().printing().towns
    assert [place.slug for place in town.places] == [TOWN, VILLAGE]
