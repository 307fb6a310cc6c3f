"""Absolute addresses of the site's own pages and files, where it is known where the site lies.

Everything that a reader follows is relative; only what leaves the site (a QR code, a calendar, a
feed, a search engine's data) needs these. Without a base URL there are none.
"""

from typing import Any

from flask import current_app

from pages.catalog_values import Link


def absolute(endpoint: str, **values: Any) -> str:
    """Where a page or a file lies in the world; "" without a base URL."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    base: str = app.config["SITE_BASE_URL"]
    if not base:
        return ""
    known: dict[Any, str] = app.extensions.setdefault("addresses", {})
    key = (endpoint, tuple(values.items()))
    found = known.get(key)
    if found is None:
        path: str = app.url_map.bind("").build(endpoint, values)
        found = known[key] = base + path.removeprefix("/")
    return found


def of(link: Link) -> str:
    """Where the page of a link lies in the world; "" without a base URL."""
    argument = "code" if link.kind == "area" else "slug"
    return absolute(link.kind, **{argument: link.slug})
