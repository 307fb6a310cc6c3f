"""Every save of a record is a revision; `Record` says which one is the newest and which is live.

The working row in the admin database always equals the newest revision. Nothing is overwritten
and nothing is deleted here: what was published once can be read for ever. This module writes the
admin database only; carrying a revision to the public side is `release`'s work.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

import peewee as pw
from flask_babel import gettext as _

from admin.accounts import audit
from admin.desk import checks, difference
from models import KINDS, N_, Json, Published, current_database
from pages.markdown import TooLong, render

STANDINGS: dict[str, str] = {
    "draft": N_("草稿，未发布"),
    "submitted": N_("待审核"),
    "approved": N_("已通过，等待发布"),
    "live": N_("已发布"),
    "changed": N_("已发布，有未发布的修改"),
    "withdrawn": N_("已撤下"),
}


class Conflict(Exception):
    """Somebody else saved the record meanwhile; `number` is the revision that stands now."""

    def __init__(self, number: int) -> None:
        super().__init__(f"revision {number} stands")
        self.number = number


class Invalid(Exception):
    """The fields break a rule; `problems` name each field and what to do."""

    def __init__(self, problems: list[checks.Problem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


@dataclass(frozen=True)
class Saved:
    """What a save has made: the record's key and the number of the new revision."""

    kind: str
    key: str
    number: int


class Desk(pw.Model):
    """A table of the admin database only."""

    class Meta:
        database = current_database
        legacy_table_names = False


class Record(Desk):
    """One published thing as the desk sees it: its newest revision and the one that is live.

    `starts_on` and `ends_on` are the live revision's; outside them the release leaves it out.
    `carried` is the revision that a stranger can read. `submitted` waits for a reviewer; `due` is
    approved and waits for `due_at`, or, without one, for whoever publishes everything.
    """

    kind = pw.CharField(max_length=20)
    key = pw.CharField(max_length=20)
    head = pw.IntegerField()
    live = pw.IntegerField(null=True)
    withdrawn = pw.BooleanField(default=False)
    starts_on = pw.DateField(null=True)
    ends_on = pw.DateField(null=True)
    carried = pw.IntegerField(null=True)
    submitted = pw.IntegerField(null=True)
    submitter_id = pw.IntegerField(null=True)
    submitted_at = pw.DateTimeField(null=True)
    due = pw.IntegerField(null=True)
    due_at = pw.DateTimeField(null=True)
    approver_id = pw.IntegerField(null=True)

    class Meta:
        primary_key = pw.CompositeKey("kind", "key")
        indexes: ClassVar = ((("kind", "live"), False),)

    @property
    def standing(self) -> str:
        """A key of `STANDINGS`: first what somebody is waiting for."""
        if self.submitted is not None:
            return "submitted"
        if self.due is not None:
            return "approved"
        if self.withdrawn:
            return "withdrawn"
        if self.live is None:
            return "draft"
        return "live" if self.live == self.head else "changed"


class Revision(Desk):
    """What a record's fields were when somebody saved it. Revisions are never changed.

    `author_id` is the account's id; null for what the program itself loaded.
    """

    kind = pw.CharField(max_length=20)
    key = pw.CharField(max_length=20)
    number = pw.IntegerField()
    fields = Json()
    author_id = pw.IntegerField(null=True)
    saved_at = pw.DateTimeField()

    class Meta:
        indexes: ClassVar = ((("kind", "key", "number"), True),)


def find(kind: str, key: str) -> Record | None:
    """The record, or None where nothing has been saved under that key."""
    found: Record | None = Record.get_or_none(kind=kind, key=key)
    return found


def standing(kind: str, key: str) -> str:
    """How a record stands: a key of `STANDINGS`; unsaved counts as a draft."""
    record = find(kind, key)
    return record.standing if record else "draft"


def revision(kind: str, key: str, number: int) -> Revision:
    """One revision.

    :raises Revision.DoesNotExist: there is none of that number.
    """
    found: Revision = Revision.get(kind=kind, key=key, number=number)
    return found


def history(kind: str, key: str) -> list[Revision]:
    """Every revision of a record, the newest first."""
    return list(_history(kind, key))


