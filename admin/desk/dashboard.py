"""What the front page knows: the work that waits, and how well the list is kept.

Reads and counts within the scope; decides nothing. The columns of a release are not read, only
when it was.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

import peewee as pw

from admin.accounts import scope
from admin.accounts.users import User
from admin.config import Config
from admin.desk import due, inspection, review, suggestions, waiting
from admin.desk.archive import Release
from admin.desk.due import TownShare
from admin.desk.revisions import Record
from models import KINDS, Published

MOST_TO_DO = 20
# Codes of at most this length see several towns.
DISTRICT = 6


@dataclass(frozen=True)
class Work:
    """What waits for the person: by number, and by row what came back to its author."""

    to_verify: int
    overdue: int
    suggestions: int
    drafts: int
    returned: list[Published]
    submitted: int
    may_review: bool


@dataclass(frozen=True)
class Standing:
    """How well a district's list is kept; `released` is the newest release, if there is one."""

    shares: list[TownShare]
    services: int
    lacking: int
    released: Release | None

    @property
    def overdue(self) -> int:
        """How many are late in all towns together."""
        return due.overall(self.shares).overdue

    @property
    def in_time(self) -> int:
        """Per cent of all public records that were verified in time, rounded down."""
        return due.overall(self.shares).in_time

    @property
    def complete(self) -> int:
        """Per cent of the services with all six columns, rounded down."""
        return 100 * (self.services - self.lacking) // self.services if self.services else 100


def work(user: User, today: date, standing: Standing | None, config: Config) -> Work:
    """The numbers on top of the front page; what the district's figures have counted is taken."""
    late = due.count_overdue(user, today) if standing is None else standing.overdue
    may_review = scope.may(user, "publish", user.area_code, config)
    return Work(
        due.count(user, today),
        late,
        suggestions.waiting(user).count(),
        sum(_unpublished(user, kind).count() for kind in KINDS),
        _returned(user),
        waiting.count_submitted(user) if may_review else 0,
        may_review,
    )


def _returned(user: User) -> list[Published]:
    """What the person submitted and got back, and has not submitted again."""
    records = review.returned_to(user.id, MOST_TO_DO)
    rows = waiting.rows([(record.kind, record.key) for record in records])
    return list(rows.values())


def standing(user: User, today: date) -> Standing | None:
    """The district's figures, for those who see several towns."""
    if len(user.area_code) > DISTRICT:
        return None
    return Standing(
        due.shares(user, today),
        inspection.services(user),
        inspection.lacking_services(user),
        Release.select(Release.id, Release.at).order_by(Release.id.desc()).first(),
    )


def to_do(user: User) -> list[tuple[str, Any, str]]:
    """Kind, row and standing of what is not public as it stands."""
    found: list[tuple[str, Any, str]] = []
    for kind in KINDS:
        rows = list(_unpublished(user, kind).limit(MOST_TO_DO - len(found)))
        keys = [row.key for row in rows]
        records = Record.select().where((Record.kind == kind) & Record.key.in_(keys))
        standings = {record.key: record.standing for record in records}
        found += [(kind, row, standings[row.key]) for row in rows]
        if len(found) >= MOST_TO_DO:
            break
    return found


def _unpublished(user: User, kind: str) -> Any:
    """The rows in scope whose newest revision no stranger can see, and that were not withdrawn."""
    model = KINDS[kind]
    primary = model._meta.primary_key
    waits = Record.live.is_null() | (Record.live != Record.head)
    mine = (Record.kind == kind) & waits & (Record.withdrawn == False)  # noqa: E712 (SQL)
    key = Record.key.cast("bigint") if isinstance(primary, pw.AutoField) else Record.key
    keys = Record.select(key).where(mine)
    return scope.visible(user, model.select(), model).where(primary.in_(keys))
