"""The pages of danger: incidents with their clock, the family's urging, the list of those at risk.

Each act is one POST with its button; a letter to print names the elder's family and nobody else.
"""

from datetime import timedelta
from typing import Any

import peewee as pw
from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from admin.registry import access, logged
from admin.registry.danger import acts, forms, incident_clock
from admin.registry.danger.rows import Incident, RiskEntry, Urging
from admin.registry.logged import Logged
from admin.registry.register import Column, Register, day
from models import N_
from pages import clock

LONGEST = 300


def spoken(span: timedelta) -> str:
    """A length of time as a clerk says it."""
    minutes = int(span.total_seconds() // 60)
    if minutes < 60:
        return _("%(n)s 分钟", n=minutes)
    if minutes < 48 * 60:
        return _("%(n)s 小时", n=minutes // 60)
    return _("%(n)s 天", n=minutes // 60 // 24)


def read(row: Incident) -> incident_clock.Clock:
    """What the incident's clock says now."""
    return incident_clock.read(row.times, clock.now())


def _state(row: Incident) -> str:
    if row.closed_at:
        return _("已办结")
    level = incident_clock.LEVELS[read(row).level]
    return _(level) if level else _("处理中")


def _only(query: Any, chosen: str) -> Any:
    if chosen == "open":
        return query.where(Incident.closed_at.is_null())
    if chosen == "unread":
        told = Incident.told_town_at.is_null(False)
        return query.where(told & Incident.acknowledged_at.is_null())
    return query.where(Incident.told_town_at.is_null())


def _told(row: Incident) -> list[Urging]:
    chosen = (Urging.elder == row.elder) & Urging.void_at.is_null()
    told = Urging.select().where(chosen & ((Urging.incident == row) | (Urging.on >= row.made_at)))
    return list(told.order_by(Urging.on.desc()))


class IncidentRegister(Register):
    """The clock of a new incident starts when it is written down."""

    def make(self, values: dict[str, Any], area_code: str) -> Logged:
        return super().make(values | {"reported_at": clock.now()}, area_code)


incidents = IncidentRegister(
    Incident,
    forms.IncidentForm,
    (
        Column(N_("老人"), lambda r: str(r.elder.name), private=True),
        Column(N_("什么事"), lambda r: _(Incident.TYPES[r.type])),
        Column(N_("报告时间"), lambda r: clock.local(r.reported_at).strftime("%Y-%m-%d %H:%M")),
        Column(N_("响应用时"), lambda r: spoken(read(r).response)),
        Column(N_("办结用时"), lambda r: spoken(read(r).closing)),
        Column(N_("超时"), lambda r: _("超时") if read(r).is_late else ""),
        Column(N_("状态"), _state),
    ),
    newest=Incident.reported_at,
    lead=N_("有人受伤、走失、没人管，先救人，再在这里记。系统计时：超时会提醒镇里、区里。"),
    page="duty/incident.html",
    narrow=_only,
    narrows={"open": N_("没办结的"), "untold": N_("还没报镇的"), "unread": N_("镇里没签收的")},
    beside=lambda row: {
        "told": _told(row),
        "clock": read(row),
        "levels": incident_clock.LEVELS,
        "spoken": spoken,
        "model": Incident,
        "Urging": Urging,
        "may_decide": access.may(access.DECIDE, row.area_code),
    },
)


@incidents.blueprint.post("/<int:id>/<act>")
def incident_act(id: int, act: str) -> AnyResponse:
    return _do(access.row_of(Incident, id), acts.INCIDENT, act)


def _do(row: Any, known: dict[str, acts.Act], act: str) -> AnyResponse:
    if act not in known:
        abort(404)
    access.demand(access.DECIDE if act in acts.DECISIONS else access.WRITE, row.area_code)
    text = request.form.get("text", "").strip()[:LONGEST]
    try:
        acts.do(row, known[act], text, actor_id=current_user.id, now=clock.now())
        flash(_("已记下。"), "success")
    except acts.NotNow:
        flash(_("现在不能这样做：可能已经做过、还没写说明，或者要由另一个人来批。"), "error")
    except logged.Outdated:
        flash(_("别人刚处理过这一条，请再看一遍。"), "warning")
    return redirect(url_for(f"{row.kind}.one", id=row.id))


urgings = Register(
    Urging,
    forms.UrgingForm,
    (
        Column(N_("老人"), lambda r: str(r.elder.name), private=True),
        Column(N_("日期"), lambda r: day(r.on)),
        Column(N_("通知还是督促"), lambda r: _(Urging.KINDS[r.type])),
        Column(N_("怎样联系"), lambda r: _(Urging.WAYS[r.way])),
        Column(N_("对方怎么说"), lambda r: r.answer, private=True),
    ),
    newest=Urging.on,
    lead=N_("发现风险，先通知子女和家属，督促他们照顾；每次都记下来，督促函可以打印。"),
    page="duty/urging.html",
    narrow=lambda query, only: query.where(Urging.type == only),
    narrows=dict(Urging.KINDS),
)


@urgings.blueprint.get("/<int:id>/letter")
def letter(id: int) -> str:
    """The letter that urges (督促函), to be printed."""
    row = access.row_of(Urging, id)
    logged.seen(row, now=clock.now())
    names = access.names({row.area_code, row.area_code[:9]})
    return render_template("duty/letter.html", row=row, names=names, today=clock.today())


def _listed(query: Any, chosen: str) -> Any:
    if chosen == "proposed":
        return query.where(RiskEntry.approved_at.is_null())
    if chosen == "leaving":
        return query.where((RiskEntry.leave_reason != "") & RiskEntry.left_at.is_null())
    if chosen == "unread":
        return query.where(
            RiskEntry.approved_at.is_null(False) & RiskEntry.acknowledged_at.is_null()
        )
    return query.where(RiskEntry.left_at.is_null(False) if chosen == "left" else _standing())


def _standing() -> pw.Expression:
    return RiskEntry.approved_at.is_null(False) & RiskEntry.left_at.is_null()


def risk_state(row: RiskEntry) -> str:
    """Where an entry stands, in words."""
    if row.left_at:
        return _("已退出")
    if row.approved_at is None:
        return _("等批准进入")
    if row.leave_reason:
        return _("等批准退出")
    return _("在册") if row.acknowledged_at else _("在册，镇里还没签收")


risks = Register(
    RiskEntry,
    forms.RiskForm,
    (
        Column(N_("老人"), lambda r: str(r.elder.name), private=True),
        Column(N_("原因"), lambda r: _(RiskEntry.REASONS[r.reason])),
        Column(N_("措施"), lambda r: r.measures, private=True),
        Column(N_("提出"), lambda r: clock.local(r.made_at).strftime("%Y-%m-%d")),
        Column(N_("状态"), risk_state),
    ),
    newest=RiskEntry.made_at,
    lead=N_("有安全风险、生活困难的老人。一人提出，另一人批准；批准后自动报镇民政办签收。"),
    page="duty/risk.html",
    narrow=_listed,
    narrows={
        "standing": N_("在册的"),
        "proposed": N_("等批准进入的"),
        "unread": N_("镇里没签收的"),
        "leaving": N_("等批准退出的"),
        "left": N_("已退出的"),
    },
    # Who has been approved leaves by the second person's word, not by a stroke.
    voids=lambda row: row.approved_at is None,
    beside=lambda row: {
        "state": risk_state(row),
        "may_decide": access.may(access.DECIDE, row.area_code),
    },
)


@risks.blueprint.post("/<int:id>/<act>")
def risk_act(id: int, act: str) -> AnyResponse:
    return _do(access.row_of(RiskEntry, id), acts.RISK, act)


REGISTERS = (incidents, urgings, risks)
