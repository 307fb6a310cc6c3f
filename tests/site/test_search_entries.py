"""What can be found, and by which words."""

from datetime import date

import peewee as pw
import pytest

from models import Area
from pages.search_entries import KINDS, Entry, entry, sources
from tests import factories
from tests.factories import DISTRICT, TOWN, VILLAGE
from tests.site.conftest import MakeCatalog, article


def found(catalog: MakeCatalog, kind: str) -> list[Entry]:
    made = catalog()
    rows = sources(made.index, [article()])[kind].values()
    return [entry(made.index, kind, row) for row in rows]


def test_everything_that_is_published_is_an_entry(catalog: MakeCatalog) -> None:
    factories.service(providers=[factories.provider().id], channels=[factories.channel().id])
    factories.team()
    factories.contact()
    assert all(sources(catalog().index, [article()])[kind] for kind in KINDS)


def test_a_service_of_yesterday_is_none(catalog: MakeCatalog) -> None:
    factories.service(valid_until=date(2020, 1, 1))
    assert found(catalog, "service") == []


def test_a_service_is_found_by_the_words_of_its_text_place_and_category(
    catalog: MakeCatalog,
) -> None:
    category = factories.category(name="送餐做饭", need="没人做饭")
    factories.service(
        category=category, content_html="<p>热饭。</p><p>送到&quot;手&quot;</p>", summary="暖胃"
    )
    (service,) = found(catalog, "service")
    words = " ".join(service.words)
    for word in ("热饭", '送到"手"', "暖胃", "送餐做饭", "没人做饭", "南定镇", "张店区"):
        assert word in words
    assert "<p>" not in words


def test_a_service_shows_the_number_of_whoever_does_it(catalog: MakeCatalog) -> None:
    provider = factories.provider(phones=[factories.phone("0533-0007777")])
    factories.service(providers=[provider.id], phones=[])
    (service,) = found(catalog, "service")
    assert service.phone is not None
    assert service.phone.number == "0533-0007777"


def test_a_name_that_papers_use_is_a_name_too(catalog: MakeCatalog) -> None:
    factories.service(name="送餐上门")
    assert "助餐" in [name.text for name in found(catalog, "service")[0].names]


def test_a_contact_leads_to_the_page_of_its_place(catalog: MakeCatalog) -> None:
    factories.contact(area=VILLAGE)
    assert [(e.slug, e.areas) for e in found(catalog, "contact")] == [(VILLAGE, (VILLAGE,))]


def test_nobody_is_found_by_their_own_name(catalog: MakeCatalog) -> None:
    factories.contact(person="张三丰", person_consent_on=date(2026, 1, 1))
    (contact,) = found(catalog, "contact")
    assert "张三丰" not in repr(contact)


def test_a_reference_to_an_area_that_is_not_published_is_dropped(catalog: MakeCatalog) -> None:
    factories.service(areas=["370303999", TOWN])
    assert found(catalog, "service")[0].areas == (TOWN,)


def test_a_contact_without_a_published_place_has_no_page_and_is_left_out(
    catalog: MakeCatalog, public: pw.Database
) -> None:
    factories.contact(area=VILLAGE)
    public.pragma("foreign_keys", 0)
    Area.delete().where(Area.code == VILLAGE).execute()
    assert found(catalog, "contact") == []


def test_a_card_says_the_town_of_a_village_and_no_district(catalog: MakeCatalog) -> None:
    factories.service(areas=[DISTRICT, VILLAGE])
    assert found(catalog, "service")[0].places == "张店区、南定镇 测试村村委会"


def test_a_card_names_three_places_at_most(catalog: MakeCatalog) -> None:
    factories.areas()
    Area.create(code="370303101202", name="四号村", level="village", parent=TOWN)
    factories.service(areas=[DISTRICT, TOWN, VILLAGE, "370303101202"])
    assert found(catalog, "service")[0].places.count("、") == 2


def test_a_service_is_of_its_category_and_of_the_one_above(catalog: MakeCatalog) -> None:
    top = factories.category(slug="top")
    factories.service(category=factories.category(slug="below", parent=top))
    assert found(catalog, "service")[0].categories == ("top", "below")


@pytest.mark.parametrize("kind", KINDS)
def test_an_entry_has_asked_for_its_own_record(catalog: MakeCatalog, kind: str) -> None:
    factories.service(providers=[factories.provider().id], channels=[factories.channel().id])
    factories.team()
    factories.contact()
    made = catalog()
    ((key, row), *_more) = sources(made.index, [article()])[kind].items()
    with made.reads.noting() as cells:
        entry(made.index, kind, row)
    assert (kind, key) in cells


@pytest.mark.parametrize("word", ["免费鸡蛋后面是高价药。", "先看", "安全防骗"])
def test_an_article_is_found_by_its_summary_headings_and_topic(
    catalog: MakeCatalog, word: str
) -> None:
    assert word in found(catalog, "article")[0].words
