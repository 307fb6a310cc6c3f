"""What was done to many at once (批量记录), with a button to undo each stroke as one.

Only its author may undo a stroke, and only inside the own area.
"""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from admin.desk import batches
from admin.desk.batches import Batch, BatchItem
from admin.desk.views import reach
from models import KINDS

MOST_SHOWN = 50
LEFT_SHOWN = 10

blueprint = Blueprint("strokes", __name__, url_prefix="/strokes")


@blueprint.get("/")
def index() -> str:
    """The person's own strokes, the newest first."""
    mine = Batch.select().where((Batch.author_id == current_user.id) & (Batch.count > 0))
    shown = [(each, batches.ACTIONS[each.action], KINDS[each.kind].label) for each in _newest(mine)]
    return render_template("strokes.html", shown=shown)


def _newest(query: Any) -> Any:
    return query.order_by(Batch.id.desc()).limit(MOST_SHOWN)


@blueprint.post("/<int:number>/undo")
def undo(number: int) -> AnyResponse:
    """Put every record of the stroke back, and say which were left alone."""
    batch = Batch.get_or_none(Batch.id == number) if number < 2**31 else None
    if batch is None or batch.author_id != current_user.id:
        abort(404)
    _demand_all(batch)
    try:
        undone = batches.undo(reach.databases(), batch, reach.signature())
    except batches.AlreadyUndone:
        flash(_("这一步已经撤销过了。"), "warning")
        return _back(batch)
    flash(_("已撤销，%(count)s 条恢复成原来的样子。", count=undone.count), "success")
    if undone.left:
        names = "、".join(undone.left[:LEFT_SHOWN])
        message = _(
            "有 %(count)s 条后来又有人改过，没有动：%(names)s", count=len(undone.left), names=names
        )
        flash(message, "warning")
    return _back(batch)


def _demand_all(batch: Batch) -> None:
    """Every record of the stroke is still the person's to edit; else 403."""
    keys = {key for (key,) in _items(batch, BatchItem.key).tuples()}
    for row in reach.rows(batch.kind, list(keys)):
        reach.demand_in("edit", reach.area_code(row))
        keys.discard(row.key)
    lives = _items(batch, BatchItem.live_before, BatchItem.live_after).tuples()
    changed_live = any(before != after for before, after in lives)
    if keys or (changed_live and not reach.may_in("publish", current_user.area_code)):
        abort(403)


def _items(batch: Batch, *columns: Any) -> Any:
    return BatchItem.select(*columns).where(BatchItem.batch == batch)


def _back(batch: Batch) -> AnyResponse:
    """To where the stroke was made."""
    if request.form.get("back") == "verify":
        item = batch.items.first()
        return redirect(url_for("verify.page", kind=item.kind, key=item.key))
    return redirect(url_for("strokes.index"))
