"""What the night changed and what visits proposed: read, and ticked off."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from admin.accounts import audit, scope
from admin.registry import words
from admin.registry.people import listing
from admin.registry.people.elders import Notice
from admin.registry.views import door
from pages import clock

SIZE = 100

blueprint = Blueprint("notices", __name__, url_prefix="/notices")
door.guard(blueprint)


@blueprint.get("/")
def index() -> str:
    query = unseen()
    rows = list(query.order_by((Notice.kind == "alarm").desc(), Notice.id.desc()).limit(SIZE))
    lines = {line.elder.id: line for line in listing.lines(_elders(rows), clock.today())}
    door.listed(len(lines))
    return render_template(
        "registry/notices.html",
        rows=[(row, lines[row.elder_id]) for row in rows if row.elder_id in lines],
        count=query.count(),
        labels=words.NOTICES,
        may_edit=door.may("registry_edit"),
    )


def unseen() -> Any:
    """The notices in scope that nobody has ticked off."""
    query = scope.visible(current_user, Notice.select(), Notice)
    return query.where(Notice.seen_at.is_null())


def _elders(rows: list[Notice]) -> list[int]:
    return list(dict.fromkeys(row.elder_id for row in rows))


@blueprint.post("/seen")
def seen() -> Response:
    """Tick off those that were on the page, and no later one."""
    numbers = [int(n) for n in request.form.getlist("notice") if n.isascii() and n.isdigit()]
    act = door.act()
    mine = [row.id for row in unseen().where(Notice.id.in_(numbers[:SIZE]))]
    if mine:
        Notice.update(seen_at=act.now, seen_by=act.author_id).where(Notice.id.in_(mine)).execute()
        audit.note("notices_read", now=act.now, kind="elders", count=len(mine))
    flash(_("看过了 %(count)s 条。", count=len(mine)), "success")
    return redirect(url_for("notices.index"))
