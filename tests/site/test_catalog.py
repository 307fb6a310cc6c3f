"""The catalog: what is on a page, for a given database and day."""

from datetime import date, datetime

import peewee as pw
import pytest

from models import Area, Change, FormerSlug, Provider, Setting, VolunteerTeam
from pages.catalog import NotPublished
from pages.catalog_cards import dialled
from pages.catalog_values import Link, ServiceGroup
from tests import factories
from tests.factories import DISTRICT, TOWN, VILLAGE
from tests.site.conftest import MakeCatalog

OTHER_TOWN = "370303102"


def other_town() -> Area:
    """A second town of the district."""
    factories.areas()
    made: Area = Area.create(code=OTHER_TOWN, name="沣水镇", level="town", parent=DISTRICT)
    return made


def names(groups: tuple[ServiceGroup, ...]) -> list[str]:
    return [card.link.name for group in groups for card in group.services]


def local(year: int, month: int, day: int, hour: int = 0) -> datetime:
    return datetime(year, month, day, hour)  # noqa: DTZ001 (wall-clock times)


@pytest.mark.parametrize("code", [DISTRICT, TOWN, VILLAGE])
def test_a_village_page_lists_a_service_of_any_area_above_it(
    catalog: MakeCatalog, code: str
) -> None:
    factories.service(name="送餐上门", areas=[code])
    assert names(catalog().area(VILLAGE).services) == ["送餐上门"]


def test_a_village_page_leaves_out_a_service_of_another_town(catalog: MakeCatalog) -> None:
    other_town()
    factories.service(areas=[OTHER_TOWN])
    assert catalog().area(VILLAGE).services == ()


def test_a_service_for_village_and_town_is_listed_once(catalog: MakeCatalog) -> None:
    factories.service(name="理发", areas=[VILLAGE, TOWN, DISTRICT])
    assert names(catalog().area(VILLAGE).services) == ["理发"]


def test_a_town_page_names_what_only_some_villages_have_apart(catalog: MakeCatalog) -> None:
    factories.service(name="理发", areas=[VILLAGE])
    page = catalog().area(TOWN)
    assert ([card.link.name for card in page.partial], page.services) == (["理发"], ())


def test_services_of_a_place_are_grouped_by_top_level_need(catalog: MakeCatalog) -> None:
    top = factories.category(name="生活照料", need="没人照料")
    factories.service(category=factories.category(name="送餐", parent=top))
    assert [group.need for group in catalog().area(VILLAGE).services] == ["没人照料"]


def test_a_service_whose_category_is_withdrawn_is_listed_without_one(
    public: pw.Database, catalog: MakeCatalog
) -> None:
    row = factories.service(name="理发")
    public.execute_sql("PRAGMA foreign_keys = 0")
    row.category.delete_instance()
    page = catalog().services()
    assert ([card.link.name for card in page.rest], page.count) == (["理发"], 1)


def test_the_contacts_of_a_village_come_from_near_to_far(catalog: MakeCatalog) -> None:
    for code in (DISTRICT, VILLAGE, TOWN):
        factories.contact(area=code)
    groups = catalog().area(VILLAGE).contacts
    assert [group.area.slug for group in groups] == [VILLAGE, TOWN, DISTRICT]


def test_contacts_stand_in_the_order_that_the_office_gave_them(catalog: MakeCatalog) -> None:
    factories.contact(name="后打", position=2)
    factories.contact(name="先打", position=1)
    (group,) = catalog().area(TOWN).contacts
    assert [contact.name for contact in group.contacts] == ["先打", "后打"]


def test_a_contact_is_named_only_with_recorded_consent(catalog: MakeCatalog) -> None:
    factories.contact(name="甲", person="王某", person_consent_on=None)
    factories.contact(name="乙", person="李某", person_consent_on=date(2026, 1, 1))
    (group,) = catalog().area(TOWN).contacts
    assert {contact.name: contact.person for contact in group.contacts} == {"甲": "", "乙": "李某"}


def test_a_village_page_shows_its_own_and_its_towns_institutions(catalog: MakeCatalog) -> None:
    factories.provider(area=TOWN)
    factories.provider(area=VILLAGE)
    groups = catalog().area(VILLAGE).providers
    assert [group.area and group.area.slug for group in groups] == [VILLAGE, TOWN]


