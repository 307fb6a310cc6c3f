"""Eleventy and Pelican are given rows, templates that both read, and every file of their own."""

import json
import re
import runpy
from datetime import date
from pathlib import Path

import jinja2
import pytest

from benchmarks import jinja
from benchmarks.frames import ARGUMENTS, PLACES
from benchmarks.generators import compared, pages
from benchmarks.peers.pelican.records.index import Index
from pages import Settings, clock, create_app
from pages.catalog import Catalog
from pages.renderer import Renderer

TEMPLATES = {"parts.html", *(f"{kind}.html" for kind in PLACES)}
ELEVENTY = {
    "eleventy.config.js", "hours.js", "index.js", "package.json", "rows.json",
    *(f"pages/{kind}{end}" for kind in PLACES for end in (".njk", ".11tydata.js")),
    *(f"parts/{name}" for name in TEMPLATES),
}  # fmt: skip
PELICAN = {
    "pelicanconf.py", "rows.json", "records/__init__.py", "records/generator.py",
    "records/hours.py", "records/index.py", *(f"theme/templates/{name}" for name in TEMPLATES),
}  # fmt: skip
MARKS = ("MIDDLE", "TITLE", "SUMMARY", "FACTS")


def files(site: Path) -> set[str]:
    """Every file of a site."""
    return {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}


def test_eleventy_is_given_what_it_needs(catalog: Catalog, tmp_path: Path) -> None:
    jinja.write_eleventy(catalog, tmp_path / "site")
    assert files(tmp_path / "site") == ELEVENTY


def test_pelican_is_given_what_it_needs(catalog: Catalog, tmp_path: Path) -> None:
    jinja.write_pelican(catalog, tmp_path / "site")
    assert files(tmp_path / "site") == PELICAN
    assert (tmp_path / "site/content").is_dir()


def test_both_are_given_rows_and_no_cards(catalog: Catalog, tmp_path: Path) -> None:
    for write in (jinja.write_eleventy, jinja.write_pelican):
        write(catalog, tmp_path / write.__name__)
        rows = json.loads((tmp_path / write.__name__ / "rows.json").read_text("utf-8"))
        assert len(rows["service"]) == 20
        assert not {"calls", "facts", "kept"} & rows["service"][0].keys()


def test_no_mark_is_left_in_a_template(catalog: Catalog) -> None:
    templates = jinja.templates(catalog)
    assert templates.keys() == PLACES.keys()
    assert not [mark for text in templates.values() for mark in MARKS if mark in text]


def test_both_languages_know_what_the_templates_ask(catalog: Catalog, tmp_path: Path) -> None:
    folder = jinja.PEERS / "jinja"
    text = "".join(path.read_text("utf-8") for path in folder.glob("*.html"))
    asked = set(re.findall(r"(?<!/)\bindex\.(\w+)", text))
    assert {"whom", "groups", "facts"} <= asked
    index = Index(_rows(catalog, tmp_path), clock.today())
    theirs = (jinja.PEERS / "eleventy/index.js").read_text("utf-8")
    assert not [name for name in asked if not hasattr(index, name)]
    known = set(re.findall(r"^  (\w+)\(", theirs, re.M)) | set(re.findall(r"this\.(\w+) =", theirs))
    assert asked <= known


def test_what_jinja_makes_of_them_reads_as_ours(catalog: Catalog, tmp_path: Path) -> None:
    _make_ours(catalog, tmp_path / "ours")
    _make_theirs(catalog, tmp_path / "site", tmp_path / "theirs")
    assert len(pages(tmp_path / "ours")) == 50
    assert compared(tmp_path / "ours", tmp_path / "theirs") == (50, [])


def test_a_list_without_rows_is_told(catalog: Catalog, tmp_path: Path) -> None:
    rows = _rows(catalog, tmp_path)
    index = Index(rows | {"service": [], "provider": []}, clock.today())
    assert index.groups(rows["area"][0]) == index.near(rows["area"][0]) == []


@pytest.mark.parametrize(
    ("days", "said"), [("135", "周一、周三、周五"), ("12345", "周一至周五"), ("12", "周一、周二")]
)
def test_days_with_the_same_hours_are_one_line(
    catalog: Catalog, tmp_path: Path, days: str, said: str
) -> None:
    week = {day: [{"opens": "08:00", "closes": "17:30"}] for day in days}
    made = Index(_rows(catalog, tmp_path), date(2026, 9, 1)).hours({"week": week})
    assert made["lines"][0] == {"days": said, "times": "8:00–17:30"}
    assert made["lines"][1]["times"] == "休息"
    assert made["spec"][0]["opens"] == "08:00"


def _rows(catalog: Catalog, folder: Path) -> dict[str, list[dict[str, object]]]:
    jinja.write_pelican(catalog, folder / "rows")
    found: dict[str, list[dict[str, object]]] = json.loads(
        (folder / "rows/rows.json").read_text("utf-8")
    )
    return found


def _make_ours(catalog: Catalog, output: Path) -> None:
    app = create_app(lambda: catalog, Settings(offline=True))
    with app.test_request_context("/"):
        renderer = Renderer(app, catalog)
        for kind, argument in ARGUMENTS.items():
            for slug in catalog.slugs(kind):
                address = f"{PLACES[kind]}/{slug}/"
                made = renderer.make(f"/{address}", kind, {argument: slug})
                _write(output / address, made.content.decode())


def _make_theirs(catalog: Catalog, site: Path, output: Path) -> None:
    jinja.write_pelican(catalog, site)
    options = runpy.run_path(str(site / "pelicanconf.py"))["JINJA_ENVIRONMENT"]
    loader = jinja2.FileSystemLoader(site / "theme/templates")
    environment = jinja2.Environment(loader=loader, **options)
    rows = json.loads((site / "rows.json").read_text("utf-8"))
    environment.globals["index"] = Index(rows, clock.today())
    for kind, argument in ARGUMENTS.items():
        for row in rows[kind]:
            text = environment.get_template(f"{kind}.html").render(row=row)
            _write(output / PLACES[kind] / row[argument], text)


def _write(folder: Path, text: str) -> None:
    folder.mkdir(parents=True)
    (folder / "index.html").write_text(text, "utf-8")
