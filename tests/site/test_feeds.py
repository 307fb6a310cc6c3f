"""The files for machines: robots.txt, the site map, and the feed of changes."""

from collections import Counter
from datetime import datetime, timedelta
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models import Change, FormerSlug, Service
from pages import Settings, create_app, feeds
from pages.articles import Article
from tests import factories
from tests.site.conftest import GetPage, MakeCatalog, MakeClient, article

BASE = "https://example.cn/guan-ai"
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
BEGUN = datetime(2026, 7, 1, 18)  # noqa: DTZ001 (UTC without a zone)


def test_robots_may_read_everything(client: MakeClient) -> None:
    assert client().get("/robots.txt").text == "User-agent: *\nAllow: /\n"


def test_robots_are_told_of_the_site_map_where_there_is_one(client: MakeClient) -> None:
    text = client(base_url=BASE).get("/robots.txt").text
    assert f"Sitemap: {BASE}/sitemap.xml" in text


def test_without_a_base_url_there_is_no_site_map(client: MakeClient) -> None:
    assert client().get("/sitemap.xml").status_code == 404


def test_the_site_map_names_pages_below_the_base_url(client: MakeClient) -> None:
    factories.service(slug="song-can")
    text = client(base_url=BASE).get("/sitemap.xml").text
    assert f"<loc>{BASE}/services/song-can/</loc>" in text


def test_the_site_map_leaves_out_addresses_that_only_lead_on(client: MakeClient) -> None:
    row = factories.service()
    FormerSlug.create(kind="service", slug="zhu-can", key=row.key)
    text = client(base_url=BASE).get("/sitemap.xml").text
    assert "zhu-can" not in text


def test_the_site_map_leaves_out_pages_that_stand_in_for_others(client: MakeClient) -> None:
    text = client(base_url=BASE).get("/sitemap.xml").text
    assert "404" not in text
    assert "offline" not in text


def test_the_site_map_says_when_a_page_last_changed(client: MakeClient) -> None:
    row = factories.service(slug="song-can")
    Change.create(kind="service", key=row.key, at=BEGUN)
    factories.provider(slug="unlogged")
    text = client(base_url=BASE).get("/sitemap.xml").text
    assert f"<loc>{BASE}/services/song-can/</loc><lastmod>2026-07-02</lastmod>" in text
    assert f"<loc>{BASE}/articles/fang-pian/</loc><lastmod>2026-05-01</lastmod>" in text
    assert f"<loc>{BASE}/providers/unlogged/</loc></url>" in text


def locations(client: MakeClient, path: str) -> list[str]:
    tree = ElementTree.fromstring(client(base_url=BASE).get(path).data)
    return [str(found.text) for found in tree.iter(f"{MAP}loc")]


