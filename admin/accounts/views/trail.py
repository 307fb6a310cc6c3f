"""The trail's page: read, narrow, take away as a table, and check that nobody altered it.

Nothing here changes an entry; an export and a check are entries themselves.
"""

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from admin import spreadsheets
from admin.accounts import audit, scope, trail, trail_words
from admin.accounts.audit_events import EVENTS
from pages import clock

MOST_FAULTS = 20
FORMATS = {"csv": spreadsheets.as_csv, "xlsx": spreadsheets.as_xlsx}

blueprint = Blueprint("trail", __name__, url_prefix="/trail")


@blueprint.before_request
def readers_only() -> None:
    if not scope.may(current_user, "trail", None, current_app.extensions["shouwang"].config):
        abort(403)


@blueprint.get("/")
def index() -> str:
    asked = trail.Asked.of(request.args)
    given = request.args.get("before", "")
    before = int(given) if given.isascii() and given.isdigit() and len(given) < 10 else None
    found, following = trail.page(current_user, asked, before)
    return render_template(
        "trail.html",
        lines=found,
        asked=asked,
        before=before,
        following=following,
        events=EVENTS,
        kinds=trail_words.kinds(),
    )


@blueprint.get("/export/<extension>")
def export(extension: str) -> Response:
    """What is shown, all of it, for a spreadsheet; that it was taken away is noted first."""
    if extension not in FORMATS:
        abort(404)
    found = trail.everything(current_user, trail.Asked.of(request.args))
    audit.note("exported", now=clock.now(), kind="trail", count=len(found), format=extension)
    heads = [_(head) for head in trail_words.HEADS]
    return FORMATS[extension](heads, (line.cells() for line in found), "trail")


@blueprint.post("/check")
def check() -> AnyResponse:
    """Walk the whole trail, also what lies beyond the own area: seals are one chain."""
    found = list(audit.faults())
    audit.note("trail_checked", now=clock.now(), kind="trail", count=len(found))
    if not found:
        flash(_("检查过了：审计记录完整，没有人动过。"), "success")
    for fault in found[:MOST_FAULTS]:
        text = _("第 %(number)s 条审计记录：", number=fault.sequence)
        flash(text + _(fault.message), "error")
    if len(found) > MOST_FAULTS:
        flash(_("一共 %(count)s 处。请保留现状，联系区里管系统的人。", count=len(found)), "error")
    return redirect(url_for("trail.index"))
