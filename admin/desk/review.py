"""What passes between who writes and who publishes: submitting, taking back, returning, accepting.

The submitted revision is a number in the record; the working copy may move on beside it. Every act
is a line in the record's thread, and nothing in a thread is changed or removed. Who may do what is
asked by the views; publishing itself is `release`'s work.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

import peewee as pw
from flask_babel import gettext as _

from admin.databases import Databases
from admin.desk import checks, companions, planning, readiness, release
from admin.desk.carry import Released
from admin.desk.readiness import Approver, Outdated, Refused
from admin.desk.revisions import Desk, Record, find
from admin.row_locks import locked
from models import N_, current_database

LONGEST = 2_000
ACTS: dict[str, str] = {
    "comment": N_("说"),
    "submitted": N_("提交审核"),
    "recalled": N_("取回提交"),
    "returned": N_("退回"),
    "approved": N_("审核通过"),
}
EVENTS = {
    "comment": "record_commented",
    "submitted": "record_submitted",
    "recalled": "record_recalled",
    "returned": "record_returned",
    "approved": "record_approved",
}


class Comment(Desk):
    """One line of a record's thread, on one of its revisions; `act` is a key of `ACTS`."""

    kind = pw.CharField(max_length=20)
    key = pw.CharField(max_length=20)
    number = pw.IntegerField()
    author_id = pw.IntegerField(null=True)
    at = pw.DateTimeField()
    act = pw.CharField(max_length=20)
    text = pw.TextField(default="")

    class Meta:
        indexes: ClassVar = ((("kind", "key"), False),)


@dataclass(frozen=True)
class Act:
    """Who does something to which revision of a record, and when."""

    kind: str
    key: str
    number: int
    author_id: int | None
    now: datetime


def thread(kind: str, key: str) -> list[Comment]:
    """Everything that was said about a record, the oldest first."""
    chosen = (Comment.kind == kind) & (Comment.key == key)
    return list(Comment.select().where(chosen).order_by(Comment.id))


def last_return(kind: str, key: str) -> Comment | None:
    """The reason for which the record came back, while nobody has submitted it again."""
    chosen = (Comment.kind == kind) & (Comment.key == key) & (Comment.act != "comment")
    last: Comment | None = Comment.select().where(chosen).order_by(Comment.id.desc()).first()
    return last if last is not None and last.act == "returned" else None


def returned_to(user_id: int, most: int) -> list[Record]:
    """What the account submitted, and what came back to it and was not submitted again."""
    mine = (Record.submitter_id == user_id) & Record.submitted.is_null()
    newest = pw.fn.MAX(Comment.id)
    acts = (
        Comment.select(newest)
        .where((Comment.kind == Record.kind) & (Comment.key == Record.key))
        .where(Comment.act != "comment")
    )
    last = Comment.alias()
    returned = last.select(pw.Value(1)).where((last.id == acts) & (last.act == "returned"))
    return list(Record.select().where(mine & pw.fn.EXISTS(returned)).limit(most))


def submit(act: Act, today: date, text: str = "") -> None:
    """Put the newest revision before a reviewer; once more for the same one changes nothing.

    :raises Refused: there is nothing new in it, or it could not be published as it stands.
    """
    with current_database.atomic():
        record = find(act.kind, act.key)
        if record is None or act.number != record.head:
            raise Refused([_("别人刚保存过这条信息，请再看一遍后提交。")])
        if record.submitted == act.number:
            return
        if record.live == record.head:
            raise Refused([_("和已经发布的一样，不用提交。")])
        reasons = readiness.lacking(act.kind, act.key, act.number, today)
        if reasons:
            raise Refused(reasons)
        changes = {"submitter_id": act.author_id, "submitted_at": act.now}
        _update(act, submitted=act.number, **changes)
        _say(act, "submitted", text)


def recall(act: Act) -> None:
    """Take a submission back.

    :raises Refused: it was dealt with meanwhile.
    """
    with current_database.atomic():
        _settle(act)
        _say(act, "recalled", "")


def give_back(act: Act, reason: str) -> None:
    """Return a submission to its author.

    :raises Refused: no reason is given, or it was dealt with meanwhile.
    """
    if not _tidy(reason):
        raise Refused([_("请写明为什么退回、要改什么。")])
    with current_database.atomic():
        _settle(act)
        _say(act, "returned", reason)


def comment(act: Act, text: str) -> None:
    """Say something about a revision.

    :raises Refused: nothing is said.
    """
    if not _tidy(text):
        raise Refused([_("还没有写意见。")])
    with current_database.atomic():
        _say(act, "comment", text)


def accept(
    databases: Databases, act: Act, approver: Approver, *, today: date, text: str = ""
) -> Released:
    """Approve the submitted revision and make it live at once.

    :raises Refused: it was dealt with meanwhile, lacks something, or is the approver's own.
    :raises leaks.LeakFound: a field holds a personal number.
    """

    def approve() -> None:
        _demand(act)
        _say(act, "approved", text)

    return release.publish(
        databases,
        act.kind,
        act.key,
        author_id=act.author_id,
        now=act.now,
        today=today,
        may=approver.may,
        number=act.number,
        four_eyes=approver.four_eyes,
        first=approve,
    )


def accept_for_later(
    act: Act, approver: Approver, *, at: datetime | None, today: date, text: str = ""
) -> list[str]:
    """Approve the submitted revision; it goes out at a time (UTC) or with the next big release.

    :raises Refused: as with `accept`, or the time has passed.
    """
    if at is not None and at <= act.now:
        raise Refused([_("这个时间已经过了，请填以后的时间。")])
    with current_database.atomic():
        _demand(act)
        along = planning.plan(
            act.kind, act.key, act.number, approver=approver, at=at, now=act.now, today=today
        )
        _say(act, "approved", text)
    return along


def _demand(act: Act) -> None:
    """Go no further unless this is what waits; two who decide at once do so one after the other."""
    query = Record.select().where((Record.kind == act.kind) & (Record.key == act.key))
    record = locked(query).first()
    if record is None or record.submitted != act.number:
        raise Outdated([_("这次提交已经处理过，或者被取回了。请回到待审核列表看看。")])


def _settle(act: Act) -> None:
    """Let nothing be submitted any more, if it still is what was seen."""
    _demand(act)
    _update(act, submitted=None)


def _update(act: Act, **changes: Any) -> None:
    Record.update(**changes).where((Record.kind == act.kind) & (Record.key == act.key)).execute()


def _tidy(text: str) -> str:
    tidy: str = checks.normalise("area", {"text": text[:LONGEST]})["text"]
    return tidy


def _say(act: Act, what: str, text: str) -> None:
    Comment.create(
        kind=act.kind,
        key=act.key,
        number=act.number,
        author_id=act.author_id,
        at=act.now,
        act=what,
        text=_tidy(text),
    )
    companions.note(
        EVENTS[what], act.kind, act.key, now=act.now, actor_id=act.author_id, revision=act.number
    )
