"""From an address to a response: looks the page or the file up in its table and renders it.

Says nothing itself; what a page says comes from the catalog. An unknown address is answered by the
404 page, an address that a record had before by a page that leads on.
"""

from typing import Any

from flask import Response, current_app, render_template
from flask_babel import gettext as _

from pages import addresses, facts
from pages.catalog import Catalog, NotPublished
from pages.files import FILES
from pages.urls import PAGES


def catalog() -> Catalog:
    """The catalog of this request; the preview makes a new one each time."""
    made: Catalog = current_app.extensions["catalog"]()
    return made


def show(endpoint: str, **values: str) -> str:
    """A page of the table, or the page that leads on from a former address."""
    kind, known = PAGES[endpoint], catalog()
    address = addresses.absolute(endpoint, **values) if endpoint != "not_found" else ""
    try:
        page, template = kind.model(known, **values), kind.template
        said = facts.facts(endpoint, page, _here(known, endpoint, address))
    except NotPublished as unknown:
        page, template = known.former(unknown.kind, unknown.slug), "former.html"
        address, said = addresses.of(page.link), None
    return render_template(
        template, page=page, site=known.site, endpoint=endpoint, address=address, facts=said
    )


def _here(known: Catalog, endpoint: str, address: str) -> facts.Here:
    """Where a page lies, for what it says to machines."""
    index, label = facts.INDEXES.get(endpoint, ("", ""))
    return facts.Here(
        site=known.site,
        url=address,
        home=addresses.absolute("home"),
        search=addresses.absolute("search") if "search" in PAGES else "",
        language=str(current_app.jinja_env.globals["html_language"]),
        index=(_(label), addresses.absolute(index)) if index else None,
        address_of=addresses.of,
    )


def missing(_error: Exception) -> tuple[str, int]:
    """The 404 page at an address that leads nowhere."""
    return show("not_found"), 404


def serve(endpoint: str, **values: Any) -> Response:
    """A file of the table."""
    return FILES[endpoint].response(catalog(), **values)
