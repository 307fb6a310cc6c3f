"""The pages of care: 五帮四查, requests, companions, pairings, money, contracts, activities.

Each list is a `Register`; here stands what is special about it.
"""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse
from wtforms import Form

from admin.accounts import scope
from admin.registry import access, inputs, logged
from admin.registry.care import association_views, forms, matching, pairing_views, steps
from admin.registry.care.rows import (
    CareLog,
    Companion,
    Contract,
    Pairing,
    Promotion,
    ServiceRequest,
)
from admin.registry.danger import proposing
from admin.registry.register import Column, Register, day
from admin.sealed import Sealed
from models import N_, Provider, Service
from pages import clock


def _elder(row: Any) -> str:
    return str(row.elder.name)


def _words(known: dict[str, str], chosen: list[str]) -> str:
    return "、".join(_(known[word]) for word in chosen if word in known)


def _propose(log: CareLog) -> None:
    """What is wrong becomes an incident, to be confirmed by whoever wrote it."""
    if log.wrong:
        proposing.from_care_log(log, actor_id=current_user.id, now=clock.now())
        flash(_("四查有异常，已登记为突发事件，请尽快处理。"), "warning")


logs = Register(
    CareLog,
    forms.CareLogForm,
    (
        Column(N_("老人"), _elder, private=True),
        Column(N_("日期"), lambda r: day(r.on)),
        Column(N_("帮了什么"), lambda r: _words(CareLog.HELPS, r.helps)),
        Column(N_("异常"), lambda r: _words(CareLog.CHECKS, r.wrong)),
        Column(N_("说明"), lambda r: r.note, private=True),
    ),
    newest=CareLog.on,
    lead=N_("每天看一看吃、穿、住、医，帮了什么就点什么；这不算每月的上门探访。"),
    page="duty/care_log.html",
    narrow=lambda query, _only: query.where(~logged.is_empty(CareLog.wrong)),
    narrows={"wrong": N_("有异常的")},
    added=_propose,
)


def _services(form: Form, _row: Any) -> None:
    found = scope.pickable(current_user, Service.select(Service.id, Service.name), Service)
    pairs = [(str(id), name) for id, name in found.order_by(Service.name).tuples()]
    form["service"].choices = [("", _("不找公布的服务")), *pairs]
    if isinstance(form["service"].data, Service):
        form["service"].data = str(form["service"].data.id)
    if form["service"].data in (None, "None"):
        form["service"].data = ""


class RequestRegister(Register):
    """Requests know a published service by its number."""

    def values(self, form: Form) -> dict[str, Any]:
        given = super().values(form)
        number = given["service"]
        return given | {"service": Service.get_by_id(int(number)) if number else None}


def _request_steps(row: ServiceRequest) -> dict[str, Any]:
    return {
        "following": steps.NEXT[row.state] if row.void_at is None else (),
        "model": ServiceRequest,
        "day": day,
    }


def _destination(row: ServiceRequest) -> str:
    if row.authority:
        return _(ServiceRequest.AUTHORITIES[row.authority])
    return str(row.service.name) if row.service else _("还没定")


def _only(query: Any, chosen: str) -> Any:
    if chosen == "waiting":
        # 代养 (三、特困人员供养机构): applied for, and not given yet.
        asked = ServiceRequest.state.in_(("asked", "accepted"))
        return query.where(asked, ServiceRequest.need == "entrusted_care")
    return query.where(ServiceRequest.state == chosen)


requests = RequestRegister(
    ServiceRequest,
    forms.RequestForm,
    (
        Column(N_("老人"), _elder, private=True),
        Column(N_("需要"), lambda r: _(ServiceRequest.NEEDS[r.need])),
        Column(N_("提出"), lambda r: day(r.asked_on)),
        Column(N_("去向"), _destination),
        Column(N_("进度"), lambda r: _(ServiceRequest.STATES[r.state])),
        Column(N_("经费"), lambda r: _(ServiceRequest.FUNDING[r.funding]) if r.funding else ""),
    ),
    newest=ServiceRequest.asked_on,
    lead=N_("老人提出的需要：找公布的服务，或转介给有关部门。老人亲口确认了才算办完。"),
    page="duty/request.html",
    narrow=_only,
    narrows=ServiceRequest.STATES | {"waiting": N_("等代养的（先提出的在最后一页）")},
    prepare=_services,
    beside=_request_steps,
)


@requests.blueprint.post("/<int:id>/step")
def step(id: int) -> AnyResponse:
    """Take a request one step on."""
    row = access.row_of(ServiceRequest, id)
    access.demand(access.WRITE, row.area_code)
    wanted, given = request.form.get("step", ""), request.form
    if given.get("funding", "") not in ServiceRequest.FUNDING:
        abort(400)
    if given.get("answer", "") not in {"", *ServiceRequest.ANSWERS}:
        abort(400)
    try:
        steps.take(
            row,
            wanted,
            reply=given.get("reply", "").strip()[:300],
            funding=given.get("funding", ""),
            answer=given.get("answer", ""),
            today=clock.today(),
            actor_id=current_user.id,
            now=clock.now(),
        )
        flash(_("已记下。"), "success")
    except steps.NotNow:
        flash(_("还不能这样做：请看现在的进度，并填好需要的内容。"), "error")
    except logged.Outdated:
        flash(_("别人刚处理过这一条，请再看一遍。"), "warning")
    return redirect(url_for("request.one", id=row.id))


