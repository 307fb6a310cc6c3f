"""The page of public figures: count, suppress, attack, compare, and hand over to be reviewed.

For whoever decides in the whole district. Nothing is published here.
"""

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse
from wtforms import Form

from admin.accounts import scope
from admin.registry import access, inputs
from admin.registry.figures import issuing, suppression
from admin.registry.figures.issuing import Draft
from admin.registry.figures.rows import AllowedWord, FigureIssue
from admin.registry.register import Column, Register
from models import N_, Area
from pages import clock

HIGHEST = 50

blueprint = Blueprint("public_figures", __name__, url_prefix="/public-figures")


@blueprint.before_request
def deciders_only() -> None:
    access.demand(access.LOOK)


def _district() -> Area:
    """The district that the person decides for, else 403."""
    query = scope.visible(current_user, Area.select(), Area).where(Area.level == "district")
    found = query.order_by(Area.code).first()
    if found is None or not access.may(access.DECIDE, found.code):
        abort(403)
    return found


def _least() -> int:
    """The threshold of this office: the configuration may raise it, never below the house's."""
    configured: int = current_app.extensions["shouwang"].config.figures_threshold
    return max(configured, suppression.LEAST)


def _draft(district: Area) -> Draft:
    asked = request.values.get("threshold", "")
    k = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else 0
    k = min(max(k, _least()), HIGHEST)
    rounded = bool(request.values.get("rounded"))
    return issuing.draft(district, clock.today(), k=k, is_rounded=rounded)


@blueprint.get("/")
def index() -> str:
    """This quarter's issue as it would be, with the proof that nobody can be found in it."""
    district = _district()
    found = _draft(district)
    issues = access.visible(FigureIssue).order_by(FigureIssue.period.desc())
    return render_template(
        "duty/figures.html",
        row=found,
        issues=list(issues),
        least=_least(),
        highest=HIGHEST,
        narrowest=[
            (each.cut.title, each.narrowest(), len(each.made.hidden)) for each in found.drawn
        ],
        has_issue=any(i.period == found.period and i.void_at is None for i in issues),
    )


@blueprint.post("/hand-over")
def hand_over() -> AnyResponse:
    """Freeze it and put it before a reviewer."""
    district = _district()
    door = current_app.extensions["shouwang_figures"]
    try:
        issuing.hand_over(
            _draft(district),
            district,
            door,
            actor_id=current_user.id,
            now=clock.now(),
            today=clock.today(),
        )
        flash(_("已交审核。要由另一个人在“待审核”里通过，才会发布。"), "success")
    except issuing.Blocked:
        flash(_("不能交：本季度已经有一期，或者和上一期相比会看出个人。"), "error")
    return redirect(url_for("public_figures.index"))


class WordForm(Form):
    """A word that is let pass, and why."""

    area_code = inputs.Choice(N_("适用的区"), validate_choice=False)
    word = inputs.line(N_("允许的词"), 20, N_("既是人名也是平常话的词，如“高峰”。"), inputs.needed)
    reason = inputs.line(N_("为什么允许"), 120, "", inputs.needed)


allowed = Register(
    AllowedWord,
    WordForm,
    (Column(N_("词"), lambda r: r.word, private=True), Column(N_("原因"), lambda r: r.reason)),
    newest=AllowedWord.made_at,
    levels=("district",),
    adds=access.DECIDE,
    lead=N_("发布前会检查公开的文字里有没有老人和家属的姓名、电话、住址。这里的词不拦。"),
)

REGISTERS = (allowed,)
