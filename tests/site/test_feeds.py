"""The files for machines: robots.txt and the site map."""

from models import FormerSlug
from tests import factories
from tests.site.conftest import MakeClient

BASE = "https://example.cn/guan-ai"


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
