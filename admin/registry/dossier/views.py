"""Dossiers in a browser: choose an elder of the own area, and print the file.

Names are searched by a form that is posted, so that none stands in an address; each file that is
made is in the trail. Whole numbers need the right to write, and a reason.
"""

from typing import Any

from flask import Blueprint, abort, render_template, request
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from admin.accounts import audit, scope
from admin.registry import access, handles, paper, words
from admin.registry.dossier import contents
from admin.registry.people.elders import Elder
from models import Area
from pages import clock

PAGE = 50

blueprint = Blueprint("dossier", __name__, url_prefix="/dossier")
blueprint.before_request(lambda: access.demand(access.LOOK))


@blueprint.route("/", methods=("GET", "POST"))
def index() -> str:
    """The people of the own area, to choose from; a name is searched for by a posted form."""
    query = access.visible(Elder).where(Elder.left_on.is_null())
    area, name = request.values.get("area", ""), request.form.get("name", "").strip()
    known = scope.visible(current_user, Area.select(), Area).where(Area.code == area).exists()
    if known:
        query = query.where(Elder.area_code.startswith(area))
    if name:
        query = query.where(Elder.name.contains(name))
    given = request.args.get("page", "1")
    page = max(int(given), 1) if given.isascii() and given.isdigit() and len(given) < 6 else 1
    rows = list(query.order_by(Elder.area_code, Elder.id).paginate(page, PAGE + 1))
    audit.note("dossiers_listed", now=clock.now(), kind="elder", count=len(rows[:PAGE]))
    return render_template(
        "files/dossiers.html",
        rows=rows[:PAGE],
        more=len(rows) > PAGE,
        page=page,
        area=area if known else "",
        name=name,
        places=access.places("town", "village"),
        names=access.names({row.area_code for row in rows}),
        reasons=words.REVEAL_REASONS,
        may_open=access.may(access.WRITE),
    )


@blueprint.get("/<key>.pdf")
def masked(key: str) -> AnyResponse:
    """The file with numbers masked."""
    return _file(key, "")


@blueprint.post("/<key>.pdf")
def whole(key: str) -> AnyResponse:
    """The file with whole numbers, for a reason."""
    access.demand(access.WRITE)
    reason = request.form.get("reason", "")
    if reason not in words.REVEAL_REASONS:
        abort(400)
    return _file(key, reason)


def _file(key: str, reason: str) -> AnyResponse:
    elder = access.visible(Elder).where(Elder.handle == handles.read(key)).first()
    if elder is None:
        abort(404)
    detail: dict[str, Any] = {"reason": reason} if reason else {}
    audit.note(
        "dossier_made",
        now=clock.now(),
        kind="elder",
        key=elder.key,
        area_code=str(elder.area_code),
        **detail,
    )
    made = contents.paper(elder, clock.today(), is_open=bool(reason))
    return paper.answer(made, "dossier")