def test_a_village_page_shows_its_own_team_before_its_towns(catalog: MakeCatalog) -> None:
    factories.team(name="镇队", area=TOWN)
    factories.team(name="村队", area=VILLAGE)
    assert [team.link.name for team in catalog().area(VILLAGE).teams] == ["村队", "镇队"]


def test_a_village_page_shows_what_happens_next_in_its_town(catalog: MakeCatalog) -> None:
    factories.activity(name="以后", starts_at=local(2026, 10, 1, 9))
    factories.activity(name="过去", starts_at=local(2026, 8, 1, 9))
    assert [card.link.name for card in catalog().area(VILLAGE).activities] == ["以后"]


def test_villages_are_grouped_by_the_first_letter_of_their_pinyin(catalog: MakeCatalog) -> None:
    factories.areas()
    Area.create(code=f"{TOWN}202", name="重村", level="village", parent=TOWN, pinyin="zhongcun")
    Area.create(code=f"{TOWN}203", name="北村", level="village", parent=TOWN)
    assert [group.initial for group in catalog().area(TOWN).below] == ["B", "C", "Z"]


def test_a_withdrawn_provider_is_dropped_from_its_service(catalog: MakeCatalog) -> None:
    kept, gone = factories.provider(name="在办"), factories.provider()
    slug = factories.service(providers=[gone.id, kept.id]).slug
    Provider.delete_by_id(gone.id)
    assert [card.link.name for card in catalog().service(slug).providers] == ["在办"]


def test_a_withdrawn_team_is_dropped_from_its_activity(
    public: pw.Database, catalog: MakeCatalog
) -> None:
    slug = factories.activity(team=factories.team()).slug
    public.execute_sql("PRAGMA foreign_keys = 0")
    VolunteerTeam.delete().execute()
    assert catalog().activity(slug).team is None


@pytest.mark.parametrize(
    "dates",
    [{"valid_until": date(2026, 8, 31)}, {"valid_from": date(2026, 9, 2)}],
    ids=["ended", "not begun"],
)
def test_a_service_outside_its_dates_has_no_page(
    catalog: MakeCatalog, dates: dict[str, date]
) -> None:
    slug = factories.service(**dates).slug
    with pytest.raises(NotPublished):
        catalog().service(slug)


def test_a_service_is_there_on_its_first_and_last_day(catalog: MakeCatalog) -> None:
    day = date(2026, 9, 1)
    slug = factories.service(valid_from=day, valid_until=day).slug
    assert catalog().service(slug).valid_until == day


def test_a_service_is_rung_at_its_own_numbers_first(catalog: MakeCatalog) -> None:
    made = factories.provider(phones=[factories.phone("0533-0002222")])
    slug = factories.service(phones=[factories.phone("0533-0001111")], providers=[made.id]).slug
    (call,) = catalog().service(slug).calls
    assert (call.who, call.phones[0].number) == (None, "0533-0001111")


def test_a_service_without_a_number_is_rung_at_its_providers(catalog: MakeCatalog) -> None:
    made = factories.provider(name="幸福院", phones=[factories.phone("0533-0002222")])
    slug = factories.service(phones=[], providers=[made.id]).slug
    assert [call.who for call in catalog().service(slug).calls] == ["幸福院"]


def test_a_service_without_any_number_is_rung_at_its_town(catalog: MakeCatalog) -> None:
    factories.contact(name="镇民政办", area=TOWN)
    slug = factories.service(phones=[], area=VILLAGE).slug
    assert [call.who for call in catalog().service(slug).calls] == ["镇民政办"]


def test_an_activity_without_a_number_is_rung_at_its_team(catalog: MakeCatalog) -> None:
    team = factories.team(name="志愿队", phones=[factories.phone()])
    slug = factories.activity(team=team).slug
    assert [call.who for call in catalog().activity(slug).calls] == ["志愿队"]


@pytest.mark.parametrize(
    ("number", "digits"),
    [("0533-0001234", "05330001234"), ("（0533）000 1234 转 801", "05330001234"), ("120", "120")],
)
def test_a_number_is_dialled_by_its_digits_up_to_the_extension(number: str, digits: str) -> None:
    assert dialled(number) == digits


