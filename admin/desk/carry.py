"""The rows that the release writes into the public database; only `release` may call this.

Every function runs inside the release's one transaction on the public database. Only rows that
are given come in, and what goes leaves no residue: the connection deletes securely.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from admin.desk.companions import Identity
from models import KINDS, Change, FormerSlug, Photo, Provider, Published, Setting

# SQLite allows 999 bound values in old builds.
CHUNK = 400
# No live record may stand on one of these that is not public.
GROUND = {"area", "category"}


Former = tuple[str, str, str]


@dataclass
class Cargo:
    """What a release carries: rows to put and keys to take away by kind, photos, settings.

    `former` are the former addresses to be left, when going back; None leaves them as they come.
    """

    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    gone: dict[str, list[str]] = field(default_factory=dict)
    photos: list[tuple[Any, ...]] = field(default_factory=list)
    settings: list[tuple[str, str]] = field(default_factory=list)
    former: set[Former] | None = None


@dataclass
class Released:
    """What a release has changed in the public database; `along` names companions it took out.

    `number` is the release's, None where nothing changed.
    """

    put: list[Identity] = field(default_factory=list)
    taken: list[Identity] = field(default_factory=list)
    along: list[str] = field(default_factory=list)
    number: int | None = None
    former_before: set[Former] = field(default_factory=set)
    former_after: set[Former] = field(default_factory=set)


def standing(kind: str) -> dict[str, int]:
    """What is published now: the revision's number by key."""
    model = KINDS[kind]
    pairs = model.select(model._meta.primary_key, model.revision).tuples()
    return {str(key): number for key, number in pairs}


def carry(cargo: Cargo, now: datetime) -> Released:
    """Write the cargo and its Change log.

    What others lean on comes first and goes last: a server's database checks each statement.
    """
    released = Released(former_before=_former_slugs())
    for kind, model in KINDS.items():
        released.put += _put(model, cargo.rows[kind], now)
    for kind, model in reversed(KINDS.items()):
        released.taken += _take(model, cargo.gone[kind], now)
    _carry_photos(cargo.photos)
    _carry_settings(cargo.settings, now)
    if cargo.former is not None:
        _leave_former(cargo.former)
    released.former_after = _former_slugs()
    return released


def _former_slugs() -> set[Former]:
    """Every address that leads on: kind, slug, key."""
    return set(FormerSlug.select().tuples())


def _leave_former(former: set[Former]) -> None:
    FormerSlug.delete().execute()
    for item in sorted(former):
        FormerSlug.insert_many([item]).execute()


def _put(model: type[Published], rows: list[dict[str, Any]], now: datetime) -> list[Identity]:
    primary = model._meta.primary_key
    updated = [f for f in model.public_fields() if f is not primary]
    for row in rows:
        _retire_slug(model, row)
        model.insert(row).on_conflict(
            conflict_target=[primary], update={f: row.get(f.name, f.default) for f in updated}
        ).execute()
    return _log(model.kind, [str(row[primary.name]) for row in rows], now)


def _take(model: type[Published], keys: list[str], now: datetime) -> list[Identity]:
    parts = [keys[start : start + CHUNK] for start in range(0, len(keys), CHUNK)]
    # Parents and children go together, in whichever order their keys come.
    for part in parts if "parent" in model._meta.fields else ():
        model.update(parent=None).where(model._meta.primary_key.in_(part)).execute()
    for part in parts:
        model.delete().where(model._meta.primary_key.in_(part)).execute()
    return _log(model.kind, keys, now)


def _log(kind: str, keys: list[str], now: datetime) -> list[Identity]:
    changes = [(kind, key, now) for key in keys]
    for start in range(0, len(changes), CHUNK):
        part = changes[start : start + CHUNK]
        Change.insert_many(part, [Change.kind, Change.key, Change.at]).execute()
    return [(kind, key) for key in keys]


def _retire_slug(model: type[Published], row: dict[str, Any]) -> None:
    """Let the address that a record had until now lead to its new one."""
    if "slug" not in row:
        return
    key = str(row[model._meta.primary_key.name])
    old = model.get_or_none(model._meta.primary_key == key)
    if old is not None and old.slug != row["slug"]:
        FormerSlug.insert(kind=model.kind, slug=old.slug, key=key).on_conflict_ignore().execute()
    FormerSlug.delete().where(
        (FormerSlug.kind == model.kind) & (FormerSlug.slug == row["slug"])
    ).execute()


def _carry_photos(photos: list[tuple[Any, ...]]) -> None:
    for photo in photos:
        Photo.insert_many([photo]).on_conflict_ignore().execute()
    used = Provider.select(Provider.photo).where(Provider.photo != "")
    Photo.delete().where(Photo.name.not_in(used)).execute()


def _carry_settings(settings: list[tuple[str, str]], now: datetime) -> None:
    standing = dict(Setting.select().tuples())
    changed = [(name, value) for name, value in settings if standing.get(name) != value]
    for name, value in changed:
        Setting.insert(name=name, value=value).on_conflict(
            conflict_target=[Setting.name], update={Setting.value: value}
        ).execute()
    gone = sorted(standing.keys() - dict(settings).keys())
    Setting.delete().where(Setting.name.in_(gone)).execute()
    _log("setting", [*(name for name, _value in changed), *gone], now)
