"""The same pages for Hugo, from the same rows: by its content adapter, or from Markdown files.

Hugo gets the rows as JSON (`exported`) and works out every card, list and fact for machines in its
own language (`peers/hugo`): the lists once, for all pages. The frame around each page is our own
(`frames`). It measures nothing.
"""

import json
import shutil
from pathlib import Path

from benchmarks.exported import KINDS, Row, exported
from benchmarks.frames import PLACES, filled, frames
from pages.catalog import Catalog

PEER = Path(__file__).parent / "peers" / "hugo"
PARTIALS = ("rows.html", "hours.html")
WORDS = {
    "TITLE": "{{ $title }}",
    "SUMMARY": "{{ $summary }}",
    "FACTS": "{{ $facts | jsonify | safeJS }}",
}


def write(catalog: Catalog, folder: Path) -> None:
    """A Hugo site of a catalog whose pages its content adapter adds."""
    _write_layouts(catalog, folder)
    _write_rows(exported(catalog), folder)
    shutil.copy(PEER / "_content.gotmpl", folder / "content")


def write_markdown(catalog: Catalog, folder: Path) -> None:
    """A Hugo site of a catalog with a file for every page: what a service does is its text."""
    _write_layouts(catalog, folder)
    rows = exported(catalog)
    _write_rows(rows, folder)
    for kind, place in PLACES.items():
        (folder / "content" / place).mkdir()
        for row in rows[kind]:
            said = {"title": row["name"], "type": kind, "params": {"key": row["key"]}}
            name = row["slug"] if "slug" in row else row["code"]
            text = json.dumps(said, ensure_ascii=False) + "\n\n" + row.get("content", "") + "\n"
            (folder / "content" / place / f"{name}.md").write_text(text, "utf-8")


def _write_rows(rows: Row, folder: Path) -> None:
    if not rows.keys() >= set(KINDS):
        raise ValueError(sorted(rows))
    text = json.dumps(rows, ensure_ascii=False)
    (folder / "assets/rows.json").write_text(text, "utf-8")


def _write_layouts(catalog: Catalog, folder: Path) -> None:
    for part in ("content", "assets", "layouts/_partials"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    shutil.copy(PEER / "hugo.toml", folder)
    for name in PARTIALS:
        shutil.copy(PEER / name, folder / "layouts/_partials")
    (folder / "layouts/home.html").write_text("<!doctype html><title>{{ .Title }}</title>", "utf-8")
    for kind, frame in frames(catalog).items():
        (folder / "layouts" / kind).mkdir(exist_ok=True)
        before, main, middle = (PEER / f"{kind}.html").read_text("utf-8").partition("<main")
        layout = before + filled(frame.replace("{{", "{{`{{`}}"), WORDS)
        text = layout.replace("MIDDLE", main + middle)
        (folder / "layouts" / kind / "page.html").write_text(text, "utf-8")
