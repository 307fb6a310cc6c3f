"""Services by need: what a category counts, and the towns that it reaches."""

from models import Area
from tests import factories
from tests.factories import DISTRICT, TOWN, VILLAGE
from tests.site.conftest import MakeCatalog
from tests.site.test_catalog import names


def test_a_category_page_shows_the_services_of_its_subcategories(catalog: MakeCatalog) -> None:
    top = factories.category(slug="zhao-liao")
    factories.service(name="送餐", category=factories.category(parent=top))
    page = catalog().category("zhao-liao")
    assert names(page.groups) == ["送餐"]


def test_a_category_names_the_towns_that_it_reaches(catalog: MakeCatalog) -> None:
    factories.areas()
    Area.create(code="370303102", name="别的镇", level="town", parent=DISTRICT)
    top = factories.category(slug="zhao-liao")
    factories.service(category=factories.category(parent=top), areas=[VILLAGE])
    assert [town.slug for town in catalog().category("zhao-liao").towns] == [TOWN]


def test_a_service_of_the_district_reaches_every_town(catalog: MakeCatalog) -> None:
    factories.service(category=factories.category(slug="zhao-liao"), areas=[DISTRICT])
    assert [town.slug for town in catalog().category("zhao-liao").towns] == [TOWN]


def test_a_need_counts_the_services_of_all_its_kinds(catalog: MakeCatalog) -> None:
    top = factories.category()
    factories.service(category=top)
    factories.service(category=factories.category(parent=top))
    assert [(need.count, [c.count for c in need.children]) for need in catalog().home().needs] == [
        (2, [1])
    ]
