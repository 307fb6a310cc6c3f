"""How the site is put among the apps of a phone: the web manifest.

A pure function of what the site says of itself. It keeps nothing offline; that is `worker`'s.
"""

from flask import render_template

from pages.catalog import Catalog

# The accent and the paper of site.css, for what a phone paints before there is a page.
THEME, PAPER = "#80280b", "#fffaf1"


def webmanifest(catalog: Catalog) -> str:
    """Name, icons and colours; every address in it is relative to the file itself."""
    return render_template(
        "manifest.webmanifest", site=catalog.site, theme_color=THEME, paper=PAPER
    )
