"""What the booklet holds, and in which order it is found."""

from models import Area
from tests import factories
from tests.factories import DISTRICT, TOWN, VILLAGE
from tests.site.conftest import MakeCatalog

OTHER_TOWN = "370303102"


def other_town() -> None:
    factories.areas()
    Area.create(code=OTHER_TOWN, name="沣水镇", level="town", parent=DISTRICT)


def test_services_that_differ_by_their_place_alone_are_one_with_a_number_each(
    catalog: MakeCatalog,
) -> None:
    other_town()
    meals = factories.category()
    for place, code, number in (("南定镇", TOWN, "1"), ("沣水镇", OTHER_TOWN, "2")):
        phones = [factories.phone(number)]
        factories.service(name=f"送餐（{place}）", category=meals, areas=[code], phones=phones)
    (service,) = catalog().booklet().needs[0].services
    assert service.name == "送餐"
    assert {(place.areas, place.number) for place in service.places} == {
        (("南定镇",), "1"),
        (("沣水镇",), "2"),
    }


def test_a_service_alone_keeps_its_whole_name(catalog: MakeCatalog) -> None:
    factories.service(name="送餐（南定镇）")
    assert catalog().booklet().needs[0].services[0].name == "送餐（南定镇）"


def test_a_town_lists_what_it_and_its_villages_have_and_not_what_all_have(
    catalog: MakeCatalog,
) -> None:
    for name, code in (("全区", DISTRICT), ("全镇", TOWN), ("本村", VILLAGE)):
        factories.service(name=name, areas=[code], category=factories.category(), phones=[])
    (town,) = catalog().booklet().towns
    names = {name for need in town.needs for offer in need.offers for name in offer.names}
    assert names == {"全镇", "本村"}


def test_a_village_has_the_number_that_is_rung_first_there(catalog: MakeCatalog) -> None:
    factories.contact(area=VILLAGE, phones=[factories.phone("1"), factories.phone("2")])
    (village,) = catalog().booklet().towns[0].villages
    assert village.line is not None
    assert village.line.phone.number == "1"


def test_a_hotline_that_is_a_contact_too_is_listed_once(catalog: MakeCatalog) -> None:
    factories.channel(type="hotline", area=DISTRICT, phones=[factories.phone("1")])
    factories.contact(area=DISTRICT, phones=[factories.phone("1")])
    booklet = catalog().booklet()
    assert (booklet.hotlines, len(booklet.contacts)) == ((), 1)
    assert booklet.hotline is not None


def test_the_index_goes_by_sound_and_ends_with_what_has_no_letter(catalog: MakeCatalog) -> None:
    for name in ("送餐", "12349热线", "帮洗衣", "Aa"):
        factories.service(name=name)
    letters = [initial.letter for initial in catalog().booklet().index]
    assert letters == ["A", "B", "C", "N", "S", "#"]  # with 测试村 and 南定镇


def test_a_booklet_of_nothing_has_no_index(catalog: MakeCatalog) -> None:
    assert catalog().booklet().index == ()