def _providers(form: Form, _row: Any) -> None:
    found = scope.pickable(current_user, Provider.select(Provider.id, Provider.name), Provider)
    form["provider"].choices = [
        ("", _("请选择")),
        *((str(id), name) for id, name in found.order_by(Provider.name).tuples()),
    ]
    if isinstance(form["provider"].data, Provider):
        form["provider"].data = str(form["provider"].data.id)


class ContractRegister(Register):
    """Contracts know an institution by its number."""

    def values(self, form: Form) -> dict[str, Any]:
        given = super().values(form)
        return given | {"provider": Provider.get_by_id(int(given["provider"]))}


contracts = ContractRegister(
    Contract,
    forms.ContractForm,
    (
        Column(N_("服务机构"), lambda r: r.provider.name),
        Column(N_("买什么"), lambda r: r.items),
        Column(N_("起止"), lambda r: f"{day(r.begins_on)} – {day(r.ends_on)}"),
        Column(N_("金额（元）"), lambda r: inputs.yuan(r.fen)),
        Column(N_("计划/实际人数"), lambda r: f"{r.planned} / {r.served or ''}"),
        Column(N_("验收"), lambda r: day(r.accepted_on)),
    ),
    newest=Contract.begins_on,
    levels=("district", "town"),
    adds=access.DECIDE,
    lead=N_("政府购买服务的合同：向谁买、买什么、多少人、验收没有。"),
    prepare=_providers,
)

promotions = Register(
    Promotion,
    forms.PromotionForm,
    (
        Column(N_("内容"), lambda r: _(Promotion.TOPICS[r.topic])),
        Column(N_("日期"), lambda r: day(r.on)),
        Column(N_("地点"), lambda r: r.place),
        Column(N_("人数"), lambda r: str(r.attendance)),
    ),
    newest=Promotion.on,
    levels=("district", "town", "village"),
    lead=N_("宣传孝亲敬老、法律、健康知识的活动，办一次记一条。"),
    narrow=lambda query, only: query.where(Promotion.topic == only),
    narrows=dict(Promotion.TOPICS),
)


class CompanionRegister(Register):
    """A telephone is sealed: it is shown on request, and left alone where nothing is typed."""

    def values(self, form: Form) -> dict[str, Any]:
        given = super().values(form)
        return given if given["phone"] else {k: v for k, v in given.items() if k != "phone"}


def _without_phone(form: Form, _elder: Any) -> None:
    if isinstance(form["phone"].data, Sealed):
        form["phone"].data = ""


companions = CompanionRegister(
    Companion,
    forms.CompanionForm,
    (
        Column(N_("姓名"), lambda r: r.name, private=True),
        Column(N_("身份"), lambda r: _(matching.KINDS[r.type])),
        Column(N_("能帮什么"), lambda r: _words(CareLog.HELPS, r.skills)),
        Column(N_("正在帮几人"), lambda r: str(pairing_views.load(r))),
    ),
    newest=Companion.made_at,
    lead=N_("志愿者、老年协会会员、邻居里愿意结对帮扶的人；不是每位老人那一名联系帮扶人。"),
    page="duty/companion.html",
    narrow=lambda query, only: query.where(Companion.type == only),
    narrows=dict(matching.KINDS),
    prepare=_without_phone,
)


@companions.blueprint.post("/<int:id>/phone")
def phone(id: int) -> str:
    """Show the telephone once; that it was looked at is in the trail."""
    row = access.row_of(Companion, id)
    access.demand(access.WRITE, row.area_code)
    logged.revealed(row, "phone", now=clock.now())
    return render_template("duty/phone.html", row=row, number=row.phone.reveal())


pairings = pairing_views.PairingRegister(
    Pairing,
    forms.PairingForm,
    (
        Column(N_("老人"), _elder, private=True),
        Column(N_("由谁帮"), lambda r: r.companion.name, private=True),
        Column(N_("方式"), pairing_views.mode),
        Column(N_("从"), lambda r: day(r.begun_on)),
        Column(N_("到"), lambda r: day(r.ended_on)),
    ),
    newest=Pairing.begun_on,
    lead=N_("一帮一、多帮一、一帮多由系统按结对情况算出来。"),
    page="duty/pairing.html",
    narrow=lambda query, only: query.where(Pairing.ended_on.is_null(only == "open")),
    narrows={"open": N_("正在帮的"), "ended": N_("已结束的")},
    prepare=pairing_views.offer,
    beside=pairing_views.beside,
)
pairings.blueprint.add_url_rule("/weak", view_func=pairing_views.weak, methods=["GET"])

REGISTERS = (
    logs,
    requests,
    pairings,
    companions,
    *association_views.REGISTERS,
    contracts,
    promotions,
)
