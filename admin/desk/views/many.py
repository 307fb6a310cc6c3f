"""Many at once from a list (批量): tick, see what would happen, confirm; undone as one stroke.

What is not in scope or not the person's to change is counted and left alone.
"""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as AnyResponse

from admin.accounts import audit, scope
from admin.desk import many, revisions, verifying
from admin.desk.batches import Batch
from admin.desk.due import VERIFIED_KINDS
from admin.desk.revisions import Record
from admin.desk.views import reach
from models import Category
from pages import clock

KINDS_OF_MANY = (*VERIFIED_KINDS, "activity")
NEEDS: dict[str, scope.Action] = {"verify": "edit", "retag": "edit", "withdraw": "withdraw"}

blueprint = Blueprint("many", __name__, url_prefix="/many")


def actions(kind: str) -> list[tuple[str, str]]:
    """What can be done to many of a kind; only services have a category."""
    offered = [name for name in many.ACTIONS if name != "retag" or kind == "service"]
    return [(name, _(many.ACTIONS[name])) for name in offered if kind in KINDS_OF_MANY]


@blueprint.post("/<kind>/preview")
def preview(kind: str) -> str | AnyResponse:
    """What would happen, before anything does."""
    action, keys = _asked(kind)
    if not keys:
        flash(_("请先在列表里勾选要处理的信息。"), "warning")
        return redirect(url_for(f"{kind}.index_view"))
    mine, same = _sorted(kind, action, reach.rows(kind, keys))
    return render_template(
        "many.html",
        kind=kind,
        action=action,
        label=many.ACTIONS[action],
        mine=mine,
        same=same,
        others=len(keys) - len(mine) - len(same),
        category=_category() if action == "retag" else None,
    )


@blueprint.post("/<kind>/apply")
def apply(kind: str) -> AnyResponse:
    """Do it, in one transaction."""
    action, keys = _asked(kind)
    mine, _same = _sorted(kind, action, reach.rows(kind, keys))
    if not mine:
        flash(_("没有要改的。"), "warning")
        return redirect(url_for(f"{kind}.index_view"))
    try:
        batch = _done(kind, action, [row.key for row in mine])
    except revisions.Invalid as invalid:
        flash(_("一条也没有改：其中有信息要先改好。"), "error")
        for problem in invalid.problems:
            flash(problem.message, "error")
        return redirect(url_for(f"{kind}.index_view"))
    flash(_("做好了，共 %(count)s 条。不对可以整个撤销。", count=batch.count), "success")
    return redirect(url_for("strokes.index"))


def _done(kind: str, action: str, keys: list[str]) -> Batch:
    signature = reach.signature()
    if action == "retag":
        return many.retag(kind, keys, _category().id, signature)
    if action == "withdraw":
        return many.withdraw(reach.databases(), kind, keys, signature)
    batch = verifying.verify(reach.databases(), kind, keys, signature, reach.may_publish_alone)
    audit.note("many_changed", now=signature.now, kind=kind, action="verify", count=batch.count)
    return batch


def _asked(kind: str) -> tuple[str, list[str]]:
    """The act and the records that were ticked; 404 and 400 for what the page does not offer."""
    reach.model_of(kind, KINDS_OF_MANY)
    action = request.form.get("action", "")
    if action not in dict(actions(kind)):
        abort(400)
    keys = list(dict.fromkeys(request.form.getlist("key")))
    if len(keys) > many.MOST:
        abort(413)
    return action, keys


def _sorted(kind: str, action: str, rows: list[Any]) -> tuple[list[Any], list[Any]]:
    """What would change, and what would not; without what the person may not change."""
    keys = [row.key for row in rows]
    found = Record.select().where((Record.kind == kind) & Record.key.in_(keys))
    records = {record.key: record for record in found}
    value = _category().id if action == "retag" else None
    mine: list[Any] = []
    same: list[Any] = []
    for row in rows:
        if reach.may_in(NEEDS[action], row.area_id):
            record = records.get(row.key)
            changes = many.would_change(action, row, record, value, clock.today())
            (mine if changes else same).append(row)
    return mine, same


def _category() -> Category:
    number = reach.number(request.form.get("category"))
    found: Category | None = Category.get_or_none(Category.id == number)
    if found is None:
        abort(400)
    return found
