"""Every revision of a record: who saved it, when, what it changed; compare any two, restore any.

Restoring saves the old fields as a new revision. Nothing is overwritten; nothing goes out by it.
"""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from admin.desk import archive, difference, review, revisions
from admin.desk.readable import labels, readable
from admin.desk.revisions import Revision
from admin.desk.views import reach
from models import Published
from pages import clock

PAGE = 20

blueprint = Blueprint("history", __name__, url_prefix="/history")


@blueprint.get("/<kind>/<key>/")
def revisions_of(kind: str, key: str) -> str:
    """The revisions, the newest first, and what was said about them."""
    row = reach.row_of(kind, key)
    page = max(reach.number(request.args.get("page", "0")), 0)
    items = revisions.page_of_history(kind, key, page, PAGE + 1)
    thread = review.thread(kind, key) if page == 0 else []
    people = {item.author_id for item in items} | {line.author_id for line in thread}
    return render_template(
        "history.html",
        row=row,
        record=revisions.find(kind, key),
        items=items[:PAGE],
        changed=_changed(items, labels(kind)),
        ever_live=archive.ever_live(kind, key),
        names=reach.names(people),
        thread=thread,
        acts=review.ACTS,
        page=page,
        more=len(items) > PAGE,
        may_edit=reach.may("edit", kind, reach.area_code(row)),
    )


def _changed(items: list[Revision], called: dict[str, str]) -> dict[int, list[str]]:
    """What the fields that each revision changed are called; of the first revision, nothing."""
    older: list[Revision | None] = [*items[1:], None]
    return {
        item.number: [
            called.get(name, name)
            for name in (revisions.changed(before.fields, item.fields) if before else [])
        ]
        for item, before in zip(items, older, strict=True)
    }


@blueprint.get("/<kind>/<key>/compare")
def compare(kind: str, key: str) -> str:
    """Two revisions beside each other, the older one first."""
    row = reach.row_of(kind, key)
    chosen = sorted(reach.number(request.args.get(name)) for name in ("from", "to"))
    before, after = (_revision(row, number) for number in chosen)
    old, new = readable(kind, before.fields), readable(kind, after.fields)
    return render_template(
        "compare.html",
        row=row,
        record=revisions.find(kind, key),
        before=before,
        after=after,
        changes=difference.compare(old, new),
        labels=labels(kind),
        names=reach.names({before.author_id, after.author_id}),
        may_edit=reach.may("edit", kind, reach.area_code(row)),
    )


def _revision(row: Published, number: int) -> Revision:
    try:
        return revisions.revision(row.kind, row.key, number)
    except Revision.DoesNotExist:
        abort(404)


@blueprint.post("/<kind>/<key>/restore")
def restore(kind: str, key: str) -> AnyResponse:
    """Save an old revision's fields as the newest revision."""
    row = reach.row_of(kind, key)
    reach.demand("edit", row)
    item = _revision(row, reach.number(request.form.get("number")))
    try:
        _restore(row, item)
    except revisions.Conflict:
        flash(_("别人刚保存过这条信息，请看过最新的版本再恢复。"), "error")
    except revisions.Invalid as invalid:
        flash(_("不能恢复版本 %(n)s，因为：", n=item.number), "error")
        for problem in invalid.problems:
            flash(f"{labels(kind).get(problem.field, '')} {problem.message}".strip(), "error")
    return redirect(url_for("history.revisions_of", kind=kind, key=key))


def _restore(row: Published, item: Revision) -> None:
    area: Any = item.fields.get("area")
    if area and not reach.may("edit", row.kind, str(area)):
        flash(_("那个版本归别的镇村维护，不能恢复。"), "error")
        return
    saved = revisions.save(
        row.kind,
        row.key,
        dict(item.fields),
        author_id=current_user.id,
        now=clock.now(),
        today=clock.today(),
        base=reach.number(request.form.get("base")),
        source=item.number,
    )
    flash(
        _("已把版本 %(old)s 恢复为版本 %(new)s，还没有发布。", old=item.number, new=saved.number),
        "success",
    )
