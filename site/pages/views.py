"""From an address to a response: looks the page or the file up in its table and renders it.

Says nothing itself; what a page says comes from the catalog. An unknown address is answered by the
404 page, an address that a record had before by a page that leads on.
"""

from datetime import date
from typing import Any

from flask import Response, current_app, render_template

from pages import addresses, facts
from pages.catalog import Catalog, NotPublished
from pages.files import FILES
from pages.speech import gettext as _
from pages.urls import PAGES, Values


def catalog() -> Catalog:
    """The catalog of this request; the preview makes a new one each time."""
    made: Catalog = current_app.extensions["catalog"]()
    return made


# Of these pages a reader is told until when the facts of the whole site are: no record is theirs.
WHOLE = frozenset(name for name, kind in PAGES.items() if "<" not in kind.rule)
# A place and a category show many records, and of none of them more than a line.
UNDATED = frozenset({"area", "category"})


def show(endpoint: str, **values: str) -> str:
    """A page of the table, or the page that leads on from a former address."""
    template, said = page(catalog(), endpoint, values)
    return render_template(template, **said)


def page(known: Catalog, endpoint: str, values: Values) -> tuple[str, dict[str, Any]]:
    """The template of a page and everything that it is given: a page is a function of these."""
    kind = PAGES[endpoint]
    address = addresses.absolute(endpoint, **values) if endpoint != "not_found" else ""
    try:
        model, template = kind.model(known, **values), kind.template
        said = facts.facts(endpoint, model, _here(known, endpoint, address))
        changed_on = _changed_on(known, endpoint, values)
    except NotPublished as unknown:
        model, template = known.former(unknown.kind, unknown.slug), "former.html"
        address, said, changed_on = addresses.of(model.link), None, None
    return template, {
        "page": model,
        "site": known.site,
        "endpoint": endpoint,
        "address": address,
        "facts": said,
        "as_of": known.as_of_day if endpoint in WHOLE else None,
        "changed_on": changed_on,
    }


def _changed_on(known: Catalog, endpoint: str, values: Values) -> date | None:
    if endpoint in WHOLE or endpoint in UNDATED:
        return None
    return known.changed_on(endpoint, *values.values())


def _here(known: Catalog, endpoint: str, address: str) -> facts.Here:
    """Where a page lies, for what it says to machines."""
    extensions: dict[str, Any] = current_app.extensions
    around: dict[str, facts.Around] = extensions.setdefault("around", {})
    found = around.get(endpoint)
    if found is None:
        found = around[endpoint] = _around(endpoint)
    return facts.Here(known.site, address, found)


def _around(endpoint: str) -> facts.Around:
    """What lies around every page of a kind."""
    index, label = facts.INDEXES.get(endpoint, ("", ""))
    return facts.Around(
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
