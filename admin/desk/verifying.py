"""Ringing up and saying that it is still so: one tap writes the day, and nothing else.

A record that was public as it stood is public again at once, where the person may publish;
otherwise the day joins the draft, and, where nothing else was waiting, stands as a suggestion.
"""

from collections.abc import Iterable
from typing import Any

from admin.databases import Databases
from admin.desk import batches, companions, liveness, release, revisions, suggestions
from admin.desk.batches import Batch, Signature
from admin.desk.release import May
from admin.desk.revisions import Record


def verify(
    databases: Databases, kind: str, keys: Iterable[str], signature: Signature, may: May
) -> Batch:
    """Say of each record that it was checked today; what says so already is left alone.

    :raises revisions.Invalid: a record breaks a rule that has come since; nothing is written.
    """
    return _stroke(databases, "verify", kind, {key: {} for key in keys}, signature, may)


def correct(
    databases: Databases,
    kind: str,
    key: str,
    changes: dict[str, Any],
    signature: Signature,
    may: May,
    base: int | None,
) -> Batch:
    """Write what the telephone call has brought, and that it was checked today.

    :raises revisions.Invalid: a field breaks a rule.
    :raises revisions.Conflict: somebody has saved the record since `base` was shown.
    """
    return _stroke(databases, "correct", kind, {key: changes}, signature, may, base)


def _stroke(
    databases: Databases,
    action: str,
    kind: str,
    changes: dict[str, dict[str, Any]],
    signature: Signature,
    may: May,
    base: int | None = None,
) -> Batch:
    public = False
    with databases.working() as database, database.atomic():
        batch = batches.begin(action, kind, signature)
        for key, values in changes.items():
            public |= _check_off(batch, key, values, signature, may, base)
    if public:
        release.release(databases, **signature.given())
    return batch


def _check_off(
    batch: Batch,
    key: str,
    changes: dict[str, Any],
    signature: Signature,
    may: May,
    base: int | None,
) -> bool:
    """Write one record's day; whether that goes out at once."""
    before = revisions.find(batch.kind, key)
    assert before is not None
    row = batches.row_of(before)
    wanted = changes | {"verified_on": signature.today.isoformat()}
    changed = [name for name, value in wanted.items() if row.fields()[name] != value]
    if not changed:
        return False
    saved = revisions.save(
        batch.kind,
        key,
        row.fields() | wanted,
        base=before.head if base is None else base,
        **signature.given(),
    )
    after = revisions.find(batch.kind, key)
    assert after is not None
    goes_out = _goes_out(before, after, may, row.area_id)
    companions.note("record_verified", batch.kind, key, now=signature.now, fields=changed)
    if not goes_out and before.live == before.head:
        suggestions.mark(saved, signature, row.area_id)
    after = revisions.find(batch.kind, key)
    assert after is not None
    batches.add(batch, before, after)
    return goes_out


def _goes_out(before: Record, after: Record, may: May, area_code: str) -> bool:
    """Let the new revision be live where the one before it was, and the person may."""
    if before.live is None or before.live != before.head or not may(before.kind, area_code):
        return False
    liveness.make_live(after.kind, after.key, after.head)
    return True
