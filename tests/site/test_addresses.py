"""Absolute addresses: where they are known, and on which pages they stand."""

from bs4 import BeautifulSoup

from models import FormerSlug
from tests import factories
from tests.factories import TOWN
from tests.site.conftest import GetPage, MakeClient

BASE = "https://example.cn/guan-ai"


def head(client: MakeClient, path: str, base_url: str = BASE) -> BeautifulSoup:
    return BeautifulSoup(client(base_url=base_url).get(path).text, "html.parser")


def canonical(page: BeautifulSoup) -> list[str]:
    return [str(tag["href"]) for tag in page.select('link[rel="canonical"]')]


def test_a_page_names_its_one_address_below_the_base_url(client: MakeClient) -> None:
    factories.service(slug="x")
    assert canonical(head(client, "/services/x/")) == [f"{BASE}/services/x/"]
    assert canonical(head(client, f"/areas/{TOWN}/")) == [f"{BASE}/areas/{TOWN}/"]


def test_a_former_address_names_the_new_one(client: MakeClient) -> None:
    row = factories.service(slug="song-can")
    FormerSlug.create(kind="service", slug="zhu-can", key=row.key)
    assert canonical(head(client, "/services/zhu-can/")) == [f"{BASE}/services/song-can/"]


def test_the_page_for_what_is_missing_has_no_address_of_its_own(client: MakeClient) -> None:
    assert canonical(head(client, "/404.html")) == []


def test_a_shared_link_shows_a_title_a_text_and_a_picture(client: MakeClient) -> None:
    factories.service(slug="x", name="送餐上门", summary="把热饭送到家。")
    page = head(client, "/services/x/")
    shown = {str(tag["property"]): str(tag["content"]) for tag in page.select("meta[property]")}
    assert shown["og:title"] == "送餐上门（南定镇）"
    assert shown["og:description"] == "送餐上门（南定镇）：把热饭送到家。"
    assert shown["og:url"] == f"{BASE}/services/x/"
    assert shown["og:image"].startswith(f"{BASE}/static/card.")
    picture = client(base_url=BASE).get(shown["og:image"].removeprefix(BASE))
    assert picture.mimetype == "image/png"
    assert len(picture.data) < 60_000


def test_without_a_base_url_nothing_is_absolute(get_page: GetPage) -> None:
    factories.service(slug="x")
    page = get_page("/services/x/")
    assert canonical(page) == []
    assert page.select('[property="og:url"], [property="og:image"], .scan') == []
    assert page.select_one('[property="og:title"]')
