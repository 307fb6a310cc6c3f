"""What pages say to search engines, read from the pages."""

import json
from datetime import date, datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup

from models import Area, Setting
from pages.articles import Article
from pages.urls import page_urls
from tests import factories
from tests.factories import DISTRICT, TOWN, VILLAGE
from tests.site.conftest import GetPage, MakeCatalog, MakeClient, article

BASE = "https://example.cn/guan-ai"
HOURS = {"week": {"1": [{"opens": "08:00", "closes": "17:00"}]}}


@pytest.fixture(autouse=True)
def office(public: object) -> None:
    """Whose site it is."""
    factories.areas()
    Setting.create(name="office", value="张店区民政局")
    Setting.create(name="district", value=DISTRICT)


def said(client: MakeClient, path: str, base_url: str = BASE) -> dict[str, Any]:
    """The data of a page by type; each type stands once."""
    page = BeautifulSoup(client(base_url=base_url).get(path).text, "html.parser")
    blocks = page.select('script[type="application/ld+json"]')
    found = [json.loads(str(block.string)) for block in blocks]
    assert all(data["@context"] == "https://schema.org" for data in found)
    graph = [each for data in found for each in data["@graph"]]
    assert len({each["@type"] for each in graph}) == len(graph)
    return {each["@type"]: each for each in graph}


def test_a_service_is_a_governments_with_who_what_where_for_whom(client: MakeClient) -> None:
    maker = factories.provider(slug="p", name="日间照料中心", address="路北")
    factories.service(slug="x", name="送餐上门", summary="把热饭送到家。", providers=[maker.id],
                      areas=[TOWN], audience=["left_behind"], hours=HOURS,
                      category=factories.category(name="助餐"))  # fmt: skip
    service = said(client, "/services/x/")["GovernmentService"]
    assert service["name"] == "送餐上门"
    assert service["description"] == "把热饭送到家。"
    assert service["url"] == f"{BASE}/services/x/"
    assert service["serviceType"] == "助餐"
    assert service["serviceOperator"]["name"] == "张店区民政局"
    assert service["provider"][0]["name"] == "日间照料中心"
    assert service["provider"][0]["url"] == f"{BASE}/providers/p/"
    assert service["areaServed"] == [{"@type": "AdministrativeArea", "name": "南定镇"}]
    assert service["audience"][0]["audienceType"] == "留守老人"
    phone = service["availableChannel"]["servicePhone"][0]
    assert phone == {"@type": "ContactPoint", "telephone": "0533-0001234"}
    assert service["hoursAvailable"][0]["dayOfWeek"] == ["Monday"]


def test_an_institution_is_somewhere_and_open(client: MakeClient) -> None:
    factories.provider(slug="x", name="幸福院", address="村东", hours=HOURS, latitude=36.8,
                       longitude=118.05)  # fmt: skip
    found = said(client, "/providers/x/")["Organization"]
    assert (found["name"], found["telephone"]) == ("幸福院", ["0533-0001234"])
    assert found["address"]["streetAddress"] == "村东"
    assert found["address"]["addressLocality"] == "张店区"
    assert found["location"]["openingHoursSpecification"][0]["opens"] == "08:00"
    assert found["location"]["geo"]["latitude"] == pytest.approx(36.8, abs=0.01)


@pytest.mark.parametrize("make", [factories.team, factories.channel])
def test_a_team_and_a_channel_are_organizations(client: MakeClient, make: Any) -> None:
    row = make(slug="x", summary="帮忙")
    found = said(client, f"/{row.kind}s/x/")["Organization"]
    assert (found["name"], found["description"]) == (row.name, "帮忙")


def test_an_office_that_is_rung_instead_lends_a_team_no_number(client: MakeClient) -> None:
    factories.contact(phones=[factories.phone("0533-0007777")])
    factories.team(slug="x")
    assert "telephone" not in said(client, "/teams/x/")["Organization"]


def test_an_activity_begins_on_a_chinese_clock(client: MakeClient) -> None:
    team = factories.team(name="红马甲")
    starts = datetime(2026, 10, 1, 9, 30)  # noqa: DTZ001 (local time)
    factories.activity(slug="x", name="饺子宴", starts_at=starts, place="礼堂", team=team)
    found = said(client, "/activities/x/")["Event"]
    assert found["startDate"] == "2026-10-01T09:30:00+08:00"
    assert "endDate" not in found
    assert found["location"]["name"] == "礼堂"
    assert found["organizer"] == {"@type": "Organization", "name": "红马甲"}


