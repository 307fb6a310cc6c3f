"""Puts the back office together: one Flask app over one installation.

The parts know nothing of each other; here stands in which order they are installed. The databases
are opened when they are first needed, so that `init` and `restore` can run without them.
"""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import Flask
from flask_babel import Babel

from admin import commands, handing_over, logs, security
from admin.accounts import sign_in
from admin.accounts import views as account_views
from admin.config import ROOT, Config, load_config
from admin.databases import Databases, is_initialised, open_databases
from admin.desk import leaks, views
from admin.jobs import queue
from admin.jobs import views as job_views
from admin.keys import read_keys
from admin.registry import duties, files, privacy
from admin.registry import views as registry_views
from admin.registry.figures import watching

LOCALES = {"zh": "zh_Hans_CN", "en": "en"}


@dataclass
class Office:
    """One installation and its app: `app.extensions["shouwang"]`."""

    app: Flask
    config: Config

    @cached_property
    def databases(self) -> Databases:
        """Both databases, opened and migrated at the first use.

        :raises DatabaseRefused: one is missing or cannot be used.
        """
        return open_databases(self.config)

    def open_doors(self) -> None:
        """Give the app its pages; needs the key, and so comes after `init`.

        :raises KeyRefused: the key is missing or unsafe.
        """
        app, keys = self.app, read_keys(self.config.key_path)
        app.secret_key = keys.session
        security.install(app, self.config)
        sign_in.install(app, self.config, keys)
        app.wsgi_app = Working(app.wsgi_app, self)  # type: ignore[method-assign]
        account_views.register(app)
        views.register(app)
        queue.install(app)
        job_views.register(app)
        logs.install(app)
        registry_views.register(app)
        # What stands above the desk's own menu; the desk does not know the registry.
        app.extensions["shouwang_menus_first"] = [registry_views.menu]
        duties.register(app, handing_over.figure)
        leaks.watch(watching.finder)
        files.register(app)
        privacy.register(app)


class Working:
    """Runs each request, to the last byte of its answer, on the admin database."""

    def __init__(self, inner: Callable[..., Iterable[bytes]], office: Office) -> None:
        self.inner, self.office = inner, office

    def __call__(self, environ: dict[str, Any], start_response: Any) -> list[bytes]:
        with self.office.databases.working():
            answer = self.inner(environ, start_response)
            try:
                return [b"".join(answer)]
            finally:
                if hasattr(answer, "close"):
                    answer.close()


def create_app(config: Config | None = None) -> Flask:
    """The back office of an installation; without a configuration, that of this process.

    Before `init` has run there is no key, and the app has its commands but no page.

    :raises click.ClickException: configuration or key are refused, told in one line.
    """
    with commands.refusals_told():
        config = config or load_config(os.environ)
        app = security.GuardedFlask("admin", template_folder=str(ROOT / "templates" / "admin"))
        office = app.extensions["shouwang"] = Office(app, config)
        app.config["BABEL_DEFAULT_LOCALE"] = LOCALES.get(config.language, config.language)
        app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(ROOT / "translations")
        Babel(app)
        commands.register(app)
        if is_initialised(config):
            office.open_doors()
    return app
