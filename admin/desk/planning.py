"""What is approved and waits: for its time, or for whoever publishes everything.

A revision that waits is `Record.due`; it keeps its place while the working copy moves on. This
module answers and sets down plans. `release` alone carries them out.
"""

from datetime import date, datetime
from typing import Any

from admin.accounts import audit
from admin.desk import companions, readiness, slugs
from admin.desk.companions import Identity
from admin.desk.readiness import Approver
from admin.desk.revisions import Record, find, revision
from models import current_database


def plan(
    kind: str,
    key: str,
    number: int,
    *,
    approver: Approver,
    at: datetime | None,
    now: datetime,
    today: date,
) -> list[str]:
    """Approve a revision for later, with its companions; answers the companions' titles.

    `at` is UTC; None waits for the next release of everything.

    :raises readiness.Refused: it could not be published as it stands.
    """
    with current_database.atomic():
        chosen = readiness.cleared(kind, key, number, approver=approver, today=today)
        for each in chosen:
            _set_due(*each, approver_id=approver.id, at=at, now=now)
    return [companions.title(*each[:2]) for each in chosen[1:]]


def _set_due(
    kind: str, key: str, number: int, *, approver_id: int | None, at: datetime | None, now: datetime
) -> None:
    record = find(kind, key)
    assert record is not None
    changes: dict[str, Any] = {"due": number, "due_at": at, "approver_id": approver_id}
    if record.submitted is not None and record.submitted <= number:
        changes["submitted"] = None
    Record.update(**changes).where((Record.kind == kind) & (Record.key == key)).execute()
    slug = revision(kind, key, number).fields.get("slug")
    # It is the record's own from now on, though its working copy may be renamed before it goes out.
    slugs.claim(kind, [(slug, key)] if slug else [])
    companions.note("record_planned", kind, key, now=now, actor_id=approver_id, revision=number)


def cancel(record: Record, *, actor_id: int | None, now: datetime) -> None:
    """Take a plan back; the revision is a draft again."""
    number = record.due
    with current_database.atomic():
        Record.update(due=None, due_at=None).where(
            (Record.kind == record.kind) & (Record.key == record.key)
        ).execute()
        companions.note(
            "plan_cancelled", record.kind, record.key, now=now, actor_id=actor_id, revision=number
        )


def plan_everything(at: datetime, *, actor_id: int | None, now: datetime) -> int:
    """Give all that waits without a time the same time; answers how many."""
    timeless = Record.due.is_null(False) & Record.due_at.is_null()
    with current_database.atomic():
        count: int = Record.update(due_at=at).where(timeless).execute()
        if count:
            audit.note("release_planned", now=now, actor_id=actor_id, count=count)
    return count


def waiting(now: datetime, *, everything: bool) -> list[Record]:
    """The records whose time has come; with `everything` also those without a time."""
    come = Record.due_at <= now
    if everything:
        come |= Record.due_at.is_null()
    return list(Record.select().where(Record.due.is_null(False) & come))


def ready(now: datetime, today: date, *, everything: bool) -> list[Record]:
    """Those of the waiting records that can go out now; the others stay where they are."""
    chosen = waiting(now, everything=everything)
    while True:
        going = {(item.kind, item.key) for item in chosen}
        staying = [item for item in chosen if obstacles(item, today, going)]
        if not staying:
            return chosen
        chosen = [item for item in chosen if item not in staying]


def obstacles(record: Record, today: date, going: set[Identity]) -> list[str]:
    """Why a revision that was approved cannot go out now after all."""
    reasons = readiness.lacking(record.kind, record.key, record.due, today)
    fields = revision(record.kind, record.key, record.due).fields
    for target in companions.references(record.kind, fields):
        found = find(*target)
        if target not in going and (found is None or found.live is None):
            reasons += readiness.strangers(target, lambda _kind, _area: False)
    return reasons
