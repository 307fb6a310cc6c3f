"""The ground of each group of fields, and the notice: to be read aloud, and to be printed large."""

from flask import Blueprint, render_template
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from admin.registry import access, paper, words
from admin.registry.rights.purposes import CONSENT_TEXT, NOTICE, OFFICE, PURPOSES
from pages import clock

LARGE = 20

blueprint = Blueprint("rights", __name__, url_prefix="/rights")
blueprint.before_request(lambda: access.demand(access.LOOK))


@blueprint.get("/")
def index() -> str:
    """The table for the staff, and the text to read aloud."""
    return render_template("files/rights.html", purposes=(*PURPOSES, *OFFICE), notice=NOTICE)


@blueprint.get("/consent.pdf")
def consent() -> AnyResponse:
    """The separate consent in large type: one question a purpose, each to be refused freely."""
    code = str(current_user.area_code)
    place = access.names({code}).get(code, "")
    asked = [
        line
        for label in words.CONSENT_PURPOSES.values()
        for line in (_(label), _("　　□ 同意　　□ 不同意"), "")
    ]
    text = [_(line) for line in CONSENT_TEXT] + ["", *asked] + _signed()
    made = paper.Paper(
        title=_("单独同意书"),
        lead=place,
        office=place,
        made_on=clock.today(),
        sections=[paper.Section(_("一件一件问您"), text=text)],
    )
    made.size = LARGE
    return paper.answer(made, "consent")


def _signed() -> list[str]:
    """Where the elder and a witness sign."""
    return [
        "",
        _("本人签字或按手印：＿＿＿＿＿＿　见证人：＿＿＿＿＿＿"),
        _("日期：＿＿＿＿＿＿"),
    ]


@blueprint.get("/notice.pdf")
def notice() -> AnyResponse:
    """The notice in large type, with room to sign."""
    code = str(current_user.area_code)
    place = access.names({code}).get(code, "")
    text = [_(line) for line in NOTICE]
    section = paper.Section(_("为什么登记您的情况"), text=[*text, *_signed()])
    made = paper.Paper(
        title=_("告知书"), lead=place, office=place, made_on=clock.today(), sections=[section]
    )
    made.size = LARGE
    return paper.answer(made, "notice")
