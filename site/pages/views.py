"""From an address to a response: looks the page up in the table and renders it.

Says nothing itself; what a page says comes from the catalog. An unknown address is answered by the
404 page, an address that a record had before by a page that leads on.
"""

import mimetypes

from flask import Response, abort, current_app, make_response, render_template

from pages import assets
from pages.catalog import Catalog, NotPublished
from pages.urls import PAGES, page_urls

LASTING = "public, max-age=31536000, immutable"


def catalog() -> Catalog:
    """The catalog of this request; the preview makes a new one each time."""
    made: Catalog = current_app.extensions["catalog"]()
    return made


def show(endpoint: str, **values: str) -> str:
    """A page of the table, or the page that leads on from a former address."""
    kind, facts = PAGES[endpoint], catalog()
    try:
        page, template = kind.model(facts, **values), kind.template
    except NotPublished as unknown:
        page, template = facts.former(unknown.kind, unknown.slug), "former.html"
    return render_template(template, page=page, site=facts.site, endpoint=endpoint)


def missing(_error: Exception) -> tuple[str, int]:
    """The 404 page at an address that leads nowhere."""
    return show("not_found"), 404


def photo(name: str) -> Response:
    """A published photograph."""
    kind = "image/png" if name.endswith(".png") else "image/jpeg"
    return Response(catalog().photo(name).content, mimetype=kind)


def asset(name: str) -> Response:
    """A hand-written file under its hashed name."""
    path = assets.names().get(name)
    if path is None:
        abort(404)
    kind = mimetypes.guess_type(path.name)[0]
    return Response(path.read_bytes(), mimetype=kind, headers={"Cache-Control": LASTING})


def robots() -> Response:
    """Everything may be read; the site map is named where it exists."""
    return _plain("robots.txt", "text/plain")


def sitemap() -> Response:
    """Every page for search engines, in absolute addresses: there is none without a base URL."""
    paths = current_app.url_map.bind("")
    found = [
        paths.build(endpoint, values).removeprefix("/")
        for endpoint, values in page_urls(catalog(), former=False)
        if endpoint in PAGES and endpoint != "not_found"
    ]
    return _plain("sitemap.xml", "application/xml", paths=found)


def _plain(template: str, mimetype: str, **values: object) -> Response:
    response = make_response(render_template(template, **values))
    response.mimetype = mimetype
    return response
