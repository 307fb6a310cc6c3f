"""What a village says should be different: a revision that waits for an editor's yes or no.

A suggestion is saved like any draft and never published by itself. Declining it writes the earlier
fields again; nothing that was suggested is erased.
"""

from typing import Any, ClassVar

import peewee as pw

from admin.accounts import audit, scope
from admin.accounts.users import User
from admin.databases import Databases
from admin.desk import batches, difference, release, revisions
from admin.desk.batches import Signature
from admin.desk.release import May
from admin.desk.revisions import Desk
from models import current_database

LONGEST_NOTE = 500
MOST_SHOWN = 100


class Suggestion(Desk):
    """`number` is the revision that was suggested; null where there are only words (`note`).

    `area` is the code of the office that keeps the record: the scope in which it is seen.
    `outcome` is `accepted` or `declined`; empty while nobody has answered.
    """

    kind = pw.CharField(max_length=20)
    key = pw.CharField(max_length=20)
    number = pw.IntegerField(null=True)
    note = pw.TextField(default="")
    area = pw.CharField(max_length=12, index=True)
    author_id = pw.IntegerField()
    at = pw.DateTimeField()
    outcome = pw.CharField(max_length=10, default="")
    decided_by = pw.IntegerField(null=True)
    decided_at = pw.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = ((("kind", "key"), False),)


class AlreadyDecided(Exception):
    """Somebody else has answered the suggestion meanwhile."""


def mark(
    saved: revisions.Saved, signature: Signature, area_code: str, note: str = ""
) -> Suggestion:
    """Say that a revision just saved is a suggestion; inside the transaction of the save."""
    return _add(saved.kind, saved.key, saved.number, note, area_code, signature)


def suggest(
    row: Any, changes: dict[str, Any], note: str, signature: Signature, base: int | None
) -> Suggestion:
    """Save the changed fields as a draft that says it is a suggestion, or the words alone.

    :raises revisions.Invalid: a field breaks a rule.
    :raises revisions.Conflict: somebody has saved the record since `base` was shown.
    """
    with current_database.atomic():
        number = None
        if changes:
            fields = row.fields() | changes
            saved = revisions.save(row.kind, row.key, fields, base=base, **signature.given())
            number = saved.number
        made = _add(row.kind, row.key, number, note, row.area_id, signature)
        audit.note(
            "record_suggested",
            now=signature.now,
            kind=row.kind,
            key=row.key,
            area_code=row.area_id,
            fields=changes,
            revision=number,
        )
    return made


def _add(
    kind: str, key: str, number: int | None, note: str, area_code: str, signature: Signature
) -> Suggestion:
    made: Suggestion = Suggestion.create(
        kind=kind,
        key=key,
        number=number,
        note=note.strip()[:LONGEST_NOTE],
        area=area_code,
        author_id=signature.author_id,
        at=signature.now,
    )
    return made


def waiting(user: User) -> Any:
    """The suggestions in the user's scope that have no answer yet."""
    return scope.visible(user, Suggestion.select(), Suggestion).where(Suggestion.outcome == "")


def accept(
    databases: Databases,
    suggestion: Suggestion,
    signature: Signature,
    may: May,
    *,
    four_eyes: bool = False,
) -> bool:
    """Take it over; whether it has gone out. Other people's drafts beside it stay drafts.

    With `four_eyes` nobody lets out what they have suggested themselves.

    :raises AlreadyDecided: it has its answer.
    :raises release.Refused: it cannot be published as it is; it stays open.
    """
    own = four_eyes and suggestion.author_id == signature.author_id
    alone = _stands_alone(suggestion) and may(suggestion.kind, suggestion.area) and not own
    if alone:
        which = (suggestion.kind, suggestion.key)
        release.publish(databases, *which, may=may, **signature.given())
    with databases.working() as database, database.atomic():
        _decide(suggestion, "accepted", signature)
    return alone


def decline(databases: Databases, suggestion: Suggestion, signature: Signature) -> bool:
    """Turn it down and write the earlier fields again; False where others have built on it.

    :raises AlreadyDecided: it has its answer.
    """
    with databases.working() as database, database.atomic():
        _decide(suggestion, "declined", signature)
        record = revisions.find(suggestion.kind, suggestion.key)
        if suggestion.number is None:
            return True
        if record is None or record.head != suggestion.number or record.live == record.head:
            return False
        batches.restore(record, suggestion.number - 1, record.live, signature)
    return True


def _decide(suggestion: Suggestion, outcome: str, signature: Signature) -> None:
    still_open = (Suggestion.id == suggestion.id) & (Suggestion.outcome == "")
    answer = {
        "outcome": outcome,
        "decided_by": signature.author_id,
        "decided_at": signature.now,
    }
    if not Suggestion.update(**answer).where(still_open).execute():
        raise AlreadyDecided
    audit.note(
        "suggestion_decided",
        now=signature.now,
        kind=suggestion.kind,
        key=suggestion.key,
        area_code=suggestion.area,
        outcome=outcome,
    )


def _stands_alone(suggestion: Suggestion) -> bool:
    """Whether nothing but this suggestion waits to be published."""
    record = revisions.find(suggestion.kind, suggestion.key)
    if record is None or suggestion.outcome or record.head != suggestion.number:
        return False
    return bool(suggestion.number and record.live == suggestion.number - 1)


def changes(suggestion: Suggestion) -> list[tuple[str, Any, Any]]:
    """Field, value before and value suggested."""
    if suggestion.number is None:
        return []
    after = revisions.revision(suggestion.kind, suggestion.key, suggestion.number).fields
    before = revisions.revision(suggestion.kind, suggestion.key, suggestion.number - 1).fields
    return [(n, before.get(n), after[n]) for n in difference.differing(before, after)]
