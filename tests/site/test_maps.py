"""Links into Amap, Baidu and Tencent, in their documented parameters."""

from urllib.parse import parse_qs, urlsplit

import pytest

from pages.catalog_values import Spot
from pages.maps import links
from tests import factories
from tests.site.conftest import GetPage

LOCATED = Spot("幸福院", "村委会东邻", "张店区", 36.8, 118.05)
ADDRESSED = Spot("幸福院", "村委会东邻", "张店区")


def opened(spot: Spot) -> dict[str, dict[str, str]]:
    """The parameters by host and path."""
    found = {}
    for link in links(spot):
        parts = urlsplit(link.href)
        assert parts.scheme == "https"
        found[parts.netloc + parts.path] = {k: v[0] for k, v in parse_qs(parts.query).items()}
    return found


def test_a_located_place_is_marked_on_all_three_maps() -> None:
    assert opened(LOCATED) == {
        "uri.amap.com/marker": {
            "position": "118.050000,36.800000", "name": "幸福院", "src": "shouwang",
            "coordinate": "gaode", "callnative": "1",
        },
        "api.map.baidu.com/marker": {
            "location": "36.800000,118.050000", "title": "幸福院", "content": "村委会东邻",
            "coord_type": "gcj02", "output": "html", "src": "shouwang",
        },
        "apis.map.qq.com/uri/v1/marker": {
            "marker": "coord:36.800000,118.050000;title:幸福院;addr:村委会东邻",
            "referer": "shouwang",
        },
    }  # fmt: skip


def test_a_place_that_is_not_located_is_looked_for_by_its_address_in_its_district() -> None:
    words = "张店区村委会东邻"
    assert opened(ADDRESSED) == {
        "uri.amap.com/search": {"keyword": words, "src": "shouwang", "callnative": "1"},
        "api.map.baidu.com/geocoder": {"address": words, "output": "html", "src": "shouwang"},
        "apis.map.qq.com/uri/v1/search": {
            "keyword": words, "region": "张店区", "referer": "shouwang",
        },
    }  # fmt: skip


def test_an_address_that_names_the_district_is_not_given_it_twice() -> None:
    found = opened(Spot("院", "张店区昌国路1号", "张店区"))
    assert found["uri.amap.com/search"]["keyword"] == "张店区昌国路1号"


def test_a_place_of_which_nothing_is_known_is_not_guessed() -> None:
    assert links(Spot("院", "", "张店区")) == ()


@pytest.mark.parametrize("name", ["院&src=x", "院#x", "院?x=1", "院 院", "院%26"])
def test_a_name_cannot_add_a_parameter(name: str) -> None:
    found = opened(Spot(name, "", "张店区", 36.8, 118.05))
    assert found["uri.amap.com/marker"]["name"] == name
    assert found["api.map.baidu.com/marker"]["title"] == name


def test_a_name_cannot_end_its_part_of_a_tencent_marker() -> None:
    found = opened(Spot("院;coord:0,0", "", "张店区", 36.8, 118.05))
    marker = found["apis.map.qq.com/uri/v1/marker"]["marker"]
    assert marker.split(";") == ["coord:36.800000,118.050000", "title:院；coord：0,0"]


def test_a_page_leads_to_the_maps_without_telling_them_where_from(get_page: GetPage) -> None:
    factories.provider(slug="x", address="村委会东邻")
    found = get_page("/providers/x/").select(".handing a[rel]")
    assert [tag.text for tag in found] == ["打开高德地图", "打开百度地图", "打开腾讯地图"]
    assert all(set(tag["rel"]) == {"noopener", "noreferrer"} for tag in found)
