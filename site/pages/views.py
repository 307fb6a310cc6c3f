"""From an address to a response: looks the page or the file up in its table and renders it.

Says nothing itself; what a page says comes from the catalog. An unknown address is answered by the
404 page, an address that a record had before by a page that leads on.
"""

from flask import Response, current_app, render_template

from pages.catalog import Catalog, NotPublished
from pages.files import FILES
from pages.urls import PAGES


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


def serve(endpoint: str, **values: str) -> Response:
    """A file of the table."""
    return FILES[endpoint].response(catalog(), **values)
