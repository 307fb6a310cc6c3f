"""The freezer stays in its folder and names the page that failed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask, render_template

from pages.freezer import Freezer, PageFailed, UnsafePath


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "broken.html").write_text("one\n{{ missing.thing }}\n")
    app = Flask("small", template_folder=str(tmp_path / "templates"), static_folder=None)
    app.config.update(
        FREEZER_DESTINATION=str(tmp_path / "out"),
        FREEZER_REMOVE_EXTRA_FILES=False,
        PROPAGATE_EXCEPTIONS=True,
    )
    app.add_url_rule("/broken/", "broken", lambda: render_template("broken.html"))
    app.add_url_rule("/p/<path:slug>/", "page", lambda slug: f"<p>{slug}</p>")
    app.add_url_rule("/data.json", "data", lambda: "not json")
    return app


@pytest.fixture
def freeze(app: Flask) -> Callable[[str], list[str]]:
    def freeze(url: str) -> list[str]:
        freezer = Freezer(app, with_no_argument_rules=False, log_url_for=False)
        freezer.register_generator(lambda: [url])
        return [page.url for page in freezer.freeze_yield()]

    return freeze


def test_a_page_is_written(freeze: Callable[[str], list[str]], tmp_path: Path) -> None:
    assert freeze("/p/one/") == ["/p/one/"]
    assert (tmp_path / "out/p/one/index.html").read_text() == "<p>one</p>"


def test_a_page_that_fails_is_named_with_template_and_line(
    freeze: Callable[[str], list[str]],
) -> None:
    with pytest.raises(PageFailed, match=r"/broken/.*broken\.html.*2 "):
        freeze("/broken/")


def test_an_address_that_answers_404_is_a_failure(freeze: Callable[[str], list[str]]) -> None:
    with pytest.raises(PageFailed, match="404"):
        freeze("/nothing/")


def test_a_wrong_content_type_is_a_failure(freeze: Callable[[str], list[str]]) -> None:
    with pytest.raises(PageFailed, match="json"):
        freeze("/data.json")


@pytest.mark.parametrize(
    "url", ["/p/../../../escape/", "/p/%2e%2e/x/", "/p/A/", "/p/送餐/", "/p/a b/"]
)
def test_an_address_that_is_no_safe_file_name_is_refused(
    freeze: Callable[[str], list[str]], tmp_path: Path, url: str
) -> None:
    with pytest.raises(UnsafePath):
        freeze(url)
    assert not list(tmp_path.rglob("escape"))
