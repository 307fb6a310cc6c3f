"""One build from end to end: gate, catalog, freezer, manifest.

Reads the public database and `content/`, writes one output folder, and knows no other source. The
new site is rendered whole beside the old one; only then do the files change places.
"""

import hashlib
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from heapq import heappush, heappushpop
from itertools import chain
from pathlib import Path
from typing import Any

from flask import Flask
from jinja2 import FileSystemBytecodeCache

from models import N_, using
from pages import ROOT, Settings, create_app, elsewhere, poster_cache, worker
from pages.ahead import made_ready
from pages.articles import Article, ArticleError, read_articles
from pages.catalog import Catalog, Snapshot
from pages.changed import described, touched
from pages.edition import edition, texts
from pages.elsewhere import ExecutorMissing
from pages.forks import uncollected
from pages.freezer import PageFailed, UnsafePath
from pages.gate import UNREADABLE, PublicDatabaseError, PublicDatabaseUnreadable, open_gate
from pages.ledger import Ledger
from pages.making import Maker, Result
from pages.manifest import Installed, Manifest, OutputRefused, uninterrupted
from pages.outputs import counts
from pages.page_functions import page_functions
from pages.planning import Plan, planned
from pages.precompressing import Copies, enter_copies
from pages.progress import Progress
from pages.reads import Cell, number
from pages.renderer import TEMPLATES, Renderer
from pages.search_state import Before
from pages.verifying import verify

# What may stand before every address of the site: where it is served, below a path or not.
BASE_URL = re.compile(r"https?://[^\s/?#@\\]+(/[^\s?#]*)?", re.IGNORECASE)


# So many files that took longest are told.
SLOWEST = 10


class ContentMissing(Exception):
    """There is no folder of articles at that place; a build would take every article away."""


@dataclass(frozen=True)
class Order:
    """What to build: `public_db` is a path or a database URL; `state` keeps the manifests.

    `jobs` is how many processes render; the files are the same. Without `offline` no reader's
    browser keeps anything, and what it had kept is cleared. `check` looks at every file.
    The parts that `without` names (`outputs.PARTS`) stay as an earlier build has made them.
    `executor` is where pages are made, if not here (`elsewhere`). With `precompress` each text has
    compressed copies beside it.
    """

    public_db: str
    output: Path
    content: Path
    state: Path
    base_url: str = ""
    full: bool = False
    jobs: int = 1
    offline: bool = True
    check: bool = False
    without: frozenset[str] = frozenset()
    executor: str = ""
    precompress: bool = False

    @property
    def settings(self) -> Settings:
        """What of it the site's application goes by."""
        return Settings(base_url=self.base_url, offline=self.offline)


@dataclass(frozen=True)
class Built:
    """What a build has done; `pages` counts HTML pages, `looked_at` files it considered.

    `copies` are compressed ones, their number and bytes, counted beside `files`. `held` is what it
    had in memory: letting go of it takes time, which a process that ends saves.
    """

    pages: int
    installed: Installed
    looked_at: int = 0
    kinds: dict[str, int] = field(default_factory=dict)
    size: int = 0
    files: int = 0
    copies: tuple[int, int] = (0, 0)
    slowest: list[tuple[float, str]] = field(default_factory=list, compare=False)
    held: object = field(default=None, compare=False, repr=False)


# What a person who builds can mend; everything else is a defect of the program.
MENDABLE = (
    PublicDatabaseError, ContentMissing, ArticleError, PageFailed, UnsafePath,
    OutputRefused, ExecutorMissing, OSError,
)  # fmt: skip


def read_snapshot(public_db: str, known: Ledger | None = None) -> Snapshot:
    """Everything that is published, through the gate, as it stood at one moment.

    `known` spares working out again what an earlier build has worked out.

    :raises PublicDatabaseError: it cannot be opened, lacks a column or holds a damaged row.
    """
    database = open_gate(public_db)
    try:
        with said_if_damaged(), using(database), database.atomic():
            return Snapshot.read(*((known.rows, known.log[0]) if known else ()))
    finally:
        database.close()


