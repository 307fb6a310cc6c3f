"""The publishing page: what the next release would change, what waits, and the releases so far.

For those who may publish in the whole district; the auditor looks. What changes the site asks
first, on a page of its own.
"""

from datetime import datetime
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from admin.accounts import scope
from admin.desk import archive, difference, leaks, outlook, planning, release, revisions, waiting
from admin.desk.archive import Release, Step
from admin.desk.companions import Identity
from admin.desk.readable import labels, readable
from admin.desk.views import reach
from models import Area, Setting
from pages import clock

PAGE, STEPS, MOST_WAITING = 20, 50, 50

blueprint = Blueprint("releases", __name__, url_prefix="/releases")


def may_release() -> bool:
    """Whether the person may publish whatever there is: by role, and by an area that holds all."""
    structure = scope.may(current_user, "structure", None, reach.config())
    publishes = scope.may(current_user, "publish", current_user.area_code, reach.config())
    return structure and publishes and _sees_all()


def may_look() -> bool:
    """Whether the person may read this page: also an auditor of the whole district."""
    return may_release() or (getattr(current_user, "role", "") == "auditor" and _sees_all())


def _sees_all() -> bool:
    """Whether the first and the last area are the person's: a scope is one range of codes."""
    ours = Area.select(Area.code).where(Area.level.in_(("district", "town", "village")))
    ends = (ours.order_by(Area.code).first(), ours.order_by(Area.code.desc()).first())
    return all(area and scope.may(current_user, "read", area.code, reach.config()) for area in ends)


@blueprint.before_request
def demand_right() -> None:
    """Closed to everybody else; what changes something also to who only looks."""
    if not (may_release() if request.method == "POST" else may_look()):
        abort(403)


@blueprint.get("/")
def index() -> str:
    """Before and after: what would change, what waits, what was released."""
    ahead = outlook.ahead(clock.now(), clock.today())
    page = max(reach.number(request.args.get("page", "0")), 0)
    past = archive.latest(page, PAGE + 1)
    planned = waiting.planned(current_user, MOST_WAITING)
    submitted = waiting.submitted(current_user, 0, MOST_WAITING)
    shown = [(r.kind, r.key) for r in [*planned, *submitted, *(held.record for held in ahead.held)]]
    return render_template(
        "releases.html",
        ahead=ahead,
        shown=_shown(ahead.steps[:STEPS]),
        pages=outlook.pages(ahead.steps),
        planned=planned,
        submitted=submitted,
        count_submitted=waiting.count_submitted(current_user),
        rows=waiting.rows(shown),
        past=past[:PAGE],
        counts=archive.counts([each.id for each in past]),
        names=reach.names({each.author_id for each in past} | {r.submitter_id for r in submitted}),
        oldest=archive.oldest() or 0,
        page=page,
        more=len(past) > PAGE,
        may_release=may_release(),
    )


def _shown(steps: list[Step]) -> list[dict[str, Any]]:
    """Steps with the record's name and the difference by field."""
    rows = waiting.rows([(step.kind, step.key) for step in steps])
    return [
        {
            "step": step,
            "row": rows.get((step.kind, step.key)),
            "labels": labels(step.kind),
            "changes": _changes(step) if step.after is not None else [],
        }
        for step in steps
    ]


def _changes(step: Step) -> list[difference.Difference]:
    identity: Identity = (step.kind, step.key)
    before, after = (
        readable(step.kind, revisions.revision(*identity, number).fields if number else {})
        for number in (step.before, step.after)
    )
    return difference.compare(before, after)


@blueprint.route("/new", methods=("GET", "POST"))
def new() -> str | AnyResponse:
    """Ask, then publish all that is approved and due: now, or at a time."""
    if request.method == "GET":
        ahead = outlook.ahead(clock.now(), clock.today())
        return render_template("release_new.html", ahead=ahead, pages=outlook.pages(ahead.steps))
    if request.form.get("when") == "at":
        return _plan(request.form.get("at", ""))
    try:
        done = release.release(reach.databases(), everything=True, **reach.signed())
    except leaks.LeakFound as leak:
        flash(_("发布停下了：%(r)s 里像是有身份证号、手机号或台账里的内容。", r=str(leak)), "error")
        return redirect(url_for("releases.index"))
    text = _("已发布 %(put)s 条，撤下 %(taken)s 条。", put=len(done.put), taken=len(done.taken))
    flash(text, "success")
    return redirect(url_for("releases.index"))


def _plan(typed: str) -> AnyResponse:
    try:
        at = clock.instant(datetime.fromisoformat(typed).replace(tzinfo=None))
    except ValueError:
        flash(_("请填写发布的日期和时间。"), "error")
        return redirect(url_for("releases.new"))
    if at <= clock.now():
        flash(_("这个时间已经过了，请填以后的时间。"), "error")
        return redirect(url_for("releases.new"))
    count = planning.plan_everything(at, actor_id=current_user.id, now=clock.now())
    flash(_("已排定 %(n)s 条，到时间自动发布。", n=count), "success")
    return redirect(url_for("releases.index"))


@blueprint.get("/<int:number>/")
def one(number: int) -> str:
    """What one release changed, record by record."""
    found = _release(number)
    page = max(reach.number(request.args.get("page", "0")), 0)
    steps = archive.steps(number, page, STEPS + 1)
    return render_template(
        "release.html",
        release=found,
        shown=_shown(steps[:STEPS]),
        settings=[_(Setting.NAMES.get(name, name)) for name in archive.other_changes(number)],
        counts=archive.counts([number]),
        names=reach.names({found.author_id}),
        known=archive.is_known(number),
        page=page,
        more=len(steps) > STEPS,
        may_release=may_release(),
    )


def _release(number: int) -> Release:
    found: Release | None = Release.get_or_none(id=number) if number < 2**31 else None
    if found is None:
        abort(404)
    return found


@blueprint.route("/<int:number>/back", methods=("GET", "POST"))
def back(number: int) -> str | AnyResponse:
    """Ask, saying what will happen; then make public what was public after that release."""
    found = _release(number)
    if not archive.is_known(number):
        flash(_("这次发布太早，没有留下内容，不能退回。"), "error")
        return redirect(url_for("releases.index"))
    latest = archive.latest(0, 1)[0].id
    seen = request.form.get("latest", str(latest))
    if request.method == "POST" and seen != str(latest):
        flash(_("您看这一页的时候又有新的发布。请再看一遍会变的内容。"), "warning")
    if request.method == "GET" or seen != str(latest):
        steps = archive.way_back(number)
        return render_template(
            "release_back.html", release=found, latest=latest, steps=steps, rows=_rows(steps)
        )
    try:
        author, now = current_user.id, clock.now()
        done = release.go_back(reach.databases(), number, author_id=author, now=now)
    except leaks.LeakFound as leak:
        flash(_("没有退回：%(r)s 里像是有身份证号、手机号或台账里的内容。", r=str(leak)), "error")
        return redirect(url_for("releases.index"))
    text = _("已退回。恢复 %(put)s 条，撤下 %(n)s 条。", put=len(done.put), n=len(done.taken))
    flash(text, "success")
    return redirect(url_for("releases.index"))


def _rows(steps: list[Step]) -> dict[Identity, Any]:
    return waiting.rows([(step.kind, step.key) for step in steps[:STEPS]])
