"""The same pages for Eleventy and for Pelican, from the same rows and by the same templates.

Nunjucks and Jinja have so much in common that `peers/jinja` is written once. Both get the rows as
JSON (`exported`) and build the lists once in their own language (`peers/eleventy`, `pelican`).
The frame around each page is our own (`frames`). It measures nothing.
"""

import json
import shutil
from pathlib import Path

from benchmarks.exported import exported
from benchmarks.frames import filled, frames
from pages.catalog import Catalog

PEERS = Path(__file__).parent / "peers"
PARTS = "parts.html"
WORDS = {
    mark: f"{{% endraw %}}{word}{{% raw %}}"
    for mark, word in (
        ("TITLE", "{{ title }}"),
        ("SUMMARY", "{{ summary }}"),
        ("FACTS", "{{ facts | safe }}"),
    )
}


def write_eleventy(catalog: Catalog, folder: Path) -> None:
    """An Eleventy site of a catalog: a page for each kind, which runs over the rows.

    Such a page only includes a template, as Nunjucks compiles that once, but a page every time.
    """
    shutil.copytree(PEERS / "eleventy", folder)
    _write_templates(catalog, folder / "parts")
    _write_rows(catalog, folder)


def write_pelican(catalog: Catalog, folder: Path) -> None:
    """A Pelican site of a catalog: a theme, and a plugin that makes a page of each row."""
    shutil.copytree(PEERS / "pelican", folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "content").mkdir()
    _write_templates(catalog, folder / "theme/templates")
    _write_rows(catalog, folder)


def templates(catalog: Catalog) -> dict[str, str]:
    """The template of each kind of page, within our frame."""
    found = {}
    for kind, frame in frames(catalog).items():
        before, main, middle = (PEERS / f"jinja/{kind}.html").read_text("utf-8").partition("<main")
        around = filled(f"{{% raw %}}{frame}{{% endraw %}}", WORDS)
        found[kind] = before + around.replace("MIDDLE", f"{{% endraw %}}{main}{middle}{{% raw %}}")
    return found


def _write_templates(catalog: Catalog, folder: Path) -> None:
    folder.mkdir(parents=True)
    shutil.copy(PEERS / "jinja" / PARTS, folder)
    for kind, template in templates(catalog).items():
        (folder / f"{kind}.html").write_text(template, "utf-8")


def _write_rows(catalog: Catalog, folder: Path) -> None:
    text = json.dumps(exported(catalog), ensure_ascii=False)
    (folder / "rows.json").write_text(text, "utf-8")
