"""Which published records must be rung again, the most urgent first, within somebody's scope.

The rule itself stands in `pages.verification`; here it is said once more in SQL, from the same
numbers, because a list of a hundred thousand cannot ask a function. Activities are not here: they
end by themselves.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import peewee as pw

from admin.accounts import scope
from admin.accounts.users import User
from admin.desk.revisions import Desk, Record
from models import KINDS, N_, Area, Placed, Service
from pages import verification

VERIFIED_KINDS = ("service", "provider", "channel", "contact", "team")
# A record is offered before it is late, so that a weekly round is enough.
SOON_DAYS = 14
MOST_OF_A_KIND = 2_000
NO_PHONES = "[]"
REASONS: dict[str, str] = {
    "no_answer": N_("打不通"),
    "call_back": N_("对方请我稍后再打"),
}
PUT_OFF_DAYS = 1


class PutOff(Desk):
    """A record that could not be verified that day; `reason` is a key of `REASONS`."""

    kind = pw.CharField(max_length=20)
    key = pw.CharField(max_length=20)
    reason = pw.CharField(max_length=20)
    author_id = pw.IntegerField(index=True)
    made_on = pw.DateField()
    until = pw.DateField()


@dataclass(frozen=True)
class Due:
    """A record that is due, and how many services lean on it."""

    kind: str
    key: str
    verified_on: date | None
    has_phones: bool
    is_overdue: bool
    dependents: int = 0


@dataclass(frozen=True)
class TownShare:
    """How many published records a town has, and how many of them are late."""

    code: str
    name: str
    total: int
    overdue: int

    @property
    def in_time(self) -> int:
        """Per cent verified in time, rounded down: a hundred means every one."""
        return 100 * (self.total - self.overdue) // self.total if self.total else 100


def overall(shares: list[TownShare]) -> TownShare:
    """All towns as one."""
    total, late = sum(s.total for s in shares), sum(s.overdue for s in shares)
    return TownShare("", "", total, late)


def overdue(model: type[Placed], today: date) -> Any:
    """`verification.is_overdue` as a condition on the rows of a kind."""
    last = {has: today - timedelta(days=verification.interval(has)) for has in (True, False)}
    # What is late either way is told by the day alone; only the rest have their phones read.
    either = model.verified_on < min(last.values())
    with_phones = (model.verified_on < last[True]) & has_phones(model)
    without = (model.verified_on < last[False]) & ~has_phones(model)
    return model.verified_on.is_null() | either | with_phones | without


def has_phones(model: type[Placed]) -> Any:
    """A condition: somebody can be rung."""
    return model.phones != pw.Value(NO_PHONES, converter=False)


def published(model: type[Placed], today: date) -> Any:
    """A condition: a stranger can see the record; what is none of it need not be rung."""
    unseen = Record.live.is_null() | (Record.ends_on < today)
    hidden = Record.select(Record.key).where((Record.kind == model.kind) & unseen)
    return model._meta.primary_key.cast("text").not_in(hidden)


def _chosen(user: User, model: type[Placed], today: date, town: str) -> Any:
    rows = scope.visible(user, model.select(), model).where(published(model, today))
    return rows.where(model.area.startswith(town)) if town else rows


def _waiting(user: User, model: type[Placed], today: date, town: str) -> Any:
    """Due now or soon, and not put off until another day."""
    off = PutOff.select(PutOff.key).where((PutOff.kind == model.kind) & (PutOff.until > today))
    ripe = overdue(model, today + timedelta(days=SOON_DAYS))
    key = model._meta.primary_key.cast("text")
    return _chosen(user, model, today, town).where(ripe, key.not_in(off))


def count(user: User, today: date, town: str = "") -> int:
    """How many records wait to be rung."""
    return sum(_waiting(user, KINDS[k], today, town).count() for k in VERIFIED_KINDS)


def count_overdue(user: User, today: date) -> int:
    """How many published records in scope are late, put off or not."""
    return sum(
        _chosen(user, KINDS[k], today, "").where(overdue(KINDS[k], today)).count()
        for k in VERIFIED_KINDS
    )


def queue(user: User, today: date, town: str = "") -> list[Due]:
    """What waits: the late ones first, among them those that most services lean on."""
    leaning = dependents(user)
    found = [
        _due(kind, values, today, leaning)
        for kind in VERIFIED_KINDS
        for values in _oldest(user, KINDS[kind], today, town)
    ]
    never = date.min
    return sorted(
        found,
        key=lambda d: (not d.is_overdue, -d.dependents, d.verified_on or never, d.kind, int(d.key)),
    )


def _oldest(user: User, model: type[Placed], today: date, town: str) -> Iterator[tuple[Any, ...]]:
    primary = model._meta.primary_key
    ordered = _waiting(user, model, today, town).order_by(model.verified_on.asc(nulls="first"))
    keys = [key for (key,) in ordered.select(primary).limit(MOST_OF_A_KIND).tuples()]
    columns = (primary, model.verified_on, has_phones(model))
    yield from model.select(*columns).where(primary.in_(keys)).tuples()


def _due(kind: str, values: tuple[Any, ...], today: date, leaning: Counter[tuple[str, str]]) -> Due:
    key, verified_on, rings = values
    late = verification.is_overdue(verified_on, today, bool(rings))
    return Due(kind, str(key), verified_on, bool(rings), late, leaning[kind, str(key)])


def dependents(user: User) -> Counter[tuple[str, str]]:
    """How many services lean on each institution and channel that the user may point to."""
    columns = (Service.providers.cast("text"), Service.channels.cast("text"))
    rows = scope.pickable(user, Service.select(*columns), Service)
    counted: Counter[tuple[str, str]] = Counter()
    for providers, channels in rows.tuples().iterator():
        counted.update(("provider", key) for key in _keys(providers))
        counted.update(("channel", key) for key in _keys(channels))
    return counted


def _keys(text: str) -> list[str]:
    """The numbers of a list as JSON, without reading it as such a hundred thousand times."""
    return text[1:-1].split(", ") if text != NO_PHONES else []


def put_off(kind: str, key: str, reason: str, author_id: int, today: date) -> PutOff:
    """Offer the record again on another day."""
    until = today + timedelta(days=PUT_OFF_DAYS)
    made: PutOff = PutOff.create(
        kind=kind, key=key, reason=reason, author_id=author_id, made_on=today, until=until
    )
    return made


def put_off_times(kind: str, key: str, since: date | None) -> Counter[str]:
    """How often, by reason, the record was put off since it was last verified."""
    rows = PutOff.select(PutOff.reason).where((PutOff.kind == kind) & (PutOff.key == key))
    if since is not None:
        rows = rows.where(PutOff.made_on >= since)
    return Counter(reason for (reason,) in rows.tuples())


def shares(user: User, today: date) -> list[TownShare]:
    """The towns in scope, and how many of their records are late; the worst first."""
    totals, late = Counter[str](), Counter[str]()
    for kind in VERIFIED_KINDS:
        model = KINDS[kind]
        rows = _chosen(user, model, today, "")
        totals += _by_town(rows, model)
        late += _by_town(rows.where(overdue(model, today)), model)
    names = dict(Area.select(Area.code, Area.name).where(Area.code.in_(list(totals))).tuples())
    found = [TownShare(c, names.get(c, c), totals[c], late[c]) for c in totals]
    return sorted(found, key=lambda share: (share.in_time, -share.overdue, share.code))


def _by_town(rows: Any, model: type[Placed]) -> Counter[str]:
    """Rows by the first nine digits of the office: a town; a district's own stand for itself."""
    # Literals: a server takes two parameters for two expressions and would not group by it.
    town = pw.fn.SUBSTR(model.area, pw.SQL("1"), pw.SQL("9"))
    counted = rows.select(town, pw.fn.COUNT(model.area)).group_by(town)
    return Counter(dict(counted.tuples()))