def page_of_history(kind: str, key: str, page: int, size: int) -> list[Revision]:
    """`size` revisions, the newest first; page 0 begins with the newest."""
    return list(_history(kind, key).limit(size).offset(page * size))


def _history(kind: str, key: str) -> Any:
    chosen = (Revision.kind == kind) & (Revision.key == key)
    return Revision.select().where(chosen).order_by(Revision.number.desc())


def save(
    kind: str,
    key: str | None,
    fields: dict[str, Any],
    *,
    author_id: int | None,
    now: datetime,
    today: date,
    base: int | None = None,
    source: int | None = None,
) -> Saved:
    """Store `fields` as the newest revision and as the working row, or nothing at all.

    `key` is None for a new record (an area brings its code as the key). `base` is the revision
    that the editor saw; None for a new record or a program that does not care. `source` is the
    old revision that is being restored.

    :raises Invalid: a field breaks a rule.
    :raises Conflict: the record has moved on from `base`.
    """
    fields = complete(kind, checks.normalise(kind, fields))
    with current_database.atomic():
        problems = checks.check(kind, key, fields, today)
        if problems:
            raise Invalid(problems)
        before = _newest_fields(kind, key)
        saved = _write_row(kind, key, fields, base)
        Revision.create(
            kind=kind,
            key=saved.key,
            number=saved.number,
            fields=fields,
            author_id=author_id,
            saved_at=now,
        )
        _note(saved, changed(before, fields), keeper(kind, saved.key, fields), now, source)
    return saved


def _newest_fields(kind: str, key: str | None) -> dict[str, Any]:
    record = find(kind, key) if key is not None else None
    return revision(kind, record.key, record.head).fields if record else {}


def changed(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """Names of the fields that differ, without what is only rendered from another."""
    return sorted(difference.differing(before, after))


def keeper(kind: str, key: str, fields: dict[str, Any]) -> str | None:
    """The code of the area whose office keeps the record; None for what every office shares."""
    return key if kind == "area" else fields.get("area")


def _note(
    saved: Saved, names: list[str], area: str | None, now: datetime, source: int | None
) -> None:
    event = "record_saved" if source is None else "record_restored"
    detail = {"revision": saved.number} | ({} if source is None else {"source": source})
    audit.note(
        event, now=now, kind=saved.kind, key=saved.key, area_code=area, fields=names, **detail
    )


def complete(kind: str, fields: dict[str, Any]) -> dict[str, Any]:
    """The fields with defaults for what is not given, and with Markdown rendered and made safe.

    :raises Invalid: a text is too long to be rendered.
    """
    model = KINDS[kind]
    given = {name: value for name, value in fields.items() if value is not None}
    whole = model().fields() | given
    for source, target in model.rendered.items():
        try:
            whole[target] = render(whole[source] or "")
        except TooLong:
            message = _("正文太长，请缩短或拆成几条。")
            raise Invalid([checks.Problem(source, message)]) from None
    return whole


def _write_row(kind: str, key: str | None, fields: dict[str, Any], base: int | None) -> Saved:
    model = KINDS[kind]
    record = find(kind, key) if key is not None else None
    if record is None:
        primary = {model._meta.primary_key.name: key} if key is not None else {}
        row = model.create(**primary, **fields, revision=1)
        Record.create(kind=kind, key=row.key, head=1)
        return Saved(kind, row.key, 1)
    _claim(record, base)
    number = record.head + 1
    model.update(**fields, revision=number).where(model._meta.primary_key == key).execute()
    return Saved(kind, record.key, number)


def _claim(record: Record, base: int | None) -> None:
    """Move the head on by one, unless somebody did so since `base` was read."""
    seen = record.head if base is None else base
    mine = (Record.kind == record.kind) & (Record.key == record.key) & (Record.head == seen)
    if not Record.update(head=seen + 1).where(mine).execute():
        raise Conflict(record.head)


def row(kind: str, key: str) -> Published | None:
    """The working row of a record."""
    model = KINDS[kind]
    found: Published | None = model.get_or_none(model._meta.primary_key == key)
    return found
