"""What to freeze, as Frozen-Flask documents it, on its own Freezer and on ours: nothing differs."""

import os
import threading
from collections.abc import Callable
from datetime import datetime
from typing import Any
from unicodedata import normalize
from urllib.request import urlopen

import pytest
from flask import Blueprint, Flask, url_for
from werkzeug.serving import make_server

from tests.site.freezing import FREEZERS, Small, frozen, small

__all__ = ["small"]
PAGES = {f"page/{name}/index.html": name for name in ("a", "b")}


@pytest.fixture
def paged(small: Small) -> Small:
    """With pages that only a generator can list."""
    small.add("/page/<name>/", lambda name: name)
    return small


def page() -> list[dict[str, str]]:
    """A generator that is called as its endpoint is."""
    return [{"name": "a"}, {"name": "b"}]


FORMS: dict[str, Callable[[], Any]] = {
    "addresses": lambda: ["/page/a/", "/page/b/"],
    "one address after the other": lambda: iter(["/page/a/", "/page/b/"]),
    "an endpoint and values": lambda: [("page", {"name": "a"}), ("page", {"name": "b"})],
    "endpoint, values, last change": lambda: [("page", {"name": n}, None) for n in "ab"],
    "values, under the endpoint's name": page,
}


@pytest.mark.parametrize("form", FORMS)
def test_generators_say_what_to_freeze_in_each_form(paged: Small, form: str) -> None:
    assert paged.freeze(FORMS[form]).files == {"index.html": "home", **PAGES}


def test_a_generator_can_be_registered_as_a_decorator(paged: Small) -> None:
    freezer = paged.freezer()

    @freezer.register_generator
    def page() -> list[dict[str, str]]:
        return [{"name": "a"}]

    assert page() == [{"name": "a"}]
    assert freezer.freeze() == {"/", "/page/a/"}


def test_what_has_not_changed_since_it_was_frozen_is_left(paged: Small) -> None:
    paged.freeze(page)
    for name in PAGES:
        path = paged.folder / "build" / name
        path.write_text("as it was")
        os.utime(path, (1_800_000_000, 1_800_000_000))
    frozen_at = datetime.fromtimestamp(1_800_000_000)  # noqa: DTZ006 (as Frozen-Flask has it)
    changed = {"a": frozen_at.replace(year=2026), "b": frozen_at.replace(year=2028)}
    found = paged.freeze(lambda: [("page", {"name": n}, at) for n, at in changed.items()])
    assert found.files == {"index.html": "home", **PAGES, "page/a/index.html": "as it was"}


def test_addresses_with_arguments_and_without_a_generator_are_warned_of(paged: Small) -> None:
    found = paged.freeze()
    assert found.kinds == ["MissingURLGeneratorWarning"]
    assert "Nothing frozen for endpoints page." in found.warned[0][1]


def test_nothing_is_warned_of_where_there_is_no_static_file(small: Small) -> None:
    assert small.freeze().warned == []


def test_pages_that_url_for_leads_to_are_found(paged: Small) -> None:
    paged.add("/list/", lambda: url_for("page", name="a"))
    found = paged.freeze()
    assert found.files["page/a/index.html"] == "a"
    assert found.warned == []


def test_pages_are_found_over_many_steps(small: Small) -> None:
    small.add("/n/<int:number>/", lambda number: url_for("n", number=min(number + 1, 4)))
    assert small.freeze(lambda: ["/n/1/"]).urls == ["/", "/n/1/", "/n/2/", "/n/3/", "/n/4/"]


def test_url_for_may_lead_nowhere(paged: Small) -> None:
    paged.add("/list/", lambda: url_for("page", name="a"))
    found = frozen(paged.freezer(log_url_for=False))
    assert found.files.keys() == {"index.html", "list/index.html"}


def test_addresses_without_arguments_may_be_left_out(small: Small) -> None:
    small.static("style.css")
    assert frozen(small.freezer(with_no_argument_rules=False)).urls == ["/static/style.css"]


def test_static_files_may_be_left_out(small: Small) -> None:
    small.static("style.css")
    assert frozen(small.freezer(with_static_files=False)).urls == ["/"]


def test_an_address_that_takes_no_get_is_left_out(small: Small) -> None:
    small.app.add_url_rule("/send/", "send", lambda: "sent", methods=["POST"])
    found = small.freeze()
    assert (found.urls, found.warned) == (["/"], [])


def test_an_address_is_frozen_once(small: Small) -> None:
    small.add("/count/", lambda: "one")
    assert small.freeze(lambda: ["/count/", "/", "/count/"]).urls.count("/count/") == 1


def test_a_query_and_an_anchor_are_cut_off(paged: Small) -> None:
    found = paged.freeze(lambda: ["/page/a/?sort=name", "/page/b/#top"])
    assert found.files == {"index.html": "home", **PAGES}


