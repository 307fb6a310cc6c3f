"""What was done to one or many records in one stroke, so that it can be undone in one stroke.

Undoing writes the earlier fields as new revisions and never erases one; a record that somebody has
changed since is left alone and named. What the stroke had made new is withdrawn, not deleted.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, ClassVar

import peewee as pw

from admin.accounts import audit
from admin.databases import Databases
from admin.desk import companions, liveness, release, revisions
from admin.desk.revisions import Desk, Record
from models import KINDS, N_, Published

ACTIONS: dict[str, str] = {
    "verify": N_("核实，没变"),
    "correct": N_("核实，改了电话、时间或地址"),
    "retag": N_("改服务类别"),
    "withdraw": N_("撤下"),
    "import": N_("从表格导入"),
}


@dataclass(frozen=True)
class Signature:
    """Who acts, at which instant (UTC), on which day."""

    author_id: int
    now: datetime
    today: date

    def given(self) -> dict[str, Any]:
        """The same by name, as `revisions` and `release` ask for it."""
        return dict(vars(self))


class Batch(Desk):
    """One stroke: `action` is a key of `ACTIONS`, `kind` the kind of all its records."""

    action = pw.CharField(max_length=20)
    kind = pw.CharField(max_length=20)
    author_id = pw.IntegerField(index=True)
    at = pw.DateTimeField()
    made_on = pw.DateField(index=True)
    count = pw.IntegerField(default=0)
    undone_at = pw.DateTimeField(null=True)


class BatchItem(Desk):
    """What the stroke did to one record: its newest and its live revision before and after.

    `before` is null for a record that the stroke has made.
    """

    batch = pw.ForeignKeyField(Batch, backref="items", on_delete="RESTRICT")
    kind = pw.CharField(max_length=20)
    key = pw.CharField(max_length=20)
    before = pw.IntegerField(null=True)
    after = pw.IntegerField()
    live_before = pw.IntegerField(null=True)
    live_after = pw.IntegerField(null=True)

    class Meta:
        indexes: ClassVar = ((("kind", "key"), False),)


class AlreadyUndone(Exception):
    """The stroke has been undone before; nothing is left to do."""


@dataclass
class Undone:
    """How many records are as before, and the titles of those that were left alone."""

    count: int = 0
    left: list[str] = field(default_factory=list)
    public: bool = False


def begin(action: str, kind: str, signature: Signature) -> Batch:
    """A stroke that has touched nothing yet."""
    made: Batch = Batch.create(
        action=action,
        kind=kind,
        author_id=signature.author_id,
        at=signature.now,
        made_on=signature.today,
    )
    return made


def add(batch: Batch, before: Record | None, after: Record) -> None:
    """Remember what the stroke did to a record."""
    BatchItem.create(
        batch=batch,
        kind=after.kind,
        key=after.key,
        before=before.head if before else None,
        after=after.head,
        live_before=before.live if before else None,
        live_after=after.live,
    )
    Batch.update(count=Batch.count + 1).where(Batch.id == batch.id).execute()
    batch.count += 1


def undo(databases: Databases, batch: Batch, signature: Signature) -> Undone:
    """Put every record back as it was, in one transaction; release what that changes outside.

    :raises AlreadyUndone: nothing is done a second time.
    """
    undone = Undone()
    with databases.working() as database, database.atomic():
        open_one = (Batch.id == batch.id) & Batch.undone_at.is_null()
        if not Batch.update(undone_at=signature.now).where(open_one).execute():
            raise AlreadyUndone
        for item in BatchItem.select().where(BatchItem.batch == batch).order_by(BatchItem.id):
            _undo_item(item, signature, undone)
        event = "import_undone" if batch.action == "import" else "many_undone"
        detail = {} if batch.action == "import" else {"action": batch.action}
        audit.note(event, now=signature.now, kind=batch.kind, count=undone.count, **detail)
    if undone.public:
        release.release(databases, **signature.given())
    return undone


def _undo_item(item: BatchItem, signature: Signature, undone: Undone) -> None:
    record = revisions.find(item.kind, item.key)
    if record is None or record.head != item.after or record.live != item.live_after:
        undone.left.append(companions.title(item.kind, item.key))
        return
    if item.before is None:
        liveness.take_off(record.kind, record.key)
        companions.note("record_withdrawn", record.kind, record.key, now=signature.now)
    else:
        restore(record, item.before, item.live_before, signature)
    undone.count += 1
    undone.public |= item.live_before != item.live_after


def restore(record: Record, number: int, live: int | None, signature: Signature) -> None:
    """Let the record say again what revision `number` says; `live` was live at that time.

    What was approved then stays approved under its new number: it says the same.
    """
    head = record.head
    if head != number:
        stored = revisions.revision(record.kind, record.key, number).fields
        # A revision of an earlier version may name fields that there are no longer.
        known = KINDS[record.kind]().fields()
        saved = revisions.save(
            record.kind,
            record.key,
            {name: value for name, value in stored.items() if name in known},
            base=head,
            source=number,
            **signature.given(),
        )
        head = saved.number
    if live is not None:
        liveness.stand_as(record.kind, record.key, head if live == number else live)
    elif record.live is not None:
        liveness.never_was(record.kind, record.key)


def row_of(record: Record) -> Published:
    """The working row of a record that is known to be there."""
    row = revisions.row(record.kind, record.key)
    assert row is not None
    return row
