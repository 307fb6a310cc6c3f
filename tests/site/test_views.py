"""The pages as a reader gets them: structure, links, words."""

from itertools import pairwise
from urllib.parse import urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.test import Client

from models import Area, Category, FormerSlug, Service, Setting
from pages import create_app
from tests import factories
from tests.factories import DISTRICT, TOWN, VILLAGE
from tests.site import full_site
from tests.site.conftest import GetPage, MakeCatalog, MakeClient


@pytest.fixture
def everything(public: object) -> None:
    """One full row of every kind, so that every part of every page is shown."""
    full_site.fill()


KEYED = {
    "/services/service/": Service.kind,
    "/categories/category/": Category.kind,
    f"/areas/{VILLAGE}/": Area.kind,
    "/providers/provider/": "provider",
    "/teams/team/": "team",
    "/channels/channel/": "channel",
    "/activities/activity/": "activity",
    "/articles/fang-pian/": "article",
}
PLACES = [f"/areas/{DISTRICT}/", f"/areas/{TOWN}/"]
LISTS = [
    "/", "/services/", "/providers/", "/teams/", "/channels/", "/activities/", "/articles/",
    "/contacts/", "/search/", "/changes/", "/emergency/", "/offline/", "/about/", "/comfort/",
    "/print/", "/404.html",
]  # fmt: skip
ALL_KINDS = [*KEYED, *PLACES, *LISTS]


@pytest.fixture
def page(everything: None, get_page: GetPage, request: pytest.FixtureRequest) -> BeautifulSoup:
    """Each kind of page in turn."""
    return get_page(request.param)


every_kind = pytest.mark.parametrize("page", ALL_KINDS, indirect=True)


