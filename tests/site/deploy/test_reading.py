"""After an upload the site is read as readers do, and what they do not get is named."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pages.deploy import reading
from pages.deploy.deploying import NotAsPut
from tests.site.deploy.conftest import FIRST, SECOND, Made, Works
from tests.site.deploy.hosts import caddy


@pytest.fixture
def served(works: Made, tmp_path: Path) -> Iterator[Works]:
    with caddy(tmp_path / "www" / "site", tmp_path) as address:
        yield works(url=address)


def test_a_site_that_reads_as_it_was_put_is_confirmed(served: Works) -> None:
    assert "核对了" in served.put(FIRST).notes[0]
    assert "核对了" in served.put(SECOND).notes[0]


def test_a_host_that_rewrites_pages_is_named_with_the_page(
    served: Works, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "BETWEEN", 0.0)
    served.put(FIRST)
    (served.folder / "www/site/services/index.html").write_text("rewritten")
    with pytest.raises(NotAsPut, match="/services/ 和发布的不一样"):
        served.put(FIRST | {"404.html": "x"})


def test_a_wrong_public_address_is_told(works: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "BETWEEN", 0.0)
    with pytest.raises(NotAsPut, match="打不开"):
        works(url="http://127.0.0.1:9/").put(FIRST)


def test_a_page_of_every_kind_is_read_and_what_changed() -> None:
    assert reading.sample(FIRST, ["sw.js"]) == [
        "index.html",
        "services/index.html",
        "services/song-can/index.html",
        "404.html",
        "sw.js",
    ]


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("index.html", ""),
        ("a/index.html", "a/"),
        ("a/b.html", "a/b.html"),
        ("404.html", "404.html"),
    ],
)
def test_an_index_is_read_by_its_folder(name: str, path: str) -> None:
    assert (
        reading.address_of("https://example.org/care", name) == f"https://example.org/care/{path}"
    )
