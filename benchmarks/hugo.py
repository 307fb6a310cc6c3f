"""The same pages for Hugo: services, places and categories, from the same values.

Writes a Hugo site whose templates give what ours give: the frame around each page is our own, taken
from a page that we have rendered; the middle is written in Hugo's language (`peers/hugo`). Hugo
gets every page's value worked out already, which we work out ourselves. It measures nothing.
"""

import html
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pages import Settings, create_app, views
from pages.catalog import Catalog
from pages.renderer import Renderer
from pages.urls import PAGES

PEER = Path(__file__).parent / "peers" / "hugo"
KINDS = {"service": "services", "area": "areas", "category": "categories"}
ARGUMENTS = {"service": "slug", "area": "code", "category": "slug"}


def write(catalog: Catalog, folder: Path) -> None:
    """A Hugo site of a catalog, with all pages in one file of data."""
    app = create_app(lambda: catalog, Settings(offline=True))
    for part in ("content", "assets", "layouts"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    shutil.copy(PEER / "hugo.toml", folder)
    shutil.copy(PEER / "_content.gotmpl", folder / "content")
    with app.test_request_context("/"):
        frame = _frame(Renderer(app, catalog), catalog)
        text = json.dumps(list(_pages(catalog)), ensure_ascii=False, default=str)
    (folder / "assets/pages.json").write_text(text, encoding="utf-8")
    (folder / "layouts/home.html").write_text(frame.replace("MIDDLE", "<main></main>"))
    for kind in KINDS:
        (folder / "layouts" / kind).mkdir(exist_ok=True)
        middle = (PEER / f"{kind}.html").read_text(encoding="utf-8")
        (folder / "layouts" / kind / "page.html").write_text(frame.replace("MIDDLE", middle))


def _pages(catalog: Catalog) -> Iterator[dict[str, Any]]:
    for kind, place in KINDS.items():
        for slug in catalog.slugs(kind):
            _template, said = views.page(catalog, kind, {ARGUMENTS[kind]: slug})
            model = asdict(said["page"])
            yield {
                "path": f"{place}/{slug}", "kind": kind, "title": model["name"], "model": model,
                "facts": said["facts"],
            }  # fmt: skip


def _frame(renderer: Renderer, catalog: Catalog) -> str:
    """One of our pages without its middle, its title and what it says to machines."""
    slug = catalog.slugs("service")[0]
    made = renderer.make(f"/services/{slug}/", "service", {"slug": slug})
    page, said = made.content.decode(), PAGES["service"].model(catalog, slug=slug)
    frame = re.sub(r"<main.*</main>", "MIDDLE", page, flags=re.DOTALL)
    frame = re.sub(r'(ld\+json">).*?</script>', r"\1FACTS</script>", frame)
    frame = frame.replace("{{", "{{`{{`}}")
    frame = frame.replace("FACTS", "{{ .Params.facts | jsonify | safeJS }}")
    title = re.search(r"<title>(.*?) · ", frame)
    assert title
    frame = frame.replace(title[1], "{{ .Title }}")
    return frame.replace(
        html.escape(said.summary), "{{ with .Params.model }}{{ .summary }}{{ end }}"
    )
