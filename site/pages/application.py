"""Makes the public site's Flask application: its addresses, its templates, its language.

Everything that it can answer stands in the tables of `urls` and `files`; all links go through
`url_for`, so it works mounted below a prefix. It says nothing by itself.
"""

from collections.abc import Callable
from functools import lru_cache, partial

from flask import Flask
from flask_babel import Babel
from jinja2 import StrictUndefined

from pages import (
    ROOT,
    Settings,
    addresses,
    assets,
    homescreen,
    maps,
    presentation,
    scan_codes,
    templating,
    views,
)
from pages.catalog import Catalog, NotPublished
from pages.files import kinds
from pages.urls import PAGES
from pages.worker import WORKER


def make_app(catalog: Callable[[], Catalog], settings: Settings) -> Flask:
    """The site over the catalog that `catalog()` answers."""
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
    translations = ROOT / "translations"
    templating.speak(app, translations, settings.language)
    Babel(
        app,
        default_locale=settings.language,
        default_translation_directories=str(translations),
    )
    templating.replace_gettext(app)
    # Chinese as it is: escaped, each character of a page's data would take six bytes.
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.jinja_env.globals.update(
        hashed=assets.hashed,
        base_url=app.config["SITE_BASE_URL"],
        offline=app.config["SITE_OFFLINE"],
        theme_color=homescreen.THEME,
        language=settings.language,
        html_language=_html_language(settings.language),
        absolute=addresses.absolute,
        maps=maps.links,
        scan_code=scan_codes.drawn,
        alike=templating.anew,
    )
    app.jinja_env.filters.update(presentation.FILTERS)
    # Many pages show the same few days, and to write one out takes as long as ten links.
    dates = {"day": presentation.day, "weekday": presentation.weekday}
    app.jinja_env.filters.update({name: lru_cache(1000)(show) for name, show in dates.items()})


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
