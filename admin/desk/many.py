"""The same done to many records at once: another category, or off the site; one stroke, one undo.

Verifying many is `verifying`'s. Only records that the caller has found in scope come in; what
would not change is left alone.
"""

from typing import Any

from admin.accounts import audit
from admin.databases import Databases
from admin.desk import batches, companions, liveness, release, revisions
from admin.desk.batches import Batch, Signature
from admin.desk.revisions import Record
from models import N_, current_database

ACTIONS: dict[str, str] = {
    "verify": N_("核实：今天都问过，没有变"),
    "retag": N_("换服务类别"),
    "withdraw": N_("撤下"),
}
MOST = 500


def would_change(action: str, row: Any, record: Record | None, value: Any, today: Any) -> bool:
    """Whether the act would change anything about a record."""
    if record is None:
        return False
    if action == "verify":
        return bool(row.verified_on != today)
    if action == "retag":
        return bool(row.category_id != value)
    return record.live is not None


def retag(kind: str, keys: list[str], category: int, signature: Signature) -> Batch:
    """Give each service the category, as a draft; inside the request's own transaction.

    :raises revisions.Invalid: a record breaks a rule; nothing is written.
    """
    with current_database.atomic():
        batch = batches.begin("retag", kind, signature)
        for key in keys:
            before = revisions.find(kind, key)
            assert before is not None
            fields = batches.row_of(before).fields() | {"category": category}
            revisions.save(kind, key, fields, base=before.head, **signature.given())
            after = _record(kind, key)
            batches.add(batch, before, after)
        _note(batch, signature)
    return batch


def withdraw(databases: Databases, kind: str, keys: list[str], signature: Signature) -> Batch:
    """Take each record off the site, with one release."""
    with databases.working() as database, database.atomic():
        batch = batches.begin("withdraw", kind, signature)
        for key in keys:
            before = _record(kind, key)
            liveness.take_off(kind, key, due=None, due_at=None)
            after = _record(kind, key)
            companions.note("record_withdrawn", kind, key, now=signature.now)
            batches.add(batch, before, after)
        _note(batch, signature)
    release.release(databases, **signature.given())
    return batch


def _record(kind: str, key: str) -> Record:
    found = revisions.find(kind, key)
    assert found is not None
    return found


def _note(batch: Batch, signature: Signature) -> None:
    audit.note(
        "many_changed",
        now=signature.now,
        kind=batch.kind,
        action=batch.action,
        count=batch.count,
    )
