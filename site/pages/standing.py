"""A site that stands, held in memory: a correction is on its page before a build has read a row.

Believes the log of changes, reads the rows that it names, and makes the pages that show them, up to
a certain size. What else shows them (long lists, the search, sheets of paper), what comes or goes,
and what nobody has written into the log is a build's work, which follows each correction and finds
everything: here speed is the only aim. Where it is not sure it does nothing and says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from models import KINDS, Change, Published, using
from pages import ROOT, worker
from pages.articles import read_articles
from pages.askers import Askers
from pages.builder import Order, add_worker, compiled, edition_of, made_app, read_snapshot, staging
from pages.catalog import Catalog
from pages.catalog_snapshot import MOST_CHANGES, Changed, Rows, Snapshot
from pages.changed import STRUCTURE, described, touched
from pages.edition import texts
from pages.files import FILES
from pages.gate import open_gate
from pages.ledger import Ledger
from pages.making import Maker, Task
from pages.manifest import UNSURE, Manifest
from pages.outputs import PARTS, address
from pages.precompressing import forget
from pages.reads import Cell, number
from pages.relative import NOWHERE
from pages.renderer import Renderer
from pages.rows import Shape, check, digest, instant, packed
from pages.speech import spoken

# As many bytes of pages as one waits for; the smallest first.
MOST_BYTES = 400_000
LEFT = frozenset().union(*(PARTS[part] for part in ("search", "posters")))
PLAIN_KINDS = KINDS.keys() - set(STRUCTURE)


@dataclass(frozen=True)
class News:
    """What the log says since it was last read: its new entries, its end, and the rows."""

    log: list[tuple[int, str, str, Any]]
    end: tuple[int, int]
    rows: dict[str, dict[str, Published]]
    digests: dict[str, dict[str, bytes]]


class Standing:
    """The site of one order as the last build has left it."""

    def __init__(self, order: Order, manifest: Manifest, known: Ledger, catalog: Catalog) -> None:
        self._order, self._manifest, self._known, self._catalog = order, manifest, known, catalog
        self._askers = Askers(known.files)
        self._app = made_app(catalog, order, manifest.posters)
        self._renderer = Renderer(self._app, catalog, compiled(order))
        self._addresses = self._app.url_map.bind("")

    @classmethod
    def of(cls, order: Order, today: date) -> "Standing | None":
        """The site that stands; None where it is not what a build would make now."""
        manifest = Manifest(order.output, order.state)
        known = _sure(order, manifest, today)
        if known is None:
            return None
        snapshot = read_snapshot(order.public_db, known)
        articles = read_articles(order.content)
        catalog = Catalog(snapshot, articles, today)
        now = described(snapshot, articles, catalog.index)
        if (now.rows, now.parts, now.rest) != (known.rows, known.parts, known.rest):
            return None
        standing = cls(order, manifest, known, catalog)
        standing._warm_up()
        return standing

    def _warm_up(self) -> None:
        """Make for nothing what each correction makes, so that the first one takes no longer."""

        def read(name: str) -> bytes:
            return (self._manifest.output / name).read_bytes()

        with self._app.request_context(dict(NOWHERE)), spoken(self._app.extensions["translate"]):
            self._renderer.make("/", "home", {})
        as_of = self._catalog.as_of_day
        worker.files(self._app, worker.Whole(self._known.tally, self._known.files, read, as_of))

    def is_renewed(self, today: date) -> bool:
        """Whether a build has made of these facts what stands now; then this is that site."""
        known = _sure(self._order, self._manifest, today)
        if known is None or _facts(known) != _facts(self._known):
            return False
        if _questions(known) != _questions(self._known):
            self._askers = Askers(known.files)
        self._known = known
        return True

    def correct(self, today: date) -> int | None:
        """Put right what the log says; how many files were written, None where a build must.

        After None, or an exception, this is no site that stands any more.
        """
        news = self._news() if today == self._catalog.today else None
        tasks = None if news is None else self._take_in(news)
        if tasks is None:
            return None
        with self._manifest.locked(), staging(self._manifest.staging) as folder:
            maker, made = Maker(self._renderer, folder), dict(self._known.files)
            staged: list[str] = []
            now = replace(self._known, files=made)
            for name, entry, is_new, _took in maker.make(tasks):
                if is_new:
                    now.tally += worker.counted(name, entry[0])
                    now.tally -= worker.counted(name, made[name][0])
                    made[name] = entry
                    staged.append(name)
            staged += add_worker(self._app, maker, self._manifest, now, self._catalog.as_of_day)
            forget(made, staged)
            written = self._manifest.install(
                folder, now, self._known, staged, is_passing=True
            ).written
        self._known = now
        return written

    def _news(self) -> News | None:
        """What is new in the log, where it says all."""
        before = self._known.log
        database = open_gate(self._order.public_db)
        try:
            with using(database), database.atomic():
                fields = (Change.sequence, Change.kind, Change.key, Change.at)
                log = list(Change.select(*fields).where(Change.sequence > before[0]).tuples())
                end = (log[-1][0] if log else before[0], Change.select().count())
                keys = {(kind, key) for _sequence, kind, key, _at in log}
                if end[1] != before[1] + len(log) or not keys:
                    return None
                if any(kind not in PLAIN_KINDS for kind, _key in keys):
                    return None
                return self._read(keys, log, end)
        finally:
            database.close()

    def _read(
        self, keys: set[tuple[str, str]], log: list[tuple[int, str, str, Any]], end: tuple[int, int]
    ) -> News | None:
        news = News(log, end, {kind: {} for kind in KINDS}, {kind: {} for kind in KINDS})
        for kind, key in keys:
            shape = Shape(KINDS[kind])
            raw = shape.read(key)
            if raw is None:
                return None
            news.digests[kind][key], news.rows[kind][key] = digest(raw, packed(raw)), shape.row(raw)
            check(news.rows[kind][key])
        return news

    def _take_in(self, news: News) -> list[Task] | None:
        """Change what is in memory, and answer what to make of it."""
        snapshot = replace(
            self._catalog.snapshot,
            rows=news.rows, digests=news.digests, log_end=news.end,
            log_before=self._catalog.snapshot.log_last,
            log=[entry[:3] for entry in news.log],
        )  # fmt: skip
        now = described(snapshot, [], self._catalog.index)
        before = replace(now, rows=self._before(now), log=self._known.log)
        cells = touched(before, now, snapshot)
        if cells is None or not _taken_in(self._catalog, news.rows, self._told(news), cells):
            return None
        for kind, rows in now.rows.items():
            self._known.rows.setdefault(kind, {}).update(rows)
        self._known.log = news.end
        own = {
            number((f"{kind}/slug", row[3]))
            for kind, rows in now.rows.items()
            for row in rows.values()
        }
        return self._tasks(self._askers.of(map(number, cells)), self._askers.of(own))

    def _before(self, now: Ledger) -> Any:
        known = self._known.rows
        return {
            kind: {key: known[kind][key] for key in rows if key in known.get(kind, {})}
            for kind, rows in now.rows.items()
        }

    def _told(self, news: News) -> Snapshot:
        """The snapshot with what the log says."""
        before = self._catalog.snapshot
        new = [Changed(kind, key, instant(at)) for _number, kind, key, at in news.log]
        last: Mapping[tuple[str, str], Any] = {(one.kind, one.key): one.at for one in new}
        return replace(
            before,
            as_of=max([one.at for one in new] + ([before.as_of] if before.as_of else [])),
            changes=[*reversed(new), *before.changes][: MOST_CHANGES + 1],
            last_changes=before.last_changes | last,  # type: ignore[operator]
            log_end=news.end,
        )

    def _tasks(self, names: set[str], own: set[str]) -> list[Task]:
        """Some of these files, those first that are the records' own."""
        tasks: list[Task] = []
        size, files = 0, self._known.files
        for name in sorted(names, key=lambda name: (name not in own, files[name][1], name)):
            endpoint, values = self._addresses.match(address(name))
            size += files[name][1]
            if size > MOST_BYTES and name not in own:
                break
            if endpoint not in LEFT and not (endpoint in FILES and FILES[endpoint].absolute):
                tasks.append((name, endpoint, dict(values), files[name][0]))
        return tasks


def _sure(order: Order, manifest: Manifest, today: date) -> Ledger | None:
    """What is known of a site that this program has made today, of every file."""
    known = manifest.read()
    if known is None or (known.edition, known.today) != (edition_of(order), f"{today}"):
        return None
    if known.texts != texts(ROOT) or any(e[1] == UNSURE for e in known.files.values()):
        return None
    return known


def _facts(known: Ledger) -> tuple[Any, ...]:
    return known.rows, known.parts, known.rest, known.log


def _questions(known: Ledger) -> dict[str, bytes]:
    return {name: entry[2] for name, entry in known.files.items()}


def _taken_in(catalog: Catalog, rows: Rows, snapshot: Snapshot, touched: set[Cell]) -> bool:
    """Let rows take the places of earlier ones; False where other pages come or go by that."""
    new = [row for table in rows.values() for row in table.values()]
    if not all(map(catalog.index.can_replace, new)):
        return False
    for row in new:
        catalog.index.replace(row)
    catalog.snapshot = snapshot
    catalog.reads.forget(touched)
    return True
