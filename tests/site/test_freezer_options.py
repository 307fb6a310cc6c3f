"""Every option that Frozen-Flask documents, on its own Freezer and on ours: nothing differs."""

import os
from pathlib import Path

import pytest
from flask import Response, redirect, render_template, url_for

from pages.freezer import Freezer, UnsafePath
from tests.site.freezing import Small, small, tree

__all__ = ["small"]
SHORTEST = "{{ url_for('home') }} {{ url_for('other', _anchor='a', q=1) }} {{ url_for('page') }}"


def test_the_destination_is_build_beside_the_application_unless_it_is_said(small: Small) -> None:
    del small.app.config["FREEZER_DESTINATION"]
    assert small.freezer().root == small.folder / "build"
    small.freeze(DESTINATION="elsewhere/site")
    assert tree(small.folder / "elsewhere/site") == {"index.html": "home"}


def test_the_destination_may_be_absolute(small: Small) -> None:
    small.freeze(DESTINATION=str(small.folder / "absolute"))
    assert tree(small.folder / "absolute") == {"index.html": "home"}


def test_what_is_not_frozen_any_more_is_removed(small: Small) -> None:
    (small.folder / "build/old").mkdir(parents=True)
    (small.folder / "build/old/page.html").write_text("old")
    assert small.freeze().files == {"index.html": "home"}
    assert not (small.folder / "build/old").exists()


def test_what_is_not_frozen_any_more_stays_if_one_says_so(small: Small) -> None:
    (small.folder / "build").mkdir()
    (small.folder / "build/old.html").write_text("old")
    files = small.freeze(REMOVE_EXTRA_FILES=False).files
    assert files == {"index.html": "home", "old.html": "old"}


def test_some_of_what_is_not_frozen_any_more_stays_by_its_pattern(small: Small) -> None:
    kept = [".git/config", "deep/.git/head", "CNAME", "notes/one.txt"]
    for name in [*kept, "old.html", "notes/two.html"]:
        (small.folder / "build" / name).parent.mkdir(parents=True, exist_ok=True)
        (small.folder / "build" / name).write_text("kept")
    found = small.freeze(DESTINATION_IGNORE=[".git*", "CNAME", "/notes/*.txt"])
    assert found.files.keys() == {"index.html", *kept}


def test_static_files_are_frozen(small: Small) -> None:
    small.static("style.css", "deep/icon.svg")
    assert small.freeze().files == {
        "index.html": "home",
        "static/style.css": "style.css",
        "static/deep/icon.svg": "deep/icon.svg",
    }


def test_static_files_may_be_left_out_by_their_pattern(small: Small) -> None:
    small.static("style.css", "style.scss", "sources/a.css", "deep/style.scss", "deep/b.css")
    names = small.freeze(STATIC_IGNORE=["*.scss", "sources/", "/deep/b.css"]).files
    assert names.keys() == {"index.html", "static/style.css"}


def test_below_a_base_url_the_files_lie_at_the_root_and_links_lead_below(small: Small) -> None:
    small.add("/page/", lambda: f"{url_for('home')} {url_for('home', _external=True)}")
    found = small.freeze(BASE_URL="https://example.org/care/")
    assert found.files["page/index.html"] == "/care/ https://example.org/care/"
    assert found.urls == ["/", "/page/"]


@pytest.mark.parametrize(
    ("rule", "links"),
    [
        ("/page/", "../index.html ../other/index.html?q=1#a index.html"),
        ("/page", "index.html other/index.html?q=1#a page"),
        ("/page/deep.html", "../index.html ../other/index.html?q=1#a deep.html"),
    ],
)
def test_links_of_templates_are_relative_if_one_says_so(
    small: Small, rule: str, links: str
) -> None:
    small.template(SHORTEST)
    small.add("/other/", lambda: "other")
    small.add(rule, lambda: render_template("page.html"))
    name = f"{rule[1:]}index.html" if rule.endswith("/") else rule[1:]
    found = small.freeze(RELATIVE_URLS=True, IGNORE_MIMETYPE_WARNINGS=True)
    assert found.files[name] == links


def test_links_of_templates_are_absolute_otherwise(small: Small) -> None:
    small.template(SHORTEST)
    small.add("/other/", lambda: "other")
    small.add("/page/", lambda: render_template("page.html"))
    assert small.freeze().files["page/index.html"] == "/ /other/?q=1#a /page/"


