"""My account: what I am here, what guards me, and where I am signed in."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from admin.accounts import recovery, second_factors, sessions, users
from admin.accounts.sessions import Session
from models import Area
from pages import clock

blueprint = Blueprint("mine", __name__, url_prefix="/me")


@blueprint.get("/")
def index() -> str:
    here = sessions.here()
    return render_template(
        "mine.html",
        area=Area.get_or_none(Area.code == current_user.area_code),
        methods=[_(second_factors.METHODS[name]) for name in second_factors.has(current_user)],
        required=second_factors.is_required(
            current_user, current_app.extensions["shouwang"].config
        ),
        codes_left=recovery.left(current_user),
        sessions=sessions.of(current_user.fs_uniquifier),
        here=here.token_hash if here else "",
    )


@blueprint.post("/sessions/end")
def end() -> Response:
    """Sign out one of one's own sessions, or all but this one."""
    here, wanted = sessions.here(), request.form.get("session", "")
    others = [
        row
        for row in sessions.of(current_user.fs_uniquifier)
        if here is None or row.token_hash != here.token_hash
    ]
    chosen = [row.token_hash for row in others if wanted in ("others", row.handle)]
    ended = Session.delete().where(Session.token_hash.in_(chosen)).execute() if chosen else 0
    if ended:
        users.note("session_ended", current_user, clock.now(), count=ended)
    flash(_("已退出 %(count)s 处登录。", count=ended), "success")
    return redirect(url_for("mine.index"))
