"""Makes one file of the site after the other, without the way of a request through Flask.

A page is a function of its model and its template: their digest says whether it is the page that
stands already, and then it is not rendered. What Flask would answer at the same address is the same
bytes; `build.py --verify` compares. It writes nothing.
"""

import io
import pickle
import re
from hashlib import blake2b
from typing import Any, NamedTuple

from flask import Flask

from pages import views
from pages.alike import Alike
from pages.catalog import Catalog
from pages.files import FILES
from pages.reads import packed
from pages.relative import RelativeLinks
from pages.urls import PAGES, Values

REFERENCE = re.compile(r"\{%[-+]?\s*(?:extends|from|import|include)\b")
NAMED = re.compile(r'\{%[-+]?\s*(?:extends|from|import|include)\s+"([^"]+)"(?! *(?:~|if\b|else\b))')


class Made(NamedTuple):
    """A file: the digest of its model and template, what it asked for, and its bytes.

    `content` is None where the digest is the one that is known already.
    """

    page: bytes
    reads: bytes
    content: bytes | None


class Renderer:
    """Renders inside of `with renderer.app.test_request_context("/")`."""

    def __init__(self, app: Flask, catalog: Catalog, edition: str) -> None:
        self.app, self.catalog = app, catalog
        self._edition = edition.encode()
        self._links = RelativeLinks(app)
        self._templates: dict[str, tuple[Any, bytes]] = {}
        app.jinja_env.globals["url_for"] = self._links
        app.jinja_env.globals["alike"] = Alike(self._links)
        self._globals = dict(app.jinja_env.globals)

    def make(self, address: str, endpoint: str, values: Values, known: bytes) -> Made:
        """The file at an address, whose digest was `known` ("" if none)."""
        self._links.stand_at(address)
        with self.catalog.reads.noting() as cells:
            if endpoint not in PAGES:
                content = FILES[endpoint].content(self.catalog, **values)
                made = content.encode() if isinstance(content, str) else content
                return Made(b"", packed(cells), made)
            name, said = views.page(self.catalog, endpoint, values)
        template, source = self._template(name)
        digest = _digest(source, [said[part] for part in said if part != "facts"])
        if digest == known:
            return Made(digest, packed(cells), None)
        context = self.app.jinja_env.context_class(
            self.app.jinja_env, {**self._globals, **said}, name, template.blocks
        )
        html = "".join(template.root_render_func(context))
        return Made(digest, packed(cells), html.encode())

    def _template(self, name: str) -> tuple[Any, bytes]:
        """A template, and what all sources that it is made of are known by."""
        if name not in self._templates:
            whole = "".join(self._sources(name, {}).values()).encode()
            source = blake2b(self._edition + whole, digest_size=16).digest()
            self._templates[name] = (self.app.jinja_env.get_template(name), source)
        return self._templates[name]

    def _sources(self, name: str, found: dict[str, str]) -> dict[str, str]:
        """The sources of a template and of all that it extends, imports or includes, by name."""
        if name not in found:
            loader = self.app.jinja_env.loader
            assert loader is not None
            found[name], _path, _fresh = loader.get_source(self.app.jinja_env, name)
            for other in self._referenced(found[name]):
                self._sources(other, found)
        return found

    def _referenced(self, source: str) -> list[str]:
        """Where a name is worked out only while rendering, it could be any."""
        names = NAMED.findall(source)
        if len(names) == len(REFERENCE.findall(source)):
            return names
        return self.app.jinja_env.list_templates()


def _digest(source: bytes, said: list[Any]) -> bytes:
    """Equal values give equal bytes: `fast` pickles each as it is, not as seen before."""
    file = io.BytesIO()
    pickler = pickle.Pickler(file, protocol=5)
    pickler.fast = True
    pickler.dump(said)
    return blake2b(source + file.getvalue(), digest_size=16).digest()