@contextmanager
def said_if_damaged() -> Iterator[None]:
    """Let a user know what to do where a row cannot be read.

    :raises PublicDatabaseUnreadable: instead of what the reading says.
    """
    try:
        yield
    except UNREADABLE as error:
        message = N_("公开数据库里的内容读不了：缺少栏目，或某一行已损坏（%(error)s）。")
        raise PublicDatabaseUnreadable(message % {"error": error}) from None


def build(order: Order, today: date, progress: Progress) -> Built:
    """Build the site; `progress(done, total)` is called after every file that is made.

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
        if order.full:
            poster_cache.clear(manifest.posters)
        with staging(manifest.staging) as folder, uncollected():
            return _build(order, today, manifest, folder, progress)


def _build(
    order: Order, today: date, manifest: Manifest, folder: Path, progress: Progress
) -> Built:
    known = manifest.read()
    usable = known if known and known.edition == edition_of(order) and not order.full else None
    catalog, articles = _read(order, usable, today)
    snapshot = catalog.snapshot
    now = described(snapshot, articles, catalog.index)
    now.edition, now.texts, now.stale = edition_of(order), texts(ROOT), tuple(sorted(order.without))
    touch = touched(usable, now, snapshot) if usable else None
    damaged = frozenset(manifest.damaged(known) if order.check and known else ())
    before = usable or Ledger(stale=known.stale if known else ())
    catalog.search_before = _search_before(manifest, usable, touch)
    with said_if_damaged():
        plan = planned(catalog, order.base_url, before, touch, order.without, damaged)
    app = made_app(catalog, order, manifest.posters)
    maker = Maker(Renderer(app, catalog, compiled(order)), folder)
    with _results(order, maker, plan, (snapshot, articles, today), folder) as results:
        slowest, staged = _enter(results, plan, before, now, progress)
    staged += add_worker(app, maker, manifest, now, catalog.as_of_day)
    now.search = _kept_search(catalog, manifest, before, order)
    found, copies = counts({name: entry[1] for name, entry in now.files.items()}), Copies()
    if order.precompress:
        last = None if order.full else known
        copies = enter_copies(now, last, folder, manifest.output, order.jobs, damaged)
    staged += copies.staged
    installed = manifest.install(folder, now, known, staged, rewrite=order.full)
    installed.notes += copies.notes
    poster_cache.prune(manifest.posters, plan.whole and "posters" not in order.without)
    return Built(
        **found,
        installed=installed,
        looked_at=len(plan.tasks),
        copies=(len(copies.files), copies.size),
        slowest=slowest,
        held=(catalog, plan, known, now),
    )


def _read(order: Order, known: Ledger | None, today: date) -> tuple[Catalog, list[Article]]:
    """All that a build is made from; for a first one another process helps."""
    is_first = known is None and order.jobs > 1
    with made_ready(order.public_db, lambda: _prepare(order), is_first) as ready:
        snapshot = read_snapshot(order.public_db, known)
        articles = read_articles(order.content, known.articles if known else ())
        with said_if_damaged():
            return Catalog(snapshot, articles, today, ready), articles


def _search_before(
    manifest: Manifest, known: Ledger | None, touched: set[Cell] | None
) -> Before | None:
    """The search index of the last build, where only what was touched since may differ."""
    if known is None or touched is None or not known.search:
        return None
    cells = set(map(number, touched))
    return Before(manifest.search, manifest.output / "search", known.search, cells)


def _kept_search(catalog: Catalog, manifest: Manifest, before: Ledger, order: Order) -> bytes:
    """What the ledger calls the state of the search; nothing where it is left behind."""
    if "search" in order.without:
        return b""
    if "search_index" in vars(catalog):
        return catalog.search_index.keep(manifest.search)
    return before.search


def verified(order: Order, today: date) -> int:
    """Compare the site that stands with what Frozen-Flask makes; the number of files.

    :raises NotTheSame: they differ.
    """
    catalog = Catalog(read_snapshot(order.public_db), read_articles(order.content), today)
    posters = Manifest(order.output, order.state).posters
    return verify(catalog, order.output, order.settings, posters)


def edition_of(order: Order) -> str:
    """A name for the program and the options that change what it makes."""
    return f"{edition(ROOT)} {order.base_url} {order.offline}"


@contextmanager
def staging(folder: Path) -> Iterator[Path]:
    """An empty folder, gone after the block."""
    # A build that was killed may have left its own staging folder behind.
    shutil.rmtree(folder, ignore_errors=True)
    try:
        folder.mkdir(parents=True)
        yield folder
    finally:
        with uninterrupted():
            shutil.rmtree(folder, ignore_errors=True)


def _prepare(order: Order) -> None:
    """Make the templates' functions, for whoever renders with them."""
    environment: Any = _app(order, _no_catalog).jinja_env
    page_functions(environment, TEMPLATES, compiled(order))


