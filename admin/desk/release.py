"""The only writer of the public database: carries approved revisions out, in one transaction.

Publishing, withdrawing, a scheduled start or end are all one act: say what should be live, then
let `release` make the public database equal to that. It copies the fields declared in `models`,
and nothing else, so it may be run at any time and as often as one likes. A personal number in a
published field stops it.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import peewee as pw
from flask_babel import gettext as _

from admin.databases import Databases
from admin.desk import carry, checks, companions, leaks
from admin.desk.carry import Released
from admin.desk.companions import Identity
from admin.desk.revisions import Desk, Record, Revision, find, revision
from models import KINDS, Area, FormerSlug, Json, Photo, Setting

May = Callable[[str, str], bool]


class Refused(Exception):
    """The record must not go out, or must not go away; `reasons` say why and what to do."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(f"{len(reasons)} reasons")
        self.reasons = reasons


class Release(Desk):
    """One release in the desk's history. `author_id` is null for what the program did itself."""

    at = pw.DateTimeField()
    author_id = pw.IntegerField(null=True)
    put = Json(default=list)
    taken = Json(default=list)


def publish(
    databases: Databases,
    kind: str,
    key: str,
    *,
    author_id: int | None,
    now: datetime,
    today: date,
    may: May,
) -> Released:
    """Make the newest revision live, with the records it needs that no stranger can see yet.

    `may(kind, area_code)` says whether the author may publish a record kept by that area.

    :raises Refused: something is missing, or a companion is not the author's to publish.
    :raises leaks.LeakFound: a field holds a personal number.
    """
    with databases.working() as database, database.atomic():
        along = companions.unpublished(kind, key)
        reasons = [reason for each in along for reason in _strangers(each, may)]
        reasons += [reason for each in [(kind, key), *along] for reason in _lacking(each, today)]
        if reasons:
            raise Refused(reasons)
        for each in [(kind, key), *along]:
            _approve(*each)
    released = release(databases, author_id=author_id, now=now, today=today)
    with databases.working():
        released.along = [companions.title(*each) for each in along]
    return released


def withdraw(
    databases: Databases,
    kind: str,
    key: str,
    *,
    author_id: int | None,
    now: datetime,
    today: date,
) -> Released:
    """Take a record off the site. Its revisions and its address stay its own.

    :raises Refused: areas and categories that live records stand on cannot go.
    """
    with databases.working() as database, database.atomic():
        users = companions.standing_on(kind, key)
        if users:
            names = "、".join(users[:5])
            message = _("还有 %(n)s 条已发布的信息要用它：%(names)s", n=len(users), names=names)
            raise Refused([message])
        Record.update(live=None, withdrawn=True, starts_on=None, ends_on=None).where(
            (Record.kind == kind) & (Record.key == key)
        ).execute()
    return release(databases, author_id=author_id, now=now, today=today)


def approve_all() -> None:
    """Make every newest revision live, except of what was withdrawn; for loaded data."""
    ours = Record.withdrawn == False  # noqa: E712 (SQL)
    Record.update(live=Record.head).where(ours).execute()
    dated = Record.select(Record.key, Record.head)
    rows = list(dated.where(ours & (Record.kind == "service")).tuples())
    for start in range(0, len(rows), carry.CHUNK):
        for item in _revisions("service", dict(rows[start : start + carry.CHUNK])):
            _schedule(item)


def release(databases: Databases, *, author_id: int | None, now: datetime, today: date) -> Released:
    """Make the public database equal to what is approved and due; one transaction, or nothing.

    :raises leaks.LeakFound: a field to be copied holds a personal number.
    """
    with databases.publishing() as public, public.atomic():
        standing = {kind: carry.standing(kind) for kind in KINDS}
        with databases.working():
            cargo = _cargo(standing, today)
        released = carry.carry(cargo, now)
        former = carry.former_slugs()
    with databases.working() as database, database.atomic():
        _remember(released, former, author_id, now)
    return released