def test_an_address_elsewhere_is_refused(small: Small) -> None:
    with pytest.raises(ValueError, match="External URLs not supported"):
        small.freeze(lambda: ["http://example.org/"])


@pytest.mark.parametrize("form", [["/page/送餐/"], ["/page/%E9%80%81%E9%A4%90/"]])
def test_addresses_may_be_in_any_script(paged: Small, form: list[str]) -> None:
    found = paged.freeze(lambda: form)
    assert found.files["page/送餐/index.html"] == "送餐"


def test_file_names_are_composed_characters(paged: Small) -> None:
    apart = normalize("NFD", "é")
    assert (
        f"page/{normalize('NFC', apart)}/index.html"
        in paged.freeze(lambda: [f"/page/{apart}/"]).files
    )


def test_static_files_may_have_names_in_any_script(small: Small) -> None:
    small.static("送餐 图.svg")
    assert small.freeze().files["static/送餐 图.svg"] == "送餐 图.svg"


def test_blueprints_are_frozen_with_their_static_files(small: Small) -> None:
    (small.folder / "care/files").mkdir(parents=True)
    (small.folder / "care/files/care.css").write_text("care")
    care = Blueprint(
        "care", "care", root_path=str(small.folder / "care"), static_folder="files",
        url_prefix="/care",
    )  # fmt: skip
    care.add_url_rule("/", "index", lambda: "index")
    small.app.register_blueprint(care)
    assert small.freeze().files == {
        "index.html": "home", "care/index.html": "index", "care/files/care.css": "care",
    }  # fmt: skip


def test_a_page_for_what_is_not_found_has_an_address_of_its_own(small: Small) -> None:
    """Web servers are told to answer with this file."""
    small.app.register_error_handler(404, lambda _error: ("nothing here", 404))
    small.add("/404.html", lambda: "nothing here", "not_found")
    assert small.freeze().files["404.html"] == "nothing here"


def test_all_urls_are_told_without_freezing(paged: Small) -> None:
    paged.static("style.css")
    urls = list(paged.freezer(page).all_urls())
    assert urls == ["/static/style.css", "/", "/page/a/", "/page/b/"]
    assert not (paged.folder / "build").exists()


def test_freeze_answers_the_addresses(paged: Small) -> None:
    assert paged.freezer(page).freeze() == {"/", "/page/a/", "/page/b/"}


def test_freeze_yield_answers_address_and_path_of_one_page_after_the_other(paged: Small) -> None:
    pages = [(found.url, found.path.as_posix()) for found in paged.freezer(page).freeze_yield()]
    assert pages == [("/", "index.html"), *[(f"/page/{n}/", f"page/{n}/index.html") for n in "ab"]]


def test_an_application_may_be_named_later(small: Small) -> None:
    freezer = small.freezer()
    app, freezer.app = freezer.app, None
    freezer.init_app(app)
    assert freezer.freeze() == {"/"}


@pytest.mark.parametrize("make", FREEZERS.values(), ids=FREEZERS)
def test_a_freezer_may_be_made_without_an_application(make: Callable[[], Any]) -> None:
    assert make().app is None


def fetched(app: Flask, path: str) -> tuple[str, str]:
    """What a real server answers, and of which type."""
    server = make_server("127.0.0.1", 0, app)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        with urlopen(f"http://127.0.0.1:{server.port}{path}") as answer:
            return answer.read().decode(), answer.headers.get_content_type()
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_the_frozen_site_is_served_with_the_default_type(small: Small) -> None:
    small.app.config["FREEZER_DEFAULT_MIMETYPE"] = "text/html"
    small.add("/page", lambda: "page")
    freezer = small.freezer()
    freezer.freeze()
    static = freezer.make_static_app()
    assert fetched(static, "/page") == ("page", "text/html")
    assert fetched(static, "/") == ("home", "text/html")


@pytest.mark.parametrize(("name", "served"), [("serve", {}), ("run", {"index.html": "home"})])
def test_serve_serves_what_is_frozen_and_run_freezes_first(
    small: Small, monkeypatch: pytest.MonkeyPatch, name: str, served: dict[str, str]
) -> None:
    """Below the path of the base URL, with the options of Flask's own server."""
    asked: list[dict[str, Any]] = []
    monkeypatch.setattr(Flask, "run", lambda _app, **options: asked.append(options))
    small.app.config["FREEZER_BASE_URL"] = "http://localhost/care/"
    freezer = small.freezer()
    getattr(freezer, name)(port=1234)
    assert asked == [{"port": 1234}]
    assert {path.name: path.read_text() for path in freezer.root.rglob("*.html")} == served
