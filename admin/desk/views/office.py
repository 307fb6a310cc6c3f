"""The front page, the site's settings, and the rendering of Markdown while one writes."""

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
from flask_admin import AdminIndexView, expose
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from admin.accounts import audit, scope
from admin.desk import checks, dashboard, release
from admin.desk.revisions import STANDINGS
from models import KINDS, Area, Setting, current_database
from pages import clock
from pages.markdown import TooLong, render

blueprint = Blueprint("office", __name__)


class FrontView(AdminIndexView):
    """Work to do first: what is written and not yet public, then how much there is."""

    def is_accessible(self) -> bool:
        return bool(current_user.is_authenticated)

    @expose("/")
    def index(self) -> str:
        area = Area.get_or_none(Area.code == current_user.area_code)
        standing = dashboard.standing(current_user, clock.today())
        config = current_app.extensions["shouwang"].config
        page: str = self.render(
            "front.html",
            area=area,
            to_do=dashboard.to_do(current_user),
            counts=_counts(),
            standings=STANDINGS,
            work=dashboard.work(current_user, clock.today(), standing, config),
            standing=standing,
        )
        return page


def _counts() -> list[tuple[str, str, int]]:
    """Kind, label and number of records in scope."""
    return [
        (kind, model.label, scope.visible(current_user, model.select(), model).count())
        for kind, model in KINDS.items()
    ]


@blueprint.post("/markdown")
def markdown() -> Response:
    """The text as it will look, for the pane beside the editor."""
    try:
        return Response(render(request.form.get("text", "")), mimetype="text/html")
    except TooLong:
        abort(413)


@blueprint.route("/settings", methods=("GET", "POST"))
def settings() -> str | AnyResponse:
    """What the whole site says of itself; for the district's editors."""
    shouwang = current_app.extensions["shouwang"]
    if not scope.may(current_user, "structure", None, shouwang.config):
        abort(403)
    if request.method == "POST":
        _store_settings()
        release.release(
            shouwang.databases, author_id=current_user.id, now=clock.now(), today=clock.today()
        )
        flash(_("已保存并发布网站信息。"), "success")
        return redirect(url_for("office.settings"))
    values = {row.name: row.value for row in Setting.select()}
    return render_template("settings.html", names=Setting.NAMES, values=values)


def _store_settings() -> None:
    posted = {name: request.form.get(name, "")[:200] for name in Setting.NAMES}
    tidy = checks.normalise("category", posted)
    standing = dict(Setting.select().tuples())
    changed = [name for name in Setting.NAMES if tidy[name] != standing.get(name, "")]
    with current_database.atomic():
        if changed:
            audit.note("settings_changed", now=clock.now(), fields=changed)
        for name in Setting.NAMES:
            Setting.insert(name=name, value=tidy[name]).on_conflict(
                conflict_target=[Setting.name], update={Setting.value: tidy[name]}
            ).execute()
