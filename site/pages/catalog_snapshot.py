"""Everything that is published, read once and held in memory: what a catalog is made from.

Reads whichever database the surrounding `using` names: the public one in a build, the working
rows in a preview. It filters nothing, writes nothing and knows no page.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import peewee as pw

from models import KINDS, Change, FormerSlug, Photo, Published, Setting
from pages.gate import as_bytes
from pages.reads import Cell
from pages.rows import Shape, digest, packed

Rows = dict[str, dict[str, Published]]
Digests = dict[str, dict[str, bytes]]
# Of a row: its digest, how its name sounds, the lists that it stands in, its slug, its name.
KnownRow = tuple[bytes, str, tuple[Cell, ...], str, str]
Known = Mapping[str, Mapping[str, KnownRow]]

# What the page of changes lists; one more is read, to know whether there were more.
MOST_CHANGES = 200


@dataclass(frozen=True)
class Former:
    """An address that a record had before: `key` is the record that it leads to."""

    kind: str
    slug: str
    key: str


@dataclass(frozen=True)
class PhotoFile:
    """A published photograph as a browser gets it."""

    name: str
    width: int
    height: int
    content: bytes


@dataclass(frozen=True)
class Changed:
    """A record that was put or taken away, and when (UTC)."""

    kind: str
    key: str
    at: datetime


@dataclass(frozen=True)
class FirstRelease:
    """How many records the first release put, and when (UTC)."""

    at: datetime
    count: int


def read_rows(known: Known | None = None) -> tuple[Rows, Digests]:
    """Every row of every kind, by kind and then by key, in the order of the keys.

    `known` is what an earlier build has worked out of rows, which is right where the digest is.
    """
    told = known or {}
    rows: Rows = {}
    digests: Digests = {}
    # The lists that a row stands in are those of its area and of everything above that.
    areas = {key: row[0] for key, row in told.get("area", {}).items()}
    for kind, model in KINDS.items():
        stands = kind == "area" or digests["area"] == areas
        rows[kind], digests[kind] = _read(model, told.get(kind) or {}, stands)
    return rows, digests


def _read(
    model: type[Published], known: Mapping[str, KnownRow], stands: bool
) -> tuple[dict[str, Published], dict[str, bytes]]:
    """The rows of a model; `stands` says that an unchanged one stands in the lists that it did."""
    rows: dict[str, Any] = {}
    shape, digests, database = Shape(model), {}, model._meta.database
    with as_bytes(database):
        for raw in database.execute_sql(shape.query):
            key, content = shape.key_of(raw), packed(raw)
            found, told = digest(raw, content), known.get(key)
            if told is None or told[0] != found:
                rows[key] = _changed(shape.row(raw, content, key=key), told)
            elif stands:
                rows[key] = shape.row(
                    raw, content, key=key, by_pinyin=(told[1], key),
                    places=told[2], slug=told[3], known=told,
                )  # fmt: skip
            else:
                rows[key] = shape.row(raw, content, key=key, by_pinyin=(told[1], key))
            digests[key] = found
    return rows, digests


def _changed(row: Published, told: KnownRow | None) -> Published:
    """A row that was not there, or was another one."""
    # Where no sound can be recorded, it is that of the name.
    if told is not None and not hasattr(row, "pinyin") and row.name == told[4]:
        row.__dict__["by_pinyin"] = (told[1], row.key)
    return row


def read_settings() -> dict[str, str]:
    """What the site says of itself, by the names of `Setting.NAMES`; unset ones are missing."""
    return {row.name: row.value for row in Setting.select()}


def read_former_slugs() -> list[Former]:
    """Every address that leads on, in a stable order."""
    rows = FormerSlug.select().order_by(FormerSlug.kind, FormerSlug.slug)
    return [Former(row.kind, row.slug, row.key) for row in rows]


def read_photos() -> dict[str, PhotoFile]:
    """Every published photograph by its file name."""
    return {
        row.name: PhotoFile(row.name, row.width, row.height, bytes(row.content))
        for row in Photo.select().order_by(Photo.name)
    }


def read_changes(first: FirstRelease | None) -> list[Changed]:
    """The latest changes of records after the first release, the latest first."""
    if first is None:
        return []
    rows = (
        _changes_of_records(Change.kind, Change.key, Change.at)
        .where(Change.at > first.at)
        .order_by(Change.sequence.desc())
        .limit(MOST_CHANGES + 1)
    )
    return [Changed(row.kind, row.key, row.at) for row in rows]


def read_last_changes() -> dict[tuple[str, str], Any]:
    """When each record last changed (UTC), by kind and key, as the database keeps instants."""
    log = Change._meta.table_name
    query = f'SELECT kind, key, MAX(at) FROM "{log}" GROUP BY kind, key'  # noqa: S608 (our name)
    found = Change._meta.database.execute_sql(query)
    return {(kind, key): at for kind, key, at in found if kind in KINDS}


def read_log_end() -> tuple[int, int]:
    """The last number of the log, and how many entries there are."""
    latest = Change.select(pw.fn.MAX(Change.sequence)).scalar()
    return latest or 0, Change.select().count()


def read_log(after: int) -> list[tuple[int, str, str]]:
    """What the log says after a number: number, kind and key."""
    new = Change.select(Change.sequence, Change.kind, Change.key).where(Change.sequence > after)
    return list(new.tuples())


def read_log_entry(number: int | None) -> str:
    """What tells an entry of the log from any other that has had its number; "" for none."""
    fields = (Change.kind, Change.key, Change.at)
    found = Change.select(*fields).where(Change.sequence == number).tuples().first()
    return repr([str(value) for value in found]) if found else ""


def read_first_release() -> FirstRelease | None:
    """What the database began with, or None where nothing was ever put into it."""
    first = _changes_of_records(Change.at).order_by(Change.sequence).first()
    if first is None:
        return None
    return FirstRelease(first.at, _changes_of_records().where(Change.at == first.at).count())


def _changes_of_records(*columns: Any) -> Any:
    """The log also knows settings, which are no news to a reader."""
    return Change.select(*columns).where(Change.kind.in_(list(KINDS)))


def facts_as_of() -> datetime | None:
    """When the database last changed (UTC), or None where nothing was ever put into it."""
    latest: datetime | None = Change.select(pw.fn.MAX(Change.at)).scalar()
    return latest


@dataclass(frozen=True)
class Snapshot:
    """One database at one moment; a catalog never asks the database again."""

    rows: Rows
    settings: Mapping[str, str] = field(default_factory=dict)
    former_slugs: list[Former] = field(default_factory=list)
    photos: Mapping[str, PhotoFile] = field(default_factory=dict)
    as_of: datetime | None = None
    changes: list[Changed] = field(default_factory=list)
    last_changes: Mapping[tuple[str, str], Any] = field(default_factory=dict)
    first_release: FirstRelease | None = None
    digests: Digests = field(default_factory=dict)
    log_end: tuple[int, int] = (0, 0)
    log: list[tuple[int, str, str]] = field(default_factory=list)
    log_last: str = ""
    log_before: str = ""

    @classmethod
    def read(cls, known: Known | None = None, log_from: int | None = None) -> "Snapshot":
        """Read the database of the surrounding `using`.

        `log` has what the log of changes says after number `log_from`, `log_before` what it says
        there, `log_last` what it says at its end.
        """
        first, log_end = read_first_release(), read_log_end()
        rows, digests = read_rows(known)
        return cls(
            rows=rows,
            digests=digests,
            log_end=log_end,
            log_last=read_log_entry(log_end[0]),
            log_before=read_log_entry(log_from),
            log=[] if log_from is None else read_log(log_from),
            settings=read_settings(),
            former_slugs=read_former_slugs(),
            photos=read_photos(),
            as_of=facts_as_of(),
            changes=read_changes(first),
            last_changes=read_last_changes(),
            first_release=first,
        )
