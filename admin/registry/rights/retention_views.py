"""The pages of 到期删除: what is past its term, and erasing it after the numbers were confirmed.

No name stands on these pages. Erasing is for the district; it asks for the number that it shows.
"""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from admin.registry import access
from admin.registry.register import number
from admin.registry.rights import erasing
from admin.registry.rights.rows import LegalHold, Residue
from admin.registry.rules import retention
from admin.registry.views import door
from pages import clock

blueprint = Blueprint("retention", __name__, url_prefix="/retention")
blueprint.before_request(lambda: access.demand(access.LOOK))


def _due(kind: str) -> erasing.Due:
    if kind not in retention.KINDS:
        abort(404)
    found = erasing.due(current_user, clock.today(), erasing.terms(door.config()))
    return next(one for one in found if one.kind == kind)


@blueprint.get("/")
def index() -> str:
    """Every kind with its term and its numbers, and what is left of those before."""
    left = access.visible(Residue).order_by(Residue.year.desc(), Residue.kind).limit(200)
    rows = list(left)
    return render_template(
        "rights/retention.html",
        due=erasing.due(current_user, clock.today(), erasing.terms(door.config())),
        kinds=retention.KINDS,
        residues=rows,
        names=access.names({row.area_code for row in rows}),
        holds=access.visible(LegalHold).where(LegalHold.void_at.is_null()).count(),
        may_erase=door.may("registry_erase"),
    )


@blueprint.route("/<kind>", methods=("GET", "POST"))
def confirm(kind: str) -> str | AnyResponse:
    """Show how many will be gone, and erase them once that number is written down."""
    door.demand("registry_erase")
    due, wrong = _due(kind), False
    count = erasing.batch(kind, due.count)
    if request.method == "POST":
        wrong = number(request.form.get("count", "").strip()) != count or not count
        if not wrong and _erased(kind, count):
            return redirect(url_for("retention.index"))
    return render_template(
        "rights/erase.html",
        due=due,
        count=count,
        label=retention.KINDS[kind],
        is_file=kind in retention.FILES,
        wrong=wrong,
    )


def _erased(kind: str, count: int) -> bool:
    terms = erasing.terms(door.config())
    try:
        done = erasing.erase(kind, current_user, count, terms, door.act())
    except erasing.Changed:
        flash(_("数量刚变了，没有删。请再看一遍。"), "warning")
        return False
    flash(_("已删除 %(n)s 条，只留下统计数。", n=done), "success")
    return True
