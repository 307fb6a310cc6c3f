"""Names sort as they sound."""

import pytest

from pages.catalog_values import Link
from pages.sounds import know, pinyin, sounds


@pytest.mark.parametrize(
    ("name", "sound"),
    [
        ("送餐上门", "songcanshangmen"),
        ("送餐（3）次", "songcan（3）ci"),
        ("Café 早餐", "café zaocan"),
        ("重庆路", "chongqinglu"),
        ("", ""),
    ],
)
def test_a_name_sounds_as_it_is_spoken(name: str, sound: str) -> None:
    assert pinyin(Link("service", "x", name)) == sound


def test_what_another_process_has_found_out_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pages.sounds._known_sounds", {})
    know({"送餐": "told"})
    assert pinyin(Link("service", "x", "送餐")) == "told"
    assert sounds(["打扫"]) == {"送餐": "told", "打扫": "dasao"}
