"""Everything that is published, read once and held in memory: what a catalog is made from.

Reads whichever database the surrounding `using` names: the public one in a build, the working
rows in a preview. It filters nothing, writes nothing and knows no page.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import peewee as pw

from models import KINDS, Change, FormerSlug, Photo, Published, Setting

Rows = dict[str, dict[str, Published]]


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


def read_rows() -> Rows:
    """Every row of every kind, by kind and then by key, in the order of the keys."""
    return {kind: _by_key(model) for kind, model in KINDS.items()}


def _by_key(model: type[Published]) -> dict[str, Published]:
    return {row.key: row for row in model.select().order_by(model._meta.primary_key)}


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

    @classmethod
    def read(cls) -> "Snapshot":
        """Read the database of the surrounding `using`."""
        return cls(read_rows(), read_settings(), read_former_slugs(), read_photos(), facts_as_of())
