"""The built files as they are, with their right types, and nothing beside them."""

from pathlib import Path

import pytest
from werkzeug.test import Client, TestResponse

from admin.static_site import StaticSite

NAMES = (
    "index.html",
    "404.html",
    "areas/index.html",
    "site.css",
    "list.js",
    "a.svg",
    "manifest.webmanifest",
    "sw.js",
    "static/site.0a1b.css",
    "search/index.html",
    "search/a.0a1b.js",
)


@pytest.fixture
def site(tmp_path: Path) -> Client:
    """A site of a few files, with a file beside its folder that is nobody's business."""
    folder = tmp_path / "output"
    for name in NAMES:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name, encoding="utf-8")
    (tmp_path / "key").write_text("secret")
    return Client(StaticSite(folder))


def get(site: Client, path: str) -> TestResponse:
    return site.get(path)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/areas/", "text/html; charset=utf-8"),
        ("/site.css", "text/css; charset=utf-8"),
        ("/list.js", "text/javascript; charset=utf-8"),
        ("/a.svg", "image/svg+xml; charset=utf-8"),
        ("/manifest.webmanifest", "application/manifest+json"),
    ],
)
def test_a_file_has_its_right_type(site: Client, path: str, kind: str) -> None:
    answer = get(site, path)
    assert (answer.status_code, answer.content_type) == (200, kind)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_folder_leads_to_its_index(site: Client) -> None:
    answer = site.get("/areas", follow_redirects=True)
    assert answer.text == "areas/index.html"


@pytest.mark.parametrize(
    "path", ["/none", "/areas/none/", "/../key", "/%2e%2e/key", "//etc/passwd", "/a%00b"]
)
def test_what_is_not_there_is_answered_by_the_sites_own_page(site: Client, path: str) -> None:
    answer = get(site, path)
    assert (answer.status_code, answer.text) == (404, "404.html")


@pytest.mark.parametrize("path", ["/", "/areas/", "/search/", "/sw.js", "/manifest.webmanifest"])
def test_what_changes_is_asked_for_anew_and_sent_only_when_it_has(site: Client, path: str) -> None:
    answer = get(site, path)
    assert answer.headers["Cache-Control"] == "no-cache"
    again = site.get(path, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("path", ["/static/site.0a1b.css", "/search/a.0a1b.js"])
def test_what_never_changes_under_its_name_is_kept(site: Client, path: str) -> None:
    assert "immutable" in get(site, path).headers["Cache-Control"]


def test_before_the_first_build_there_is_nothing(tmp_path: Path) -> None:
    assert Client(StaticSite(tmp_path / "none")).get("/").status_code == 404


def test_files_are_only_read(site: Client) -> None:
    assert site.post("/").status_code == 405
