"""Links that lead out are followed once, and none into the office's own network."""

from pathlib import Path

import pytest

from admin.jobs.links import is_public, outward


def test_each_address_is_found_once_with_its_page(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    link = '<a href="https://example.org/?a=1&amp;b=2">x</a> <a href="https://own.cn/y">y</a>'
    for name in ("a/index.html", "index.html"):
        (tmp_path / name).write_text(link + '<a href="https://uri.amap.com/marker">map</a>')
    assert outward(tmp_path, "https://own.cn/") == {"https://example.org/?a=1&b=2": "a/index.html"}


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1/", "http://10.1.2.3/x", "http://[::1]/", "http://169.254.169.254/"],
)
def test_a_machine_behind_the_wall_is_not_asked(address: str) -> None:
    assert not is_public(address)


def test_a_machine_of_the_open_internet_is() -> None:
    assert is_public("https://1.1.1.1/")
