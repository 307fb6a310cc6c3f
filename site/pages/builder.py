"""One build from end to end: gate, catalog, freezer, manifest.

Reads the public database and `content/`, writes one output folder, and knows no other source. The
new site is rendered whole beside the old one; only then do the files change places.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from models import using
from pages import ROOT, Settings, create_app
from pages.articles import read_articles
from pages.catalog import Catalog, Snapshot
from pages.freezer import Freezer
from pages.gate import open_gate
from pages.manifest import Installed, Manifest
from pages.urls import PAGES, page_urls


@dataclass(frozen=True)
class Order:
    """What to build: `public_db` is a path or a database URL; `state` keeps the manifests."""

    public_db: str
    output: Path
    content: Path
    state: Path
    base_url: str = ""
    full: bool = False


@dataclass(frozen=True)
class Built:
    """What a build has done; `pages` counts HTML pages."""

    pages: int
    installed: Installed


Progress = Callable[[int, int], None]


def read_snapshot(public_db: str) -> Snapshot:
    """Everything that is published, through the gate, as it stood at one moment."""
    database = open_gate(public_db)
    try:
        with using(database), database.atomic():
            return Snapshot.read()
    finally:
        database.close()


def build(order: Order, today: date, progress: Progress) -> Built:
    """Build the site; `progress(done, total)` is called after every page.

    :raises OutputRefused: the output folder is not ours.
    :raises PublicDatabaseError, ArticleError, PageFailed, UnsafePath: what the source lacks.
    """
    manifest = Manifest(order.output, order.state)
    manifest.check_output(ROOT)
    with manifest.locked():
        snapshot = read_snapshot(order.public_db)
        catalog = Catalog(snapshot, read_articles(order.content), today)
        with _staging(manifest.staging) as staging:
            pages = _render(catalog, staging, order.base_url, progress)
            return Built(pages, manifest.install(staging, rewrite=order.full))


@contextmanager
def _staging(folder: Path) -> Iterator[Path]:
    # A build that was killed may have left its own staging folder behind.
    shutil.rmtree(folder, ignore_errors=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _render(catalog: Catalog, folder: Path, base_url: str, progress: Progress) -> int:
    app = create_app(lambda: catalog, Settings(base_url=base_url))
    app.config.update(
        FREEZER_DESTINATION=str(folder),
        FREEZER_RELATIVE_URLS=True,
        FREEZER_REMOVE_EXTRA_FILES=False,
        PROPAGATE_EXCEPTIONS=True,
    )
    freezer = Freezer(app, with_static_files=False, with_no_argument_rules=False, log_url_for=False)
    urls = list(page_urls(catalog, base_url))
    freezer.register_generator(lambda: urls)
    for done, _page in enumerate(freezer.freeze_yield(), 1):
        progress(done, len(urls))
    return sum(endpoint in PAGES for endpoint, _values in urls)
