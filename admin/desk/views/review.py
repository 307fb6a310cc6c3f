"""The reviewer's queue, and one submission beside what is live: accept, return, comment.

Every act is one POST and one line in the record's thread. The page shows what was submitted, not
the working copy, which may have moved on.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from admin.desk import (
    companions,
    difference,
    leaks,
    planning,
    readiness,
    review,
    revisions,
    waiting,
)
from admin.desk.readable import labels, readable
from admin.desk.readiness import Outdated, OwnWork, Refused
from admin.desk.review import Act
from admin.desk.revisions import Record
from admin.desk.views import reach
from models import Published
from pages import clock

PAGE = 50
Answer = str | AnyResponse

blueprint = Blueprint("review", __name__, url_prefix="/review")


@blueprint.get("/")
def queue() -> str:
    """What waits for a reviewer within the person's scope."""
    page = max(reach.number(request.args.get("page", "0")), 0)
    records = waiting.submitted(current_user, page, PAGE)
    return render_template(
        "review_queue.html",
        records=records,
        rows=waiting.rows([(record.kind, record.key) for record in records]),
        names=reach.names({record.submitter_id for record in records}),
        count=waiting.count_submitted(current_user),
        page=page,
        size=PAGE,
    )


@blueprint.get("/<kind>/<key>/")
def record(kind: str, key: str) -> str:
    """The submitted revision (or the newest) beside the one that is live, and the thread."""
    return _page(reach.row_of(kind, key), "")


def _page(row: Published, typed: str) -> str:
    found, kind, key = _record(row), row.kind, row.key
    number = found.submitted or found.due or found.head
    item = revisions.revision(kind, key, number)
    old, new = (
        readable(kind, revisions.revision(kind, key, each).fields if each else {})
        for each in (found.live, number)
    )
    thread = review.thread(kind, key)
    people = {item.author_id, found.submitter_id, *(line.author_id for line in thread)}
    along, obstacles = _outcome(found, number)
    return render_template(
        "review.html",
        row=row,
        record=found,
        item=item,
        changes=difference.compare(old, new),
        unchanged=difference.alike(old, new),
        labels=labels(kind),
        typed=typed,
        thread=thread,
        acts=review.ACTS,
        names=reach.names(people),
        along=along,
        obstacles=obstacles,
        may_edit=reach.may("edit", kind, reach.area_code(row)),
        may_publish=reach.may("publish", kind, reach.area_code(row)),
    )


def _record(row: Published) -> Record:
    found = revisions.find(row.kind, row.key)
    if found is None:
        abort(404)
    return found


def _outcome(found: Record, number: int) -> tuple[list[str], list[str]]:
    """What would go out along with it, or why it could not go out."""
    if found.submitted is None:
        return [], []
    try:
        chosen = readiness.cleared(
            found.kind, found.key, number, approver=reach.approver(), today=clock.today()
        )
    except Refused as refused:
        return [], refused.reasons
    return [companions.title(*each[:2]) for each in chosen[1:]], []


@blueprint.post("/<kind>/<key>/accept")
def accept(kind: str, key: str) -> Answer:
    """Approve: now, at a time, or for the next release of everything."""
    row = reach.row_of(kind, key)
    reach.demand("publish", row)
    try:
        _accept(row, request.form.get("when", "now"))
    except Refused as refused:
        return _refused(row, refused)
    except leaks.LeakFound as leak:
        message = _("发布停下了：%(r)s 里像是有身份证号、手机号或台账里的内容。", r=str(leak))
        return _refused(row, Refused([message]))
    return redirect(url_for("review.queue"))


def _accept(row: Published, when: str) -> None:
    act, text = _act(row), request.form.get("text", "")
    given: dict[str, Any] = {"today": clock.today(), "text": text}
    if when == "now":
        released = review.accept(reach.databases(), act, reach.approver(), **given)
        flash(_("已通过并发布《%(name)s》。网站下次生成后就能看到。", name=row.name), "success")
        for name in released.along:
            flash(_("同时发布了它要用到的%(name)s。", name=name), "success")
        return
    at = clock.instant(_time(request.form.get("at", ""))) if when == "at" else None
    review.accept_for_later(act, reach.approver(), at=at, **given)
    flash(_("已通过《%(name)s》，到时间就发布。", name=row.name), "success")


def _time(typed: str) -> datetime:
    try:
        return datetime.fromisoformat(typed).replace(tzinfo=None)
    except ValueError:
        raise Refused([_("请填写发布的日期和时间。")]) from None


@blueprint.post("/<kind>/<key>/return")
def give_back(kind: str, key: str) -> Answer:
    """Return it to its author, with the reason."""
    row = reach.row_of(kind, key)
    reach.demand("publish", row)
    reason = request.form.get("text", "")
    return _done(row, lambda: review.give_back(_act(row), reason), _("已退回。"), "review.queue")


@blueprint.post("/<kind>/<key>/comment")
def comment(kind: str, key: str) -> Answer:
    """Say something about it."""
    row = reach.row_of(kind, key)
    reach.demand("edit", row)
    text = request.form.get("text", "")
    return _done(row, lambda: review.comment(_act(row), text), _("意见已记下。"))


@blueprint.post("/<kind>/<key>/recall")
def recall(kind: str, key: str) -> Answer:
    """Take a submission back."""
    row = reach.row_of(kind, key)
    reach.demand("edit", row)
    return _done(row, lambda: review.recall(_act(row)), _("已取回，可以接着改。"))


@blueprint.post("/<kind>/<key>/cancel")
def cancel(kind: str, key: str) -> Answer:
    """Take a planned publication back."""
    row = reach.row_of(kind, key)
    reach.demand("publish", row)
    found = _record(row)
    if found.due is not None:
        planning.cancel(found, actor_id=current_user.id, now=clock.now())
        flash(_("已取消，到时间不会发布。"), "success")
    return redirect(url_for("review.record", kind=kind, key=key))


def _act(row: Published) -> Act:
    number = reach.number(request.form.get("number"))
    return Act(row.kind, row.key, number, current_user.id, clock.now())


def _done(row: Published, act: Callable[[], None], message: str, endpoint: str = "") -> Answer:
    try:
        act()
    except Refused as refused:
        return _refused(row, refused)
    flash(message, "success")
    if endpoint:
        return redirect(url_for(endpoint))
    return redirect(url_for("review.record", kind=row.kind, key=row.key))


def _refused(row: Published, refused: Refused) -> str:
    """The page once more, with the reasons above and with what was typed."""
    for reason in refused.reasons:
        flash(reason, "error")
    if isinstance(refused, OwnWork | Outdated):
        reach.tell_trail(row.kind, row.key, 409)
    return _page(row, request.form.get("text", "")[: review.LONGEST])