def test_the_way_to_a_page_begins_at_home(client: MakeClient) -> None:
    crumbs = said(client, f"/areas/{VILLAGE}/")["BreadcrumbList"]["itemListElement"]
    assert [crumb["name"] for crumb in crumbs] == ["首页", "张店区", "南定镇", "测试村村委会"]
    assert [crumb["position"] for crumb in crumbs] == [1, 2, 3, 4]
    assert crumbs[0]["item"] == f"{BASE}/"
    assert crumbs[2]["item"] == f"{BASE}/areas/{TOWN}/"


def test_the_way_to_a_page_is_the_one_that_it_shows(client: MakeClient) -> None:
    row = factories.service(slug="x")
    factories.channel(slug="x")
    factories.activity(slug="x")
    for path in ("/services/x/", "/channels/x/", "/activities/x/", "/articles/fang-pian/",
                 f"/categories/{row.category.slug}/", f"/areas/{TOWN}/"):  # fmt: skip
        page = BeautifulSoup(client(base_url=BASE).get(path).text, "html.parser")
        shown = [tag.text.strip() for tag in page.select(".trail li")]
        crumbs = said(client, path)["BreadcrumbList"]["itemListElement"]
        assert [crumb["name"] for crumb in crumbs] == shown, path


def test_only_the_home_page_is_a_website_and_says_whose(client: MakeClient) -> None:
    site = said(client, "/")["WebSite"]
    assert (site["url"], site["inLanguage"]) == (f"{BASE}/", "zh-CN")
    assert site["publisher"]["name"] == "张店区民政局"
    assert said(client, "/about/") == {}


def test_without_a_base_url_nothing_has_an_address(client: MakeClient) -> None:
    factories.service(slug="x", providers=[factories.provider().id])
    found = said(client, "/services/x/", base_url="")
    assert set(found) == {"GovernmentService"}
    assert "http" not in json.dumps(found).replace("https://schema.org", "")
    assert said(client, "/", base_url="") == {}


def test_an_article_of_questions_is_one_and_another_is_not(
    client: MakeClient, articles: list[Article]
) -> None:
    articles.append(article("wen-da", html="<h2>甲？</h2><p>乙。</p><h2>丙？</h2><p>丁。</p>"))
    (first, _second) = said(client, "/articles/wen-da/")["FAQPage"]["mainEntity"]
    assert (first["name"], first["acceptedAnswer"]["text"]) == ("甲？", "乙。")
    assert "FAQPage" not in said(client, "/articles/fang-pian/")


def test_a_name_cannot_end_the_block_it_stands_in(client: MakeClient) -> None:
    factories.service(slug="x", name="</script><script>alert(1)</script>")
    text = client().get("/services/x/").text
    assert "<script>alert" not in text
    found = said(client, "/services/x/")["GovernmentService"]
    assert found["name"] == "</script><script>alert(1)</script>"


def test_a_withheld_name_is_withheld_from_machines_too(client: MakeClient) -> None:
    factories.contact(person="李某", person_consent_on=None)
    factories.service(slug="x", phones=[])
    assert "李某" not in client(base_url=BASE).get("/services/x/").text


def test_no_two_pages_have_one_title_or_description(
    client: MakeClient, get_page: GetPage, catalog: MakeCatalog
) -> None:
    other = Area.create(code="370303102", name="沣水镇", level="town", parent=DISTRICT)
    Area.create(code="370303102201", name="测试村村委会", level="village", parent=other)
    for area in (TOWN, other.code):
        factories.service(name="送餐上门", area=area)
        factories.provider(name="日间照料中心", area=area)
        factories.team(name="红马甲", area=area)
        factories.channel(name="民政窗口", area=area)
    for day in (1, 2):
        starts = datetime(2026, 10, day, 9)  # noqa: DTZ001 (local time)
        factories.activity(name="饺子宴", starts_at=starts)
    rules = client().application.url_map.bind("")
    paths = [rules.build(endpoint, values) for endpoint, values in page_urls(catalog())]
    pages = [get_page(path) for path in paths]
    for texts in (
        [page.title.text for page in pages if page.title],
        [str(page.select_one("meta[name=description]")["content"]) for page in pages],  # type: ignore[index]
    ):
        assert len(texts) == len(paths)
        assert sorted({text for text in texts if texts.count(text) > 1}) == []


def test_a_day_of_founding_is_said(client: MakeClient) -> None:
    factories.team(slug="x", founded_on=date(2020, 3, 1))
    assert said(client, "/teams/x/")["Organization"]["foundingDate"] == "2020-03-01"