def test_activities_that_are_over_are_kept_apart(catalog: MakeCatalog) -> None:
    factories.activity(name="以后", starts_at=local(2026, 9, 1, 9))
    factories.activity(name="过去", starts_at=local(2026, 8, 31, 9))
    page = catalog().activities()
    assert [card.link.name for card in (*page.upcoming, *page.past)] == ["以后", "过去"]


def test_an_activity_of_several_days_is_not_over_before_its_end(catalog: MakeCatalog) -> None:
    row = factories.activity(starts_at=local(2026, 8, 1), ends_at=local(2026, 9, 1, 8))
    assert not catalog().activity(row.slug).over


def test_institutions_are_listed_town_by_town_in_the_order_of_pinyin(catalog: MakeCatalog) -> None:
    other_town()
    factories.provider(area=VILLAGE)
    factories.provider(area=OTHER_TOWN)
    factories.provider(area=DISTRICT)
    groups = catalog().providers().groups
    assert [group.area and group.area.slug for group in groups] == [DISTRICT, OTHER_TOWN, TOWN]


def test_the_facts_are_dated_by_the_last_change_on_a_chinese_calendar(
    catalog: MakeCatalog,
) -> None:
    Change.create(kind="service", key="1", at=local(2026, 7, 1, 20))
    assert catalog().as_of_day == date(2026, 7, 2)


def test_in_an_emergency_each_place_has_one_office_and_it_can_be_rung(catalog: MakeCatalog) -> None:
    other_town()
    factories.contact(area=OTHER_TOWN, phones=[])
    factories.contact(area=TOWN, phones=[], position=1)
    factories.contact(area=TOWN, name="民政办", position=2)
    factories.contact(area=TOWN, name="综治办", position=3)
    factories.contact(area=DISTRICT, name="区民政局")
    page = catalog().emergency()
    offices = [[contact.name for contact in group.contacts] for group in page.towns]
    assert offices == [["民政办"]]
    assert page.district is not None
    assert page.district.contacts[0].name == "区民政局"


def test_a_former_slug_leads_to_the_record(catalog: MakeCatalog) -> None:
    row = factories.service(slug="song-can", name="送餐")
    FormerSlug.create(kind="service", slug="zhu-can", key=row.key)
    assert catalog().former("service", "zhu-can").link == Link("service", "song-can", "送餐")


def test_a_former_slug_of_a_withdrawn_record_leads_nowhere(catalog: MakeCatalog) -> None:
    FormerSlug.create(kind="service", slug="zhu-can", key="99")
    assert catalog().former_slugs("service") == []
    with pytest.raises(NotPublished):
        catalog().former("service", "zhu-can")


@pytest.mark.parametrize(
    "kind", ["service", "category", "area", "provider", "team", "channel", "activity", "article"]
)
def test_an_unknown_slug_is_not_published(catalog: MakeCatalog, kind: str) -> None:
    with pytest.raises(NotPublished):
        getattr(catalog(), kind)("mei-you")


def test_the_same_facts_give_equal_pages(catalog: MakeCatalog) -> None:
    slug = factories.service().slug
    first, second = catalog(), catalog()
    assert (first.service(slug), first.home(), first.area(TOWN)) == (
        second.service(slug),
        second.home(),
        second.area(TOWN),
    )


def test_a_page_can_be_a_key_because_it_is_all_plain_values(catalog: MakeCatalog) -> None:
    slug = factories.service(hours={"week": {"1": []}}, channels=[factories.channel().id]).slug
    page = catalog()
    assert {page.service(slug), page.area(VILLAGE), page.home()}


def test_the_settings_name_the_site_its_office_and_its_district(catalog: MakeCatalog) -> None:
    factories.areas()
    for name, value in {"title": "张店关爱", "office": "民政局", "district": DISTRICT}.items():
        Setting.create(name=name, value=value)
    site = catalog().site
    assert (site.title, site.office, site.district and site.district.slug) == (
        "张店关爱",
        "民政局",
        DISTRICT,
    )
