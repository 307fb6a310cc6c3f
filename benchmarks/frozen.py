"""The pages of services, places and categories by Frozen-Flask's own Freezer, over our application.

    .venv/bin/python -m benchmarks.frozen DATABASE OUTPUT

A request for each page and nothing remembered: no digests, no ledger, one process.
"""

import sys
import warnings
from pathlib import Path

import flask_frozen

from benchmarks.frames import ARGUMENTS
from pages import Settings, clock, create_app
from pages.builder import read_snapshot
from pages.catalog import Catalog


def freeze(database: Path, output: Path) -> int:
    """How many pages were written."""
    catalog = Catalog(read_snapshot(str(database)), [], clock.today())
    app = create_app(lambda: catalog, Settings(offline=True))
    app.config.update(FREEZER_DESTINATION=str(output), FREEZER_RELATIVE_URLS=True)
    options = {"with_static_files": False, "with_no_argument_rules": False, "log_url_for": False}
    freezer = flask_frozen.Freezer(app, **options)
    freezer.register_generator(
        lambda: (
            (kind, {argument: slug})
            for kind, argument in ARGUMENTS.items()
            for slug in catalog.slugs(kind)
        )
    )
    with warnings.catch_warnings():
        # The kinds of page that no peer makes have no addresses here.
        warnings.simplefilter("ignore", flask_frozen.MissingURLGeneratorWarning)
        return len(list(freezer.freeze_yield()))


if __name__ == "__main__":
    print(freeze(*map(Path, sys.argv[1:])))  # noqa: T201