def test_a_long_site_map_is_a_list_of_parts_that_hold_every_page_once(
    client: MakeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    factories.service()
    whole = locations(client, "/sitemap.xml")
    make_short(monkeypatch)
    parts = locations(client, "/sitemap.xml")
    assert parts[:2] == [f"{BASE}/sitemap-1.xml", f"{BASE}/sitemap-2.xml"]
    found = [locations(client, part.removeprefix(BASE)) for part in parts]
    assert sorted(page for part in found for page in part) == sorted(whole)


def make_short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a site of some pages be a long one."""
    monkeypatch.setattr(feeds, "MOST_IN_A_SITEMAP", 5)
    monkeypatch.setattr(feeds, "FULL", 4)


def test_a_page_that_comes_moves_no_other_from_its_part(
    client: MakeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_short(monkeypatch)
    factories.service()
    before = [locations(client, part.removeprefix(BASE)) for part in
              locations(client, "/sitemap.xml")]  # fmt: skip
    factories.service(slug="aaa", category=1)
    after = [locations(client, part.removeprefix(BASE)) for part in
             locations(client, "/sitemap.xml")]  # fmt: skip
    new = f"{BASE}/services/aaa/"
    assert [[page for page in part if page != new] for part in after] == before
    assert sum(new in part for part in after) == 1


@pytest.mark.parametrize("pages", [50_001, 90_001, 180_000])
def test_no_part_of_a_site_map_holds_more_than_it_may(pages: int) -> None:
    parts = feeds.parts_for(pages)
    found = Counter(
        feeds.part_of("service", {"slug": f"song-can-{number}"}, parts) for number in range(pages)
    )
    assert set(found) == set(range(1, parts + 1))
    assert max(found.values()) <= feeds.MOST_IN_A_SITEMAP


def test_a_part_has_asked_only_for_the_days_of_its_own_pages(
    catalog: MakeCatalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_short(monkeypatch)
    row = factories.service(slug="song-can")
    made = catalog()
    app = create_app(lambda: made, Settings(base_url=BASE))
    asking = []
    with app.test_request_context():
        for number in range(1, feeds.sitemap_numbers(made)[-1]["number"] + 1):
            with made.reads.noting() as cells:
                text = feeds.sitemap_part(made, number)
            asking.append((("logged", f"service:{row.key}") in cells, "song-can" in text))
    assert all(has_asked == holds for has_asked, holds in asking)
    assert any(holds for _has_asked, holds in asking)


def test_a_short_site_map_has_no_parts(client: MakeClient) -> None:
    assert client(base_url=BASE).get("/sitemap-1.xml").status_code == 404


def entries(client: MakeClient, base_url: str = "") -> list[dict[str, str]]:
    """The entries of a feed that has what the standard demands."""
    tree = ElementTree.fromstring(client(base_url=base_url).get("/feed.xml").data)
    found = [tree, *tree.iter(f"{ATOM}entry")]
    for each in found:
        for name in ("id", "title", "updated"):
            assert each.findtext(f"{ATOM}{name}"), name
    assert tree.findtext(f"{ATOM}author/{ATOM}name")
    ids = [each.findtext(f"{ATOM}id") for each in found]
    assert len(set(ids)) == len(ids)
    return [_entry(each) for each in found[1:]]


def _entry(element: ElementTree.Element) -> dict[str, str]:
    texts = {name: element.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated")}
    link = element.find(f"{ATOM}link")
    texts["url"] = None if link is None else link.get("href")
    return {name: text for name, text in texts.items() if text}


def changed(days: int = 1) -> Service:
    """A service that has changed some days after the first release."""
    row = factories.service(slug=f"s-{days}", name=f"送餐<{days}>")
    Change.create(kind="area", key="370303", at=BEGUN)
    Change.create(kind="service", key=row.key, at=BEGUN + timedelta(days=days))
    return row


def test_the_feed_tells_what_has_changed_the_latest_first(client: MakeClient) -> None:
    changed()
    latest, first = entries(client, BASE)
    assert latest["title"] == "新增或更新：服务项目《送餐<1>》"
    assert latest["updated"] == "2026-07-02T18:00:00+00:00"
    assert latest["url"] == f"{BASE}/services/s-1/"
    assert first["title"] == "首次发布：1 条信息"


def test_an_entry_keeps_its_name_wherever_the_site_lies(client: MakeClient) -> None:
    changed()
    here, there = entries(client), entries(client, BASE)
    assert [entry["id"] for entry in here] == [entry["id"] for entry in there]
    assert all(entry["id"].startswith("urn:uuid:") for entry in here)
    assert not any("url" in entry for entry in here)


def test_a_feed_holds_the_latest_fifty(client: MakeClient) -> None:
    Change.create(kind="area", key="370303", at=BEGUN)
    for number in range(60):
        row = factories.provider()
        Change.create(kind="provider", key=row.key, at=BEGUN + timedelta(minutes=number + 1))
    assert len(entries(client)) == 50


def test_a_feed_of_a_site_without_records_is_valid(client: MakeClient) -> None:
    assert entries(client) == []


def test_a_feed_never_names_what_was_withdrawn(client: MakeClient) -> None:
    row = changed()
    Service.delete().execute()
    Change.create(kind="service", key=row.key, at=BEGUN + timedelta(days=2))
    gone, _first = entries(client)
    assert gone["title"] == "撤下：服务项目，1 条"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(name=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20))
def test_a_feed_is_read_whatever_a_name_is(client: MakeClient, name: str) -> None:
    Service.delete().execute()
    Change.delete().execute()
    row = changed()
    row.name = name
    row.save()
    assert len(entries(client)) == 2


def test_every_page_tells_a_reader_of_the_feed(get_page: GetPage, articles: list[Article]) -> None:
    articles.append(article("other"))
    for path in ("/", "/articles/other/"):
        link = get_page(path).select_one('link[type="application/atom+xml"]')
        assert link is not None
        assert link["href"] == "/feed.xml"