def test_links_to_another_host_stay_absolute_among_relative_ones(small: Small) -> None:
    small.template("{{ url_for('home', _external=True) }}")
    small.add("/page/", lambda: render_template("page.html"))
    assert small.freeze(RELATIVE_URLS=True).files["page/index.html"] == "http://localhost/"


def test_a_type_that_a_web_server_would_not_guess_is_warned_of(small: Small) -> None:
    small.add("/data.json", lambda: "text")
    found = small.freeze()
    assert found.kinds == ["MimetypeMismatchWarning"]
    assert "'data.json' (type application/json)" in found.warned[0][1]
    assert found.files["data.json"] == "text"


def test_the_warning_of_types_can_be_turned_off(small: Small) -> None:
    small.add("/data.json", lambda: "text")
    assert small.freeze(IGNORE_MIMETYPE_WARNINGS=True).warned == []


def test_a_name_without_an_extension_has_the_default_type(small: Small) -> None:
    small.add("/page", lambda: Response("text", mimetype="text/html"))
    assert "(type application/octet-stream)" in small.freeze().warned[0][1]
    assert small.freeze(DEFAULT_MIMETYPE="text/html").warned == []


def test_an_address_that_answers_404_stops_the_freezing(small: Small) -> None:
    with pytest.raises(ValueError, match=r"Unexpected status '404 NOT FOUND' on URL /gone/"):
        small.freeze(lambda: ["/gone/"])


def test_an_address_that_answers_404_may_be_frozen_with_a_warning(small: Small) -> None:
    small.app.register_error_handler(404, lambda _error: ("nothing here", 404))
    found = small.freeze(lambda: ["/gone/"], IGNORE_404_NOT_FOUND=True)
    assert found.warned == [("NotFoundWarning", "Ignored '404 NOT FOUND' on URL /gone/")]
    assert found.files["gone/index.html"] == "nothing here"


def test_a_view_that_fails_stops_the_freezing(small: Small) -> None:
    small.add("/broken/", lambda: str(int("nothing")))
    with pytest.raises(ValueError, match=r"Unexpected status '500 .* on URL /broken/"):
        small.freeze()


def test_a_redirect_is_followed(small: Small) -> None:
    small.add("/from/", lambda: redirect("/to/"))
    small.add("/to/", lambda: "arrived")
    assert small.freeze().files["from/index.html"] == "arrived"


def test_a_redirect_may_be_frozen_with_a_warning(small: Small) -> None:
    small.add("/from/", lambda: redirect("/"))
    found = small.freeze(REDIRECT_POLICY="ignore")
    assert found.warned == [("RedirectWarning", "Ignored '302 FOUND' on URL /from/")]
    assert "Redirecting..." in found.files["from/index.html"]


def test_a_redirect_may_stop_the_freezing(small: Small) -> None:
    small.add("/from/", lambda: redirect("/"))
    with pytest.raises(ValueError, match=r"Unexpected status '302 FOUND' on URL /from/"):
        small.freeze(REDIRECT_POLICY="error")


def test_what_exists_is_made_anew_unless_one_says_so(small: Small) -> None:
    (small.folder / "build").mkdir()
    (small.folder / "build/index.html").write_text("as it was")
    assert small.freeze(SKIP_EXISTING=True).files == {"index.html": "as it was"}
    assert small.freeze(SKIP_EXISTING=False).files == {"index.html": "home"}


def test_a_function_may_say_what_is_left_as_it_exists(small: Small) -> None:
    small.add("/page/", lambda: "page")
    small.freeze()
    for path in (small.folder / "build").rglob("*.html"):
        path.write_text("as it was")
    found = small.freeze(SKIP_EXISTING=lambda url, path: url == "/" and path.endswith(".html"))
    assert found.files == {"index.html": "as it was", "page/index.html": "page"}


def test_a_file_whose_content_stands_is_not_written(small: Small) -> None:
    small.freeze()
    path = small.folder / "build/index.html"
    os.utime(path, (1_000_000, 1_000_000))
    small.freeze()
    assert path.stat().st_mtime == 1_000_000


def test_an_address_that_leaves_the_folder_is_refused_by_ours(tmp_path: Path) -> None:
    """Frozen-Flask would write it beside the folder."""
    small = Small(tmp_path, Freezer)
    small.add("/p/<path:name>", lambda name: name)
    with pytest.raises(UnsafePath):
        small.freeze(lambda: ["/p/../../../beside.html"])
    assert not (tmp_path / "beside.html").exists()
