"""Makes one file of the site after the other, without the way of a request through Flask.

A page is a function of its model and its template (`page_functions`); what Flask would answer at
the same address is the same bytes, and `build.py --verify` compares. Where the function fails,
Jinja renders the page again, as its message names the template and the line. It writes nothing.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from flask import Flask

from pages import views
from pages.alike import Alike
from pages.catalog import Catalog
from pages.files import FILES
from pages.page_functions import page_functions
from pages.reads import packed
from pages.relative import RelativeLinks
from pages.urls import PAGES, Values

FORMER = "former.html"
TEMPLATES = [*(kind.template for kind in PAGES.values()), FORMER]


class Made(NamedTuple):
    """A file: what it asked for, and its bytes."""

    reads: bytes
    content: bytes


class Renderer:
    """Renders inside of a request, as `making` has it.

    `kept` is a folder for what is made of the templates, of this edition of the site alone.
    """

    def __init__(self, app: Flask, catalog: Catalog, kept: Path | None = None) -> None:
        self.app, self.catalog, self._kept = app, catalog, kept
        self._links = RelativeLinks(app)
        app.jinja_env.globals["url_for"] = self._links
        app.jinja_env.globals["alike"] = Alike(self._links)
        self._functions: dict[str, Callable[..., str]] | None = None

    def prepare(self) -> None:
        """Get the templates ready, before the work is shared among processes."""
        if self._functions is None:
            environment: Any = self.app.jinja_env
            self._functions = page_functions(environment, TEMPLATES, self._kept)

    def make(self, address: str, endpoint: str, values: Values) -> Made:
        """The file at an address."""
        self._links.stand_at(address)
        with self.catalog.reads.noting() as cells:
            if endpoint not in PAGES:
                content = FILES[endpoint].content(self.catalog, **values)
                made = content.encode() if isinstance(content, str) else content
                return Made(packed(cells), made)
            name, said = views.page(self.catalog, endpoint, values)
        return Made(packed(cells), self._html(name, said).encode())

    def _html(self, name: str, said: dict[str, Any]) -> str:
        self.prepare()
        function = (self._functions or {}).get(name)
        if function is None:
            return self._by_jinja(name, said)
        try:
            return function(**said)
        except Exception:
            return self._by_jinja(name, said)

    def _by_jinja(self, name: str, said: dict[str, Any]) -> str:
        template = self.app.jinja_env.get_template(name)
        return "".join(template.root_render_func(template.new_context(said)))
