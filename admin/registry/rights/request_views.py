"""The pages of requests (个人信息权利请求) and of holds: register, clock, answer, letter.

The village writes a request down; a town or the district answers it. The letter is printed and
handed over, and is kept nowhere but in the answer itself.
"""

from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from admin.registry import access, logged, paper
from admin.registry.logged import Logged
from admin.registry.register import Column, Register, day
from admin.registry.rights import forms, requests
from admin.registry.rights.rows import LegalHold, RightsRequest
from admin.registry.rules import rights_clock
from admin.registry.views import door
from models import N_
from pages import clock

LONGEST = 500
LARGE = 16
STATES = {
    "answered": N_("已答复"),
    "overdue": N_("超过期限"),
    "pressing": N_("快到期限"),
    "running": N_("在期限内"),
}


def _state(row: RightsRequest) -> str:
    return _(STATES[requests.state(row, clock.today())])


def _only(query: Any, chosen: str) -> Any:
    if chosen == "overdue":
        return query.where(requests.is_overdue(clock.today()))
    if chosen == "open":
        return query.where(requests.is_open())
    return query.where(RightsRequest.decided_at.is_null(False))


class RequestRegister(Register):
    """The clock runs from the day somebody asked; its end is fixed when it is written down."""

    def make(self, values: dict[str, Any], area_code: str) -> Logged:
        due = rights_clock.due_on(values["asked_on"], door.config().rights_days)
        return super().make(values | {"due_on": due}, area_code)


def _beside(row: RightsRequest) -> dict[str, Any]:
    return {
        "state": requests.state(row, clock.today()),
        "states": STATES,
        "model": RightsRequest,
        "changes": requests.changes(row),
        "accounts": access.accounts([row.decided_by]),
        "may_decide": access.may(access.DECIDE, row.area_code),
    }


rights_requests = RequestRegister(
    RightsRequest,
    forms.RequestForm,
    (
        Column(N_("老人"), lambda r: str(r.elder.name), private=True),
        Column(N_("要求什么"), lambda r: _(RightsRequest.TYPES[r.type])),
        Column(N_("谁提出的"), lambda r: _(RightsRequest.ASKERS[r.asker])),
        Column(N_("提出日期"), lambda r: day(r.asked_on)),
        Column(N_("答复期限"), lambda r: day(r.due_on)),
        Column(N_("状态"), _state),
    ),
    newest=RightsRequest.asked_on,
    lead=N_(
        "老人和家属可以查看、复制、更正、删除登记的情况，可以收回同意，可以要求说明。"
        "谁来问都先记在这里。已经退出登记的老人，从他的档案里点“记权利请求”。"
    ),
    page="rights/request.html",
    narrow=_only,
    narrows={"overdue": N_("超过期限的"), "open": N_("没答复的"), "answered": N_("答复了的")},
    beside=_beside,
    is_fixed=True,
    voids=lambda row: row.decided_at is None,
)


@rights_requests.blueprint.post("/<int:id>/decide")
def decide(id: int) -> AnyResponse:
    """Answer it."""
    row = access.row_of(RightsRequest, id)
    access.demand(access.DECIDE, row.area_code)
    answer = request.form.get("answer", "")
    text = request.form.get("text", "").strip()[:LONGEST]
    try:
        requests.decide(row, answer, text, actor_id=current_user.id, now=clock.now())
        flash(_("已答复。请打印答复书，交给提出的人。"), "success")
    except requests.StillRegistered:
        flash(
            _(
                "老人还在册，档案是办关爱服务必须的，不能删。请选“不予办理”写明理由，或先办退出登记。"
            ),
            "error",
        )
    except requests.NotNow:
        flash(_("请选答复并写明；答复过的不能再改。"), "error")
    except logged.Outdated:
        flash(_("别人刚处理过这一条，请再看一遍。"), "warning")
    return redirect(url_for("rights_request.one", id=id))


@rights_requests.blueprint.post("/<int:id>/handed")
def handed(id: int) -> AnyResponse:
    """The asker has the answer in hand."""
    row = access.row_of(RightsRequest, id)
    access.demand(access.WRITE, row.area_code)
    try:
        requests.hand_over(row, clock.today(), actor_id=current_user.id, now=clock.now())
        flash(_("已记下。"), "success")
    except (requests.NotNow, logged.Outdated):
        flash(_("还没有答复，或者已经交给本人了。"), "warning")
    return redirect(url_for("rights_request.one", id=id))


@rights_requests.blueprint.get("/<int:id>/letter.pdf")
def letter(id: int) -> AnyResponse:
    """The answer as a letter to print; before there is one, back to the request."""
    row = access.row_of(RightsRequest, id)
    if row.decided_at is None:
        return redirect(url_for("rights_request.one", id=id))
    logged.seen(row, now=clock.now())
    return paper.answer(_letter(row), "answer")


def _letter(row: RightsRequest) -> paper.Paper:
    names = access.names({row.area_code, row.area_code[:9]})
    office = names.get(row.area_code[:9], "")
    facts = [
        (_("收到日期"), day(row.asked_on)),
        (_("老人"), str(row.elder.name)),
        (_("提出人"), str(row.asker_name) or _("老人本人")),
        (_("要求"), _(RightsRequest.TYPES[row.type])),
        (_("答复"), _(RightsRequest.ANSWERS[row.answer])),
    ]
    text = [
        str(row.answer_text),
        "",
        _("您对答复不满意，可以向区民政局反映，也可以依法向人民法院起诉。"),
        "",
        _("经办单位（盖章）：＿＿＿＿＿＿　日期：＿＿＿＿＿＿"),
        _("收到答复的人签字或按手印：＿＿＿＿＿＿"),
    ]
    sections = [paper.Section(_("办理情况"), facts=facts), paper.Section(_("说明"), text=text)]
    made = paper.Paper(
        title=_("个人信息权利请求答复书"),
        lead=_("第 %(n)s 号", n=row.id),
        office=office,
        made_on=clock.today(),
        sections=sections,
    )
    made.size = LARGE
    return made


holds = Register(
    LegalHold,
    forms.HoldForm,
    (
        Column(N_("老人"), lambda r: str(r.elder.name), private=True),
        Column(N_("为什么不能删"), lambda r: r.reason, private=True),
        Column(N_("记下日期"), lambda r: clock.local(r.made_at).strftime("%Y-%m-%d")),
    ),
    newest=LegalHold.made_at,
    adds=access.DECIDE,
    lead=N_("有案件、审计、投诉的，先记在这里，到了保存期限也不删。办完了点“作废”就是解除。"),
)
REGISTERS = (rights_requests, holds)
