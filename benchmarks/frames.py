"""Our own pages as frames for another generator's templates: all that stands around `main`.

What differs from page to page is a mark, which a generator's own words replace. It makes no page.
"""

import re
from collections.abc import Mapping

from pages import Settings, create_app
from pages.catalog import Catalog
from pages.renderer import Renderer

PLACES = {"service": "services", "area": "areas", "category": "categories"}
ARGUMENTS = {"service": "slug", "area": "code", "category": "slug"}


def frames(catalog: Catalog) -> dict[str, str]:
    """The frame of each kind of page, with the marks MIDDLE, TITLE, SUMMARY and FACTS."""
    app = create_app(lambda: catalog, Settings(offline=True))
    with app.test_request_context("/"):
        renderer = Renderer(app, catalog)
        return {kind: _frame(renderer, kind, catalog.slugs(kind)[-1]) for kind in PLACES}


def _frame(renderer: Renderer, kind: str, slug: str) -> str:
    made = renderer.make(f"/{PLACES[kind]}/{slug}/", kind, {ARGUMENTS[kind]: slug})
    page = made.content.decode()
    frame = re.sub(r"<main.*</main>", "MIDDLE", page, flags=re.DOTALL)
    frame = re.sub(r'(ld\+json">).*?</script>', r"\1FACTS</script>", frame)
    title = re.search(r"<title>(.*?) · ", frame)
    summary = re.search(r'<meta name="description" content="(.*?)">', frame)
    if not title or not summary:
        raise ValueError(kind)
    return frame.replace(summary[1], "SUMMARY").replace(title[1], "TITLE")


def filled(frame: str, words: Mapping[str, str]) -> str:
    """A frame with a generator's words in the places of the marks."""
    for mark, word in words.items():
        frame = frame.replace(mark, word)
    return frame
