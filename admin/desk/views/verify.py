"""To verify (待核实): one card at a time; ring, then one tap, and the next card.

Every button is a form of its own and works without script. What is done goes through
`desk.verifying`; this module shows the card and carries the answer.
"""

from datetime import date
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from admin.accounts import audit
from admin.desk import companions, due, forms, revisions, short_forms, verifying
from admin.desk.batches import Batch, BatchItem
from admin.desk.checks import Problem
from admin.desk.due import Due, PutOff
from admin.desk.views import listing, reach
from models import N_, Area, current_database
from pages import clock

Answer = str | AnyResponse
NEXT_SHOWN = 5
# The length of a district's code.
DISTRICT = 6
RINGING = ("verify", "correct")
QUESTIONS: dict[str, list[str]] = {
    "service": [
        N_("这项服务现在还有吗？"),
        N_("电话、时间、收费有没有变？"),
        N_("老人第一次找，该怎么说？"),
    ],
    "provider": [N_("还在原来的地方开着吗？"), N_("电话和开门时间有没有变？")],
    "channel": [N_("现在还从这里办吗？"), N_("电话、窗口、时间有没有变？")],
    "contact": [N_("这个电话现在有人接吗？"), N_("还管这件事吗？")],
    "team": [N_("队伍还在活动吗？"), N_("找他们还打这个电话吗？")],
}

blueprint = Blueprint("verify", __name__, url_prefix="/verify")


@blueprint.get("/")
def page() -> Answer:
    """The card that is most urgent, how far one is today, and what comes next.

    Nobody rings for a whole province: who sees more than a district is shown the towns.
    """
    today, town = clock.today(), _town()
    if len(current_user.area_code) < DISTRICT and not town:
        return redirect(url_for("verify.towns"))
    waiting = due.queue(current_user, today, town)
    done = done_today(current_user.id, today)
    first = _first(waiting)
    return render_template(
        "verify.html",
        card=_card(first) if first else None,
        following=[_named(each) for each in _next(waiting, first)],
        done=done,
        total=done + _how_many(waiting, today, town),
        last=_last_stroke(),
        town=Area.get_or_none(Area.code == town) if town else None,
        reasons=due.REASONS,
    )


@blueprint.get("/towns")
def towns() -> str:
    """How many are late in each town."""
    shares = due.shares(current_user, clock.today())
    return render_template("verify_towns.html", shares=shares, overall=due.overall(shares))


@blueprint.post("/<kind>/<key>/same")
def same(kind: str, key: str) -> AnyResponse:
    """It is still so: today's date goes onto the record."""
    row = _row(kind, key)
    try:
        batch = verifying.verify(
            reach.databases(), kind, [row.key], reach.signature(), reach.may_publish_alone
        )
    except revisions.Invalid as invalid:
        return _told(row, invalid.problems)
    if batch.count:
        flash(_("已核实《%(name)s》。", name=row.name), "success")
    return _on()


@blueprint.route("/<kind>/<key>/change", methods=("GET", "POST"))
def change(kind: str, key: str) -> Answer:
    """It has changed: telephones, hours, address, and nothing else."""
    row = _row(kind, key)
    form_class = short_forms.form_class(type(row))
    if request.method == "GET":
        return short_page("verify_change.html", row, form_class(data=row.fields()), [])
    form = form_class(request.form)
    try:
        verifying.correct(
            reach.databases(),
            kind,
            row.key,
            short_forms.changes(form, row),
            reach.signature(),
            reach.may_publish_alone,
            reach.base(),
        )
    except revisions.Invalid as invalid:
        return short_page("verify_change.html", row, form, invalid.problems)
    except revisions.Conflict:
        return short_page("verify_change.html", row, form, [conflict()], conflicting=True)
    flash(_("已改好并核实《%(name)s》。", name=row.name), "success")
    return _on()


@blueprint.post("/<kind>/<key>/later")
def later(kind: str, key: str) -> AnyResponse:
    """Nobody answered, or they asked to be rung again: tomorrow it is here again."""
    row, reason = _row(kind, key), request.form.get("reason", "")
    if reason not in due.REASONS:
        abort(400)
    with current_database.atomic():
        due.put_off(kind, row.key, reason, current_user.id, clock.today())
        audit.note(
            "verification_put_off",
            now=clock.now(),
            kind=kind,
            key=row.key,
            area_code=row.area_id,
            reason=reason,
        )
    flash(_("《%(name)s》明天再来。", name=row.name), "success")
    return _on()


