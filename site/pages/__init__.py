"""The public site as a Flask application, for the build and for the preview alike.

Shows what the catalog holds and nothing else: it has no database, no sessions, no forms, and
cannot import `admin`. Flask itself is loaded when the first application is made: a build that
finds nothing changed has ended before that.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from pages.catalog import Catalog

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Settings:
    """What the builder of a site says of it; without a base URL there are no absolute links.

    `offline`: the site brings a service worker. Only a build can: a preview must keep nothing.
    """

    base_url: str = ""
    language: str = "zh"
    offline: bool = False


def create_app(catalog: "Callable[[], Catalog]", settings: Settings | None = None) -> "Flask":
    """The site over the catalog that `catalog()` answers, asked once a request."""
    from pages.application import make_app  # noqa: PLC0415 (loads Flask, see above)

    return make_app(catalog, settings or Settings())
