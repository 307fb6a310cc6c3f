"""What waits for somebody: submissions for a reviewer, plans for their time; within a scope.

Each question reads only what waits (there are indexes for just that), never the whole desk.
"""

from typing import Any

import peewee as pw

from admin.accounts import scope
from admin.accounts.users import User
from admin.desk.companions import Identity
from admin.desk.revisions import Record
from models import KINDS, Published


def in_scope(user: User) -> Any:
    """The condition that a `Record` is one of those that the user may see."""
    found = pw.Value(False)
    for kind, model in KINDS.items():
        primary = model._meta.primary_key
        # The key as the table keeps it, so that its index answers; area codes outgrow an integer.
        key = Record.key if kind == "area" else Record.key.cast("bigint")
        rows = scope.visible(user, model.select(pw.Value(1)), model).where(primary == key)
        found = found | ((Record.kind == kind) & pw.fn.EXISTS(rows))
    return found


def submitted(user: User, page: int, size: int) -> list[Record]:
    """What waits for a reviewer, the longest waiting first."""
    query = Record.select().where(_submitted(user))
    return list(query.order_by(Record.submitted_at).limit(size).offset(page * size))


def count_submitted(user: User) -> int:
    """How much waits for a reviewer."""
    return int(Record.select().where(_submitted(user)).count())


def _submitted(user: User) -> Any:
    return Record.submitted.is_null(False) & in_scope(user)


def planned(user: User, most: int) -> list[Record]:
    """What is approved and waits, the next to go out first; without a time it comes last."""
    query = Record.select().where(Record.due.is_null(False) & in_scope(user))
    return list(query.order_by(Record.due_at.is_null(), Record.due_at).limit(most))


def rows(identities: list[Identity]) -> dict[Identity, Published]:
    """The working rows of some records, with one query a kind."""
    found: dict[Identity, Published] = {}
    for kind in {kind for kind, _key in identities}:
        model = KINDS[kind]
        keys = [key for each, key in identities if each == kind]
        for row in model.select().where(model._meta.primary_key.in_(keys)):
            found[kind, row.key] = row
    return found