def _no_catalog() -> Catalog:
    raise LookupError("templates are made before there is a catalog")


def made_app(catalog: Catalog, order: Order, posters: Path) -> Flask:
    """The site's application as builds use it."""
    app = _app(order, lambda: catalog)
    app.config.update(PROPAGATE_EXCEPTIONS=True, POSTER_CACHE=posters)
    return app


def _app(order: Order, catalog: Callable[[], Catalog]) -> Flask:
    app = create_app(catalog, order.settings)
    app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(compiled(order)))
    return app


def compiled(order: Order) -> Path:
    """Where compiled templates are kept: those of one edition, since its language is in them."""
    folder = order.state / "templates" / edition(ROOT)[:16]
    if not folder.exists():
        shutil.rmtree(folder.parent, ignore_errors=True)
        folder.mkdir(parents=True)
    return folder


@contextmanager
def _results(
    order: Order, maker: Maker, plan: Plan, facts: elsewhere.Facts, folder: Path
) -> Iterator[Iterator[Result]]:
    """What comes of the plan, made here or elsewhere."""
    if not order.executor:
        yield maker.make_all(plan.tasks, order.jobs)
        return
    far = [task for task in plan.tasks if task[1] not in elsewhere.HERE]
    near = [task for task in plan.tasks if task[1] in elsewhere.HERE]
    with (
        elsewhere.connected(order.executor) as executor,
        elsewhere.laid_out(facts, order.settings, folder) as site,
    ):
        yield chain(elsewhere.made(executor, site, far), maker.make_all(near, order.jobs))


def _enter(
    results: Iterator[Result], plan: Plan, before: Ledger, now: Ledger, progress: Progress
) -> tuple[list[tuple[float, str]], list[str]]:
    """Enter everything into the new ledger; the files that took longest, and those that are new."""
    now.files = {name: before.files[name] for name in plan.left}
    slowest: list[tuple[float, str]] = []
    staged = []
    for done, (name, entry, is_new, took) in enumerate(results, 1):
        (heappush if len(slowest) < SLOWEST else heappushpop)(slowest, (took, name))
        now.files[name] = entry
        if is_new:
            staged.append(name)
        progress(done, len(plan.tasks))
    now.tally = sum(worker.counted(name, entry[0]) for name, entry in now.files.items())
    return sorted(slowest, reverse=True), staged


def add_worker(
    app: Flask, maker: Maker, manifest: Manifest, now: Ledger, as_of: date | None
) -> list[str]:
    """Make the service worker of a site whose other files are made, and enter it; its files."""

    def read(name: str) -> bytes:
        staged = manifest.staging / name
        return (staged if staged.is_file() else manifest.output / name).read_bytes()

    whole = worker.Whole(now.tally, now.files, read, as_of)
    made = worker.files(app, whole)
    for name, content in made.items():
        maker.write(name, content)
        now.files[name] = (hashlib.sha256(content).digest(), len(content), b"")
    return list(made)