def _row(kind: str, key: str) -> Any:
    reach.model_of(kind, due.VERIFIED_KINDS)
    row = reach.row_of(kind, key)
    reach.demand_in("edit", row.area_id)
    if revisions.find(kind, key) is None:
        abort(404)
    return row


def _on() -> AnyResponse:
    """To the next card, in the same town."""
    return redirect(url_for("verify.page", town=_town() or None))


def _town() -> str:
    return reach.code(request.values.get("town"))


def _told(row: Any, problems: list[Problem]) -> AnyResponse:
    """A record that breaks a newer rule is mended in its whole form."""
    flash(_("《%(name)s》里有一处要先改好，才能核实：", name=row.name), "error")
    for problem in problems:
        flash(problem.message, "error")
    return redirect(url_for(f"{row.kind}.edit_view", id=row.key))


def _first(waiting: list[Due]) -> Due | None:
    """The card that was asked for, or else the most urgent one."""
    asked = (request.args.get("kind"), request.args.get("key"))
    chosen = [each for each in waiting if (each.kind, each.key) == asked]
    return next(iter(chosen or waiting), None)


def _card(first: Due) -> dict[str, Any]:
    row = reach.row_of(first.kind, first.key)
    listing.annotate(first.kind, [row])
    times = due.put_off_times(first.kind, first.key, first.verified_on)
    return {
        "due": first,
        "row": row,
        "questions": QUESTIONS[first.kind],
        "times": [(due.REASONS[reason], number) for reason, number in times.items()],
        "age": (clock.today() - first.verified_on).days if first.verified_on else None,
        "may_edit": reach.may_in("edit", row.area_id),
    }


def _how_many(waiting: list[Due], today: date, town: str) -> int:
    """All that wait; they are counted anew only where there may be more than are queued."""
    if len(waiting) < due.MOST_OF_A_KIND:
        return len(waiting)
    return due.count(current_user, today, town)


def _next(waiting: list[Due], first: Due | None) -> list[Due]:
    return [each for each in waiting[: NEXT_SHOWN + 1] if each != first][:NEXT_SHOWN]


def _named(each: Due) -> tuple[Due, str]:
    return each, companions.title(each.kind, each.key)


def done_today(author_id: int, today: date) -> int:
    """How many cards the person has dealt with today."""
    mine = (Batch.author_id == author_id) & (Batch.made_on == today) & Batch.undone_at.is_null()
    rung = BatchItem.select().join(Batch).where(mine & Batch.action.in_(RINGING)).count()
    off = PutOff.select().where((PutOff.author_id == author_id) & (PutOff.made_on == today))
    return int(rung + off.count())


def _last_stroke() -> tuple[Batch, str] | None:
    """What the person did last today, to be taken back, and to which record."""
    mine = (Batch.author_id == current_user.id) & (Batch.made_on == clock.today())
    fresh = mine & Batch.undone_at.is_null() & Batch.action.in_(RINGING) & (Batch.count > 0)
    batch = Batch.select().where(fresh).order_by(Batch.id.desc()).first()
    item = batch.items.first() if batch else None
    return (batch, companions.title(item.kind, item.key)) if item else None


def short_page(
    template: str, row: Any, form: Any, problems: list[Problem], *, conflicting: bool = False
) -> str:
    """The short form with its messages beside the fields."""
    model = type(row)
    by_field: dict[str, list[str]] = {}
    for problem in problems:
        by_field.setdefault(problem.field, []).append(problem.message)
    posted = None if conflicting else request.form.get("base")
    return render_template(
        template,
        row=row,
        form=form,
        names=short_forms.names(model),
        fields={f.name: f for f in model.public_fields()},
        widget=lambda name: forms.widget(model, name),
        problems=problems,
        messages=by_field,
        base=posted or str(row.revision),
        note=request.form.get("note", ""),
        town=_town(),
    )


def conflict() -> Problem:
    """Somebody was quicker."""
    return Problem("", _("您打开之后，别人已经保存过这条信息。请对照最新内容后再保存一次。"))
