"""Suggestions from the villages (村里的建议): a short form on a phone, and a list for the editors.

Whoever may edit a record may suggest; whether it is taken over is an editor's word. A suggestion is
never public by itself.
"""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from admin.accounts import scope
from admin.desk import leaks, release, revisions, short_forms, suggestions
from admin.desk.checks import Problem
from admin.desk.due import VERIFIED_KINDS
from admin.desk.readable import in_line
from admin.desk.suggestions import Suggestion
from admin.desk.views import reach
from admin.desk.views.verify import conflict, short_page
from models import KINDS

Answer = str | AnyResponse
FORM = "suggest.html"

blueprint = Blueprint("suggest", __name__, url_prefix="/suggest")


@blueprint.get("/")
def index() -> str:
    """What waits for an answer, the oldest first."""
    waiting = suggestions.waiting(current_user).order_by(Suggestion.id)
    shown = [_shown(each) for each in waiting.limit(suggestions.MOST_SHOWN)]
    return render_template("suggestions.html", shown=shown, count=waiting.count())


@blueprint.route("/<kind>/<key>", methods=("GET", "POST"))
def form(kind: str, key: str) -> Answer:
    """Say in a minute what is different."""
    reach.model_of(kind, VERIFIED_KINDS)
    row = reach.row_of(kind, key)
    reach.demand_in("edit", row.area_id)
    form_class = short_forms.form_class(type(row))
    if request.method == "GET":
        return short_page(FORM, row, form_class(data=row.fields()), [])
    filled, note = form_class(request.form), request.form.get("note", "").strip()
    try:
        _store(row, short_forms.changes(filled, row), note)
    except revisions.Invalid as invalid:
        return short_page(FORM, row, filled, invalid.problems)
    except revisions.Conflict:
        return short_page(FORM, row, filled, [conflict()], conflicting=True)
    flash(_("谢谢！对《%(name)s》的建议已经交给镇里。", name=row.name), "success")
    return redirect(url_for(f"{kind}.index_view"))


def _store(row: Any, changes: dict[str, Any], note: str) -> None:
    """Keep the suggestion.

    :raises revisions.Invalid: there is nothing in it, or something that may not be said.
    """
    problems = [Problem(_field, text) for _field, text in leaks.find({"note": note})]
    if not changes and not note:
        problems.append(Problem("note", _("还没有改什么。改一处，或者在最下面写一句。")))
    if len(note) > suggestions.LONGEST_NOTE:
        message = _("太长了，最多 %(most)s 个字。", most=suggestions.LONGEST_NOTE)
        problems.append(Problem("note", message))
    if problems:
        raise revisions.Invalid(problems)
    suggestions.suggest(row, changes, note, reach.signature(), reach.base())


@blueprint.post("/<int:number>/accept")
def accept(number: int) -> AnyResponse:
    """Take it over, and publish it where nothing else waits on that record."""
    suggestion = _decidable(number)
    try:
        out = suggestions.accept(
            reach.databases(),
            suggestion,
            reach.signature(),
            reach.may_publish,
            four_eyes=reach.config().four_eyes,
        )
    except suggestions.AlreadyDecided:
        return _too_late()
    except release.Refused as refused:
        for reason in refused.reasons:
            flash(reason, "error")
        return redirect(url_for("suggest.index"))
    except leaks.LeakFound:
        flash(_("没有发布：里面像是有身份证号、手机号或台账里的内容。"), "error")
        return redirect(url_for("suggest.index"))
    if out:
        flash(_("已采纳并发布。"), "success")
    else:
        flash(_("已采纳。要让外面看到，请打开这条信息检查后发布。"), "success")
    return redirect(url_for("suggest.index"))


@blueprint.post("/<int:number>/decline")
def decline(number: int) -> AnyResponse:
    """Turn it down; the record says what it said before."""
    suggestion = _decidable(number)
    try:
        put_back = suggestions.decline(reach.databases(), suggestion, reach.signature())
    except suggestions.AlreadyDecided:
        return _too_late()
    if put_back:
        flash(_("没有采纳，内容已恢复成建议之前的样子。"), "success")
    else:
        flash(_("没有采纳。后来又有人改过这条信息，请打开它自己核对。"), "warning")
    return redirect(url_for("suggest.index"))


def _decidable(number: int) -> Suggestion:
    """A suggestion in scope, for an editor; village contacts do not answer their own."""
    query = scope.visible(current_user, Suggestion.select(), Suggestion)
    found = query.where(Suggestion.id == number).first() if number < 2**31 else None
    if found is None:
        abort(404)
    if current_user.role == "village_contact":
        abort(403)
    reach.demand_in("edit", found.area)
    return found


def _too_late() -> AnyResponse:
    flash(_("别人已经答复过这条建议。"), "warning")
    return redirect(url_for("suggest.index"))


def _shown(suggestion: Suggestion) -> dict[str, Any]:
    labels = {f.name: f.verbose_name for f in KINDS[suggestion.kind].public_fields()}
    changed = [
        (labels.get(name, name), *(in_line(suggestion.kind, name, v) for v in (before, after)))
        for name, before, after in suggestions.changes(suggestion)
    ]
    return {
        "suggestion": suggestion,
        "row": revisions.row(suggestion.kind, suggestion.key),
        "changed": changed,
        "may_answer": current_user.role != "village_contact"
        and reach.may_in("edit", suggestion.area),
    }
