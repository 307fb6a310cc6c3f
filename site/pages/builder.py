"""One build from end to end: gate, catalog, freezer, manifest.

Reads the public database and `content/`, writes one output folder, and knows no other source. The
new site is rendered whole beside the old one; only then do the files change places.
"""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from models import N_, using
from pages import ROOT, Settings, create_app, poster_cache, worker
from pages.articles import ArticleError, read_articles
from pages.catalog import Catalog, Snapshot
from pages.files import file_urls
from pages.freezer import Freezer, PageFailed, UnsafePath
from pages.gate import UNREADABLE, PublicDatabaseError, PublicDatabaseUnreadable, open_gate
from pages.manifest import Installed, Manifest, OutputRefused
from pages.progress import Progress
from pages.urls import PAGES, page_urls

# What may stand before every address of the site: where it is served, below a path or not.
BASE_URL = re.compile(r"https?://[^\s/?#@\\]+(/[^\s?#]*)?", re.IGNORECASE)


class ContentMissing(Exception):
    """There is no folder of articles at that place; a build would take every article away."""


@dataclass(frozen=True)
class Order:
    """What to build: `public_db` is a path or a database URL; `state` keeps the manifests.

    `jobs` is how many processes render; the files are the same. Without `offline` no reader's
    browser keeps anything, and what it had kept is cleared.
    """

    public_db: str
    output: Path
    content: Path
    state: Path
    base_url: str = ""
    full: bool = False
    jobs: int = 1
    offline: bool = True


@dataclass(frozen=True)
class Built:
    """What a build has done; `pages` counts HTML pages."""

    pages: int
    installed: Installed


# What a person who builds can mend; everything else is a defect of the program.
MENDABLE = (
    PublicDatabaseError,
    ContentMissing,
    ArticleError,
    PageFailed,
    UnsafePath,
    OutputRefused,
    OSError,
)


def read_snapshot(public_db: str) -> Snapshot:
    """Everything that is published, through the gate, as it stood at one moment.

    :raises PublicDatabaseError: it cannot be opened, lacks a column or holds a damaged row.
    """
    database = open_gate(public_db)
    try:
        with using(database), database.atomic():
            return Snapshot.read()
    except UNREADABLE as error:
        message = N_("公开数据库里的内容读不了：缺少栏目，或某一行已损坏（%(error)s）。")
        raise PublicDatabaseUnreadable(message % {"error": error}) from None
    finally:
        database.close()


def build(order: Order, today: date, progress: Progress) -> Built:
    """Build the site; `progress(done, total)` is called after every page.

    :raises OutputRefused: the output folder is not ours.
    :raises PublicDatabaseError, ContentMissing, ArticleError, PageFailed, UnsafePath: what the
        source lacks.
    """
    if not order.content.is_dir():
        message = N_("找不到文章文件夹 %(path)s。请用 --content 指出它在哪里。")
        raise ContentMissing(message % {"path": order.content})
    manifest = Manifest(order.output, order.state)
    manifest.check_output(ROOT)
    with manifest.locked():
        snapshot = read_snapshot(order.public_db)
        catalog = Catalog(snapshot, read_articles(order.content), today)
        if order.full:
            poster_cache.clear(manifest.posters)
        with _staging(manifest.staging) as staging:
            pages = _render(catalog, staging, order, manifest.posters, progress)
            built = Built(pages, manifest.install(staging, rewrite=order.full))
        poster_cache.prune(manifest.posters)
        return built


@contextmanager
def _staging(folder: Path) -> Iterator[Path]:
    # A build that was killed may have left its own staging folder behind.
    shutil.rmtree(folder, ignore_errors=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _render(catalog: Catalog, folder: Path, order: Order, posters: Path, progress: Progress) -> int:
    app = create_app(lambda: catalog, Settings(base_url=order.base_url, offline=order.offline))
    app.config.update(
        FREEZER_DESTINATION=str(folder),
        FREEZER_RELATIVE_URLS=True,
        FREEZER_REMOVE_EXTRA_FILES=False,
        PROPAGATE_EXCEPTIONS=True,
        POSTER_CACHE=posters,
    )
    freezer = Freezer(app, with_static_files=False, with_no_argument_rules=False, log_url_for=False)
    urls = [*page_urls(catalog), *file_urls(catalog, order.base_url)]
    freezer.register_generator(lambda: urls)
    for done, _page in enumerate(freezer.freeze_pages(order.jobs), 1):
        progress(done, len(urls))
    worker.write(app, folder)
    return sum(endpoint in PAGES for endpoint, _values in urls)
