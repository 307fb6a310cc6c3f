"""Hugo is given rows, and every file that its command needs."""

import json
from pathlib import Path

from benchmarks import hugo
from pages.catalog import Catalog


def test_the_adapter_is_given_rows_and_no_cards(catalog: Catalog, tmp_path: Path) -> None:
    hugo.write(catalog, tmp_path / "site")
    rows = json.loads((tmp_path / "site/assets/rows.json").read_text("utf-8"))
    assert len(rows["service"]) == 20
    assert {"category", "providers", "phones"} <= rows["service"][0].keys()
    assert not {"calls", "facts", "kept"} & rows["service"][0].keys()
    assert (tmp_path / "site/content/_content.gotmpl").is_file()


def test_every_page_is_a_file_where_hugo_works_from_files(catalog: Catalog, tmp_path: Path) -> None:
    hugo.write_markdown(catalog, tmp_path / "site")
    content = tmp_path / "site/content"
    assert len(list((content / "services").glob("*.md"))) == 20
    assert not (content / "_content.gotmpl").exists()


def test_no_mark_is_left_in_a_template(catalog: Catalog, tmp_path: Path) -> None:
    hugo.write(catalog, tmp_path / "site")
    layouts = list((tmp_path / "site/layouts").glob("*/page.html"))
    assert len(layouts) == 3
    for layout in layouts:
        text = layout.read_text("utf-8")
        assert not any(mark in text for mark in ("MIDDLE", "TITLE", "SUMMARY", "FACTS"))