def _cargo(standing: dict[str, dict[str, int]], today: date) -> carry.Cargo:
    """What has to change on the public side, read from the admin database."""
    cargo = carry.Cargo(settings=list(Setting.select().tuples()))
    for kind in KINDS:
        wanted = _wanted(kind, today)
        cargo.gone[kind] = sorted(set(standing[kind]) - set(wanted))
        cargo.rows[kind] = _load(kind, dict(wanted.items() - standing[kind].items()))
    names = [row["photo"] for row in cargo.rows["provider"] if row.get("photo")]
    cargo.photos = list(Photo.select().where(Photo.name.in_(names)).tuples())
    return cargo


def _approve(kind: str, key: str) -> None:
    record = find(kind, key)
    assert record is not None
    Record.update(live=record.head, withdrawn=False).where(
        (Record.kind == kind) & (Record.key == key)
    ).execute()
    _schedule(revision(kind, key, record.head))


def _schedule(live: Revision) -> None:
    dates = {"starts_on": live.fields.get("valid_from"), "ends_on": live.fields.get("valid_until")}
    Record.update(**dates).where((Record.kind == live.kind) & (Record.key == live.key)).execute()


def _strangers(identity: Identity, may: May) -> list[str]:
    area = companions.area_code(*identity)
    if may(identity[0], area):
        return []
    keeper = Area.get_or_none(Area.code == area)
    name, office = companions.title(*identity), keeper.name if keeper else _("区里")
    return [_("要用到的“%(name)s”还没有发布，请先联系%(office)s发布它。", name=name, office=office)]


def _lacking(identity: Identity, today: date) -> list[str]:
    kind, key = identity
    record = find(kind, key)
    if record is None:
        return [_("这条信息还没有保存过。")]
    fields = revision(kind, key, record.head).fields
    labels = {f.name: str(f.verbose_name) for f in KINDS[kind].public_fields()}
    problems = checks.missing(kind, fields) + checks.check(kind, key, fields, today)
    title = companions.title(kind, key)
    return [f"{title} · {_(labels.get(p.field, ''))}：{p.message}" for p in problems]


def _wanted(kind: str, today: date) -> dict[str, int]:
    begun = Record.starts_on.is_null() | (Record.starts_on <= today)
    unended = Record.ends_on.is_null() | (Record.ends_on >= today)
    live = (Record.kind == kind) & Record.live.is_null(False)
    return dict(Record.select(Record.key, Record.live).where(live & begun & unended).tuples())


def _revisions(kind: str, numbers: dict[str, int]) -> list[Revision]:
    chosen = Revision.select().where((Revision.kind == kind) & (Revision.key.in_(list(numbers))))
    return [item for item in chosen if item.number == numbers[item.key]]


def _load(kind: str, numbers: dict[str, int]) -> list[dict[str, Any]]:
    """Rows ready for the public table: primary key, revision and declared fields only."""
    model = KINDS[kind]
    declared = {f.name for f in model.public_fields()}
    primary = model._meta.primary_key.name
    keys = sorted(numbers, key=lambda key: (len(key), key))
    rows = []
    for start in range(0, len(keys), carry.CHUNK):
        part = {key: numbers[key] for key in keys[start : start + carry.CHUNK]}
        for item in sorted(_revisions(kind, part), key=lambda item: (len(item.key), item.key)):
            for name, _message in leaks.find(item.fields):
                raise leaks.LeakFound(kind, item.key, name)
            values = {name: value for name, value in item.fields.items() if name in declared}
            rows.append(values | {primary: item.key, "revision": item.number})
    return rows


def _remember(
    released: Released, former: list[tuple[str, str, str]], author_id: int | None, now: datetime
) -> None:
    FormerSlug.delete().execute()
    for item in former:
        FormerSlug.insert_many([item]).execute()
    if released.put or released.taken:
        Release.create(at=now, author_id=author_id, put=released.put, taken=released.taken)