@every_kind
def test_a_page_has_one_first_heading_and_skips_no_level(page: BeautifulSoup) -> None:
    levels = [int(tag.name[1]) for tag in page.select("main h1, main h2, main h3, main h4")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels


@every_kind
def test_a_page_has_no_id_twice(page: BeautifulSoup) -> None:
    ids = [tag["id"] for tag in page.select("[id]")]
    assert len(ids) == len(set(ids))


@every_kind
def test_a_page_says_what_it_is_in_chinese(page: BeautifulSoup) -> None:
    assert page.html is not None
    assert page.html["lang"] == "zh-CN"
    assert page.title is not None
    assert page.title.text.strip()
    assert page.select_one("meta[name=description]")["content"].strip()  # type: ignore[index, union-attr]


@every_kind
def test_a_page_has_its_landmarks_and_a_way_past_them(page: BeautifulSoup) -> None:
    for landmark in ("header", "nav", "main", "footer"):
        assert page.select_one(landmark), landmark
    assert page.select_one('a[href="#content"]')


@every_kind
def test_a_page_names_the_emergency_numbers(page: BeautifulSoup) -> None:
    for number in ("120", "110", "119"):
        assert page.select_one(f'a[href="tel:{number}"]')


@every_kind
def test_a_page_carries_no_script_and_no_style_of_its_own(page: BeautifulSoup) -> None:
    inline = 'script:not([src]):not([type="application/ld+json"])'
    assert page.select(f"style, [style], iframe, {inline}") == []
    assert not [name for tag in page.find_all(True) for name in tag.attrs if name.startswith("on")]


@every_kind
def test_a_page_asks_no_other_server_for_anything(page: BeautifulSoup) -> None:
    wanted = [tag.get("src") or tag.get("href") for tag in page.select("link, img, [src]")]
    assert not [url for url in wanted if urlsplit(str(url)).netloc]


@pytest.mark.parametrize("path", KEYED)
def test_a_record_page_carries_its_key(everything: None, get_page: GetPage, path: str) -> None:
    key = get_page(path).select_one("main")["data-key"]  # type: ignore[index]
    assert str(key).partition(":")[0] == KEYED[path]


def crawl(client: FlaskClient) -> dict[str, BeautifulSoup]:
    """Every page that can be reached from the first by its links; each must answer."""
    found: dict[str, BeautifulSoup] = {}
    waiting = ["/"]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        response = client.get(path)
        assert response.status_code == 200, path
        is_page = response.mimetype == "text/html"
        found[path] = BeautifulSoup(response.text if is_page else "", "html.parser")
        for tag in found[path].select("a[href], link[href], img[src], script[src]"):
            link = urlsplit(urljoin(path, str(tag.get("href") or tag.get("src"))))
            if not link.scheme:
                waiting.append(link.path)
    return found


def test_every_link_leads_to_a_page_and_every_record_is_reached(
    everything: None, client: MakeClient
) -> None:
    assert set(ALL_KINDS) - {"/404.html"} <= set(crawl(client()))


def test_every_anchor_that_is_linked_exists(everything: None, client: MakeClient) -> None:
    pages = crawl(client())
    for path, page in pages.items():
        for tag in page.select('a[href*="#"]'):
            link = urlsplit(urljoin(path, str(tag["href"])))
            assert pages[link.path].select_one(f'[id="{link.fragment}"]'), (path, link)


def test_a_site_without_any_record_still_says_something_useful(client: MakeClient) -> None:
    assert "先打电话" in crawl(client())["/services/"].text


def test_a_service_page_shows_the_six_statutory_columns(
    everything: None, get_page: GetPage
) -> None:
    text = get_page("/services/service/").text
    for column in ("服务内容", "供给对象", "供给方式", "服务标准", "支出责任主体", "资源获取渠道"):
        assert column in text


@pytest.mark.parametrize(
    "words",
    ["送餐上门", "把热饭送到家。", "留守老人", "年满80岁", "送到家", "热餐送到手", "区财政",
     "打电话", "身份证", "每餐3元", "周一至周五", "8:00–17:00", "2026年8月1日", "南定镇",
     "张民[2018]152号", "版本 3", "做什么", "0533-0001234"],
)  # fmt: skip
def test_a_service_page_shows_every_fact(everything: None, get_page: GetPage, words: str) -> None:
    assert words in get_page("/services/service/").select_one("main").text  # type: ignore[union-attr]


def test_a_telephone_number_comes_before_everything_else_and_is_dialled(
    everything: None, get_page: GetPage
) -> None:
    page = get_page("/services/service/")
    assert page.select_one("main section a")["href"] == "tel:05330001234"  # type: ignore[index]


def test_a_village_page_shows_the_number_of_a_service_that_reaches_it(get_page: GetPage) -> None:
    factories.service(phones=[factories.phone("0533-0007777")])
    assert get_page(f"/areas/{VILLAGE}/").select_one('[href="tel:05330007777"]')


def test_text_of_a_record_is_shown_and_never_run(get_page: GetPage) -> None:
    factories.service(slug="x", name="<script>alert(1)</script>", eligibility="<b>甲</b>")
    page = get_page("/services/x/")
    assert page.select("main script, main b") == []
    assert "<script>alert(1)</script>" in page.text


def test_a_name_is_isolated_from_the_direction_of_the_text_around_it(get_page: GetPage) -> None:
    factories.service(slug="x", name="送餐\u202e")
    assert get_page("/services/x/").select_one("h1 bdi")


def test_an_unknown_address_is_answered_by_a_page_that_leads_on(client: MakeClient) -> None:
    response = client().get("/services/mei-you/")
    assert (response.status_code, "没有这个网页" in response.text) == (404, True)


def test_the_page_for_what_is_missing_finds_its_links_from_any_depth(client: MakeClient) -> None:
    text = client(base_url="https://example.cn/a").get("/404.html").text
    assert '<base href="https://example.cn/a/">' in text


def test_a_former_address_leads_on_without_javascript(get_page: GetPage) -> None:
    row = factories.service(slug="song-can")
    FormerSlug.create(kind="service", slug="zhu-can", key=row.key)
    refresh = get_page("/services/zhu-can/").select_one("meta[http-equiv=refresh]")
    assert refresh["content"] == "0; url=/services/song-can/"  # type: ignore[index]


def test_a_demonstration_says_so_on_every_page(everything: None, get_page: GetPage) -> None:
    Setting.create(name="demonstration", value="yes")
    for path in ALL_KINDS:
        assert "演示网站" in get_page(path).text


def test_a_real_site_does_not_call_itself_a_demonstration(
    everything: None, get_page: GetPage
) -> None:
    for path in ALL_KINDS:
        assert "演示" not in get_page(path).text


def test_a_photo_is_served_with_its_type(everything: None, client: MakeClient) -> None:
    response = client().get("/photos/men.jpg")
    assert (response.data, response.mimetype) == (b"jpeg", "image/jpeg")


def test_an_unknown_photo_is_missing(client: MakeClient) -> None:
    assert client().get("/photos/men.jpg").status_code == 404


def test_a_photo_says_what_it_shows(everything: None, get_page: GetPage) -> None:
    assert get_page("/providers/provider/").select_one("img")["alt"] == "大门"  # type: ignore[index]


def test_mounted_below_a_prefix_every_link_stays_below_it(
    everything: None, catalog: MakeCatalog
) -> None:
    mounted = DispatcherMiddleware(Flask("outside"), {"/preview": create_app(catalog).wsgi_app})
    page = BeautifulSoup(Client(mounted).get("/preview/services/service/").text, "html.parser")
    links = [str(tag["href"]) for tag in page.select("[href]")]
    assert [url for url in links if not url.startswith(("/preview/", "tel:", "#"))] == []


def test_a_preview_sees_what_changed_since_the_last_request(client: MakeClient) -> None:
    row, browser = factories.service(slug="x", name="旧名"), client()
    browser.get("/services/x/")
    Service.update(name="新名").where(Service.id == row.id).execute()
    assert "新名" in browser.get("/services/x/").text


def test_a_card_names_three_areas_and_counts_the_rest(get_page: GetPage) -> None:
    factories.areas()
    codes = [f"{TOWN}30{number}" for number in range(5)]
    for code in codes:
        Area.create(code=code, name=f"村{code[-1]}", level="village", parent=TOWN)
    factories.service(areas=codes)
    assert "村0、村1、村2等 5 处" in get_page(f"/areas/{TOWN}/").text
