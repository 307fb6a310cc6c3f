"""The only writer of the public database: carries approved revisions out, in one transaction.

Publishing, withdrawing, a scheduled start or end and going back are all one act: say what should be
live, then make the public database equal to that. It copies the fields declared in `models`, and
nothing else, so it may be run at any time and as often as one likes. Something personal in a
published field stops it, and then nothing is changed in either database.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _

from admin.accounts import audit
from admin.databases import Databases
from admin.desk import archive, carry, companions, leaks, liveness, planning, readiness
from admin.desk.carry import Released
from admin.desk.readiness import Approver, May, Refused
from admin.desk.revisions import Record, Revision, find, revision
from models import KINDS, Photo, Setting, using

__all__ = ["May", "Refused", "Released", "go_back", "publish", "release", "withdraw"]

Wanted = dict[str, dict[str, int]]


@contextmanager
def _both(databases: Databases) -> Iterator[None]:
    """Work on the office's rows, and on the public ones by `using`: all of it stands, or nothing.

    The office commits first. Should the power fail between the two, an approved revision is not
    yet carried, and the next release carries it; the other way round it could not be known.
    """
    with (
        databases.publishing() as public,
        public.atomic(),
        databases.working() as office,
        office.atomic(),
    ):
        yield


def publish(
    databases: Databases,
    kind: str,
    key: str,
    *,
    author_id: int | None,
    now: datetime,
    today: date,
    may: May,
    number: int | None = None,
    four_eyes: bool = False,
    first: Callable[[], None] = lambda: None,
) -> Released:
    """Make a revision live (by default the newest), with the records it needs.

    `may(kind, area_code)` says whether the author may publish a record kept by that area;
    `four_eyes` forbids what the author wrote or submitted. `first` is done in the same
    transaction, and what it raises stops everything.

    :raises Refused: something is missing, or a revision is not the author's to publish.
    :raises leaks.LeakFound: a field holds a personal number.
    """
    with _both(databases):
        first()
        approver = Approver(author_id, may, four_eyes)
        chosen = readiness.cleared(kind, key, number, approver=approver, today=today)
        for each in chosen:
            _make_live(*each, actor_id=author_id, now=now)
        released = _equalise(databases, _wanted(today), author_id=author_id, now=now)
        released.along = [companions.title(*each[:2]) for each in chosen[1:]]
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
    with _both(databases):
        users = companions.standing_on(kind, key)
        if users:
            names = "、".join(users[:5])
            message = _("还有 %(n)s 条已发布的信息要用它：%(names)s", n=len(users), names=names)
            raise Refused([message])
        liveness.take_off(kind, key, due=None, due_at=None)
        companions.note("record_withdrawn", kind, key, now=now, actor_id=author_id)
        return _equalise(databases, _wanted(today), author_id=author_id, now=now)


def release(
    databases: Databases,
    *,
    author_id: int | None,
    now: datetime,
    today: date,
    everything: bool = False,
) -> Released:
    """Make the public database equal to what is approved and due; one transaction, or nothing.

    `everything` also carries what was approved without a time.

    :raises leaks.LeakFound: a field to be copied holds a personal number.
    """
    with _both(databases):
        for item in planning.ready(now, today, everything=everything):
            actor = item.approver_id if author_id is None else author_id
            _make_live(item.kind, item.key, item.due, actor_id=actor, now=now)
        return _equalise(databases, _wanted(today), author_id=author_id, now=now)


def go_back(databases: Databases, number: int, *, author_id: int | None, now: datetime) -> Released:
    """Make public exactly what was public after that release; it is a release itself.

    Working copies stay as they are. Start and end dates speak again at the next release.

    :raises archive.Unknown: what was public then is not known.
    :raises leaks.LeakFound: a field to be copied holds a personal number.
    """
    with _both(databases):
        past = archive.after(number)
        for kind, numbers in past.numbers.items():
            _stand_as(kind, numbers)
        _take_unsupported()
        Setting.delete().execute()
        for name, value in sorted(past.settings.items()):
            Setting.insert(name=name, value=value).execute()
        audit.note("went_back", now=now, actor_id=author_id, release=number)
        return _equalise(databases, past.numbers, author_id=author_id, now=now, past=(number, past))


def approve_all() -> None:
    """Make every newest revision live, except of what was withdrawn; for loaded data."""
    ours = Record.withdrawn == False  # noqa: E712 (SQL)
    Record.update(live=Record.head).where(ours).execute()
    dated = Record.select(Record.key, Record.head)
    rows = list(dated.where(ours & (Record.kind == "service")).tuples())
    for start in range(0, len(rows), carry.CHUNK):
        for item in _revisions("service", dict(rows[start : start + carry.CHUNK])):
            chosen = (Record.kind == item.kind) & (Record.key == item.key)
            Record.update(**liveness.dates(item.fields)).where(chosen).execute()


def _equalise(
    databases: Databases,
    wanted: Wanted,
    *,
    author_id: int | None,
    now: datetime,
    past: tuple[int, archive.Past] | None = None,
) -> Released:
    """Carry over what differs, and remember it; inside `_both`."""
    with using(databases.public):
        standing = {kind: carry.standing(kind) for kind in KINDS}
        settled = dict(Setting.select().tuples())
    cargo = _cargo(standing, wanted, settled)
    if past is not None:
        cargo.former = past[1].former
    with using(databases.public):
        released = carry.carry(cargo, now)
    back_to = past[0] if past is not None else None
    archive.remember(released, cargo, wanted, author_id=author_id, now=now, back_to=back_to)
    if released.number is not None:
        sizes: dict[str, Any] = {"put": len(released.put), "taken": len(released.taken)}
        audit.note("released", now=now, actor_id=author_id, release=released.number, **sizes)
    return released


def _cargo(standing: Wanted, wanted: Wanted, settled: dict[str, str]) -> carry.Cargo:
    """What has to change on the public side, read from the admin database."""
    cargo, scan = carry.Cargo(settings=list(Setting.select().tuples())), leaks.Scan()
    # What is public already has been looked at: a release without anything new reads no names.
    for name in scan.found(dict(set(cargo.settings) - settled.items())):
        raise leaks.LeakFound("setting", name, "value")
    for kind in KINDS:
        cargo.gone[kind] = sorted(set(standing[kind]) - set(wanted[kind]))
        fresh = dict(wanted[kind].items() - standing[kind].items())
        cargo.rows[kind] = _load(kind, fresh, scan)
    names = [row["photo"] for row in cargo.rows["provider"] if row.get("photo")]
    cargo.photos = list(Photo.select().where(Photo.name.in_(names)).tuples())
    return cargo


def _make_live(kind: str, key: str, number: int, *, actor_id: int | None, now: datetime) -> None:
    liveness.make_live(kind, key, number)
    companions.note("record_published", kind, key, now=now, actor_id=actor_id, revision=number)


def _stand_as(kind: str, numbers: dict[str, int]) -> None:
    """Let live be what was public then; what has become public since is off the site."""
    now = Record.select(Record.key, Record.live, Record.carried).where(
        (Record.kind == kind) & (Record.live.is_null(False) | Record.carried.is_null(False))
    )
    standing = {key: (live, carried) for key, live, carried in now.tuples()}
    for key, number in numbers.items():
        if standing.get(key, (None, None))[0] != number:
            liveness.stand_as(kind, key, number)
    for key, (_live, carried) in standing.items():
        if carried is not None and key not in numbers:
            liveness.take_off(kind, key)


def _take_unsupported() -> None:
    """What waits for its first day must not come out without its area or category."""
    waiting = Record.live.is_null(False) & Record.carried.is_null()
    for record in list(Record.select().where(waiting)):
        fields = revision(record.kind, record.key, record.live).fields
        ground = [r for r in companions.references(record.kind, fields) if r[0] in carry.GROUND]
        if any(found is None or found.live is None for found in (find(*each) for each in ground)):
            liveness.take_off(record.kind, record.key)


def _wanted(today: date) -> Wanted:
    begun = Record.starts_on.is_null() | (Record.starts_on <= today)
    unended = Record.ends_on.is_null() | (Record.ends_on >= today)
    wanted: Wanted = {kind: {} for kind in KINDS}
    live = Record.select(Record.kind, Record.key, Record.live).where(
        Record.live.is_null(False) & begun & unended
    )
    for kind, key, number in live.tuples():
        wanted[kind][key] = number
    return wanted


def _revisions(kind: str, numbers: dict[str, int]) -> list[Revision]:
    chosen = Revision.select().where((Revision.kind == kind) & (Revision.key.in_(list(numbers))))
    return [item for item in chosen if item.number == numbers[item.key]]


def _load(kind: str, numbers: dict[str, int], scan: leaks.Scan) -> list[dict[str, Any]]:
    """Rows ready for the public table: primary key, revision and declared fields only."""
    model = KINDS[kind]
    blank, primary = model().fields(), model._meta.primary_key.name
    keys = sorted(numbers, key=lambda key: (len(key), key))
    rows = []
    for start in range(0, len(keys), carry.CHUNK):
        part = {key: numbers[key] for key in keys[start : start + carry.CHUNK]}
        for item in sorted(_revisions(kind, part), key=lambda item: (len(item.key), item.key)):
            for name in scan.found(item.fields):
                raise leaks.LeakFound(kind, item.key, name)
            values = {name: value for name, value in item.fields.items() if name in blank}
            rows.append(blank | values | {primary: item.key, "revision": item.number})
    # A parent before its children, whichever was written first.
    return sorted(rows, key=lambda row: row.get("parent") is not None)
