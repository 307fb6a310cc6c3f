"""The public site as a Flask application, for the build and for the preview alike.

Shows what the catalog holds and nothing else: it has no database, no sessions, no forms, and
cannot import `admin`. All links go through `url_for`, so it works mounted below a prefix.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from flask import Flask
from flask_babel import Babel
from jinja2 import StrictUndefined

from pages import addresses, assets, homescreen, maps, presentation, scan_codes, views
from pages.catalog import Catalog, NotPublished
from pages.files import kinds
from pages.urls import PAGES
from pages.worker import WORKER

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Settings:
    """What the builder of a site says of it; without a base URL there are no absolute links.

    `offline`: the site brings a service worker. Only a build can: a preview must keep nothing.
    """

    base_url: str = ""
    language: str = "zh"
    offline: bool = False


def create_app(catalog: Callable[[], Catalog], settings: Settings | None = None) -> Flask:
    """The site over the catalog that `catalog()` answers, asked once a request."""
    settings = settings or Settings()
    app = Flask("pages", static_folder=None, template_folder=str(ROOT / "templates" / "pages"))
    app.extensions["catalog"] = catalog
    base_url = settings.base_url.rstrip("/")
    app.config["SITE_BASE_URL"] = f"{base_url}/" if base_url else ""
    app.config["SITE_OFFLINE"] = settings.offline
    _configure_templates(app, settings)
    _add_addresses(app)
    return app


def _configure_templates(app: Flask, settings: Settings) -> None:
    app.jinja_options = {
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
    }
    Babel(
        app,
        default_locale=settings.language,
        default_translation_directories=str(ROOT / "translations"),
    )
    app.jinja_env.globals["hashed"] = assets.hashed
    app.jinja_env.globals["base_url"] = app.config["SITE_BASE_URL"]
    app.jinja_env.globals["offline"] = app.config["SITE_OFFLINE"]
    app.jinja_env.globals["theme_color"] = homescreen.THEME
    app.jinja_env.globals["language"] = settings.language
    app.jinja_env.globals["html_language"] = _html_language(settings.language)
    app.jinja_env.globals["absolute"] = addresses.absolute
    app.jinja_env.globals["maps"] = maps.links
    app.jinja_env.globals["scan_code"] = scan_codes.drawn
    # Chinese as it is: escaped, each character of a page's data would take six bytes.
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.jinja_env.filters.update(presentation.FILTERS)


def _html_language(language: str) -> str:
    """The name by which browsers and search engines know a language."""
    return "zh-CN" if language == "zh" else language


def _add_addresses(app: Flask) -> None:
    for endpoint, kind in PAGES.items():
        app.add_url_rule(kind.rule, endpoint, partial(views.show, endpoint))
    for endpoint, file in kinds(app.config["SITE_BASE_URL"]).items():
        app.add_url_rule(file.rule, endpoint, partial(views.serve, endpoint))
    # The build writes it last of all, from what the others have become: here it is only an address.
    app.add_url_rule(f"/{WORKER}", "worker", build_only=True)
    app.register_error_handler(404, views.missing)
    app.register_error_handler(NotPublished, views.missing)
    app.register_error_handler(assets.UnknownAsset, views.missing)
