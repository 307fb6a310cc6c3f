"""Links that open a place in a map that works in China: Amap, Baidu, Tencent.

Pure: a spot in, labels and addresses out; a page loads nothing of them. Coordinates are GCJ-02;
without them the map is asked for the address in words. A spot with neither gets no link, because a
map would guess.
"""

from urllib.parse import quote, urlencode

from models import N_
from pages.catalog_values import MapLink, Spot

# What the three call the page that sends a reader: it names the program and no office.
SOURCE = "shouwang"


def links(spot: Spot) -> tuple[MapLink, ...]:
    """One link a map, the most used first."""
    if spot.latitude is not None and spot.longitude is not None:
        return _marked(spot, f"{spot.latitude:.6f}", f"{spot.longitude:.6f}")
    return _searched(spot) if spot.address else ()


def _marked(spot: Spot, latitude: str, longitude: str) -> tuple[MapLink, ...]:
    amap = {
        "position": f"{longitude},{latitude}",
        "name": spot.name,
        "src": SOURCE,
        "coordinate": "gaode",
        "callnative": "1",
    }
    baidu = {
        "location": f"{latitude},{longitude}",
        "title": spot.name,
        "content": spot.address or spot.name,
        "coord_type": "gcj02",
        "output": "html",
        "src": SOURCE,
    }
    marker = {"coord": f"{latitude},{longitude}", "title": spot.name}
    if spot.address:
        marker["addr"] = spot.address
    tencent = {"marker": _marker(marker), "referer": SOURCE}
    return (
        MapLink(N_("高德地图"), _address("https://uri.amap.com/marker", amap)),
        MapLink(N_("百度地图"), _address("https://api.map.baidu.com/marker", baidu)),
        MapLink(N_("腾讯地图"), _address("https://apis.map.qq.com/uri/v1/marker", tencent)),
    )


def _searched(spot: Spot) -> tuple[MapLink, ...]:
    words = spot.address if spot.region in spot.address else spot.region + spot.address
    amap = {"keyword": words, "src": SOURCE, "callnative": "1"}
    baidu = {"address": words, "output": "html", "src": SOURCE}
    tencent = {"keyword": words, "region": spot.region, "referer": SOURCE}
    if not spot.region:
        del tencent["region"]
    return (
        MapLink(N_("高德地图"), _address("https://uri.amap.com/search", amap)),
        MapLink(N_("百度地图"), _address("https://api.map.baidu.com/geocoder", baidu)),
        MapLink(N_("腾讯地图"), _address("https://apis.map.qq.com/uri/v1/search", tencent)),
    )


def _marker(parts: dict[str, str]) -> str:
    """Tencent's list in a value: what separates its parts must not stand in one of them."""
    clean = {name: text.replace(";", "；").replace(":", "：") for name, text in parts.items()}
    return ";".join(f"{name}:{text}" for name, text in clean.items())


def _address(page: str, query: dict[str, str]) -> str:
    return f"{page}?{urlencode(query, quote_via=quote, safe=',:;')}"
