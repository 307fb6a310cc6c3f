"""What machines read of the site: robots.txt and the site map.

Each is text made from the catalog inside a request. Nothing here knows a record's fields: what a
page says is the page's business.
"""

from flask import current_app, render_template

from pages.catalog import Catalog
from pages.urls import page_urls


def robots(_catalog: Catalog) -> str:
    """Everything may be read; the site map is named where it exists."""
    return render_template("robots.txt")


def sitemap(catalog: Catalog) -> str:
    """Every page for search engines, in absolute addresses: there is none without a base URL."""
    paths = current_app.url_map.bind("")
    found = [
        paths.build(endpoint, values).removeprefix("/")
        for endpoint, values in page_urls(catalog, former=False)
        if endpoint not in {"not_found", "offline"}
    ]
    return render_template("sitemap.xml", paths=found)
