"""What is decided about an elder: an override, leaving, coming back, moving, and who helps.

Each asks for its reason, says what will follow, and can be taken back.
"""

from typing import Any, ClassVar

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from admin.accounts import scope
from admin.registry import words
from admin.registry.people import handing, listing, registering
from admin.registry.people.elders import Elder
from admin.registry.people.helping import Helper
from admin.registry.rules.eligibility import ANSWERS
from admin.registry.views import door, fields
from admin.registry.views.fields import RegistryForm
from models import N_

Answer = str | Response
VILLAGE = 12

blueprint = Blueprint("decisions", __name__, url_prefix="/elders/<key>")
door.guard(blueprint)


class OverrideForm(RegistryForm):
    """The town's decision against the computed answer."""

    GROUPS: ClassVar = [(N_("镇里的决定"), ("answer", "reason", "review_on"))]

    answer = fields.tap(N_("按什么算"), ANSWERS, needed=True)
    reason = fields.text(
        N_("理由"), N_("写明依据，如“镇民政办 11 月 3 日会议”。"), most=300, needed=True
    )
    review_on = fields.day(N_("哪天再看"), N_("空着就一直有效，直到撤回。"))


class LeaveForm(RegistryForm):
    """Why somebody leaves the register."""

    GROUPS: ClassVar = [(N_("退出登记"), ("reason",))]

    reason = fields.tap(N_("原因"), words.DEPARTURES, needed=True)


class MoveForm(RegistryForm):
    """Where somebody moves to."""

    GROUPS: ClassVar = [(N_("转到别的村"), ("area_code",))]

    area_code = fields.chosen_later(N_("转到"))


class HelperForm(RegistryForm):
    """Who helps from today."""

    GROUPS: ClassVar = [(N_("联系帮扶人"), ("helper", "reason", "note"))]

    helper = fields.chosen_later(N_("从今天起由谁联系"))
    reason = fields.one(N_("为什么"), words.HAND_OVER_REASONS, needed=True)
    note = fields.long(N_("交接的话"), N_("接手的人该知道什么。"), most=300)


@blueprint.route("/override", methods=("GET", "POST"))
def override(key: str) -> Answer:
    door.demand("registry_decide")
    elder, form = door.elder(key), OverrideForm(request.form)
    if request.method == "POST" and form.validate():
        registering.override(
            elder, form.answer.data, form.reason.data, form.review_on.data, door.act()
        )
        flash(_("已改判。算出来的结果还在旁边看得到。"), "success")
        return _back(elder)
    about = _("按记录算出来的结果不变，但以镇里的决定为准。每一次改判都记在审计里。")
    return _page(elder, form, _("改判是否留守老人"), about)


@blueprint.post("/override/withdraw")
def withdraw_override(key: str) -> Response:
    door.demand("registry_decide")
    elder = door.elder(key)
    registering.withdraw_override(elder, door.act())
    flash(_("已撤回，重新按记录算。"), "success")
    return _back(elder)


@blueprint.route("/leave", methods=("GET", "POST"))
def leave(key: str) -> Answer:
    door.demand("registry_edit")
    elder, form = door.elder(key), LeaveForm(request.form)
    if request.method == "POST" and form.validate():
        registering.leave(elder, form.reason.data, door.act())
        flash(_("已退出登记。弄错了可以在档案里恢复。"), "success")
        return _back(elder)
    about = _("从今天起不再走访，联系帮扶人也到今天为止。档案保留，可以恢复。")
    return _page(elder, form, _("退出登记"), about, button=_("退出登记"), danger=True)


@blueprint.post("/return")
def come_back(key: str) -> Response:
    elder = door.elder(key)
    registering.come_back(elder, door.act())
    flash(_("已恢复登记。请重新指定联系帮扶人。"), "success")
    return _back(elder)


@blueprint.route("/move", methods=("GET", "POST"))
def move(key: str) -> Answer:
    """Within the area of whoever moves: beyond it, the office above does it."""
    door.demand("registry_decide")
    elder, form = door.elder(key), MoveForm(request.form)
    villages = [a for a in listing.places(current_user) if a.level == "village"]
    choices = [(a.code, a.name) for a in villages if a.code != elder.area_code]
    fields.offer(form.area_code, choices)
    if request.method == "POST" and form.validate():
        registering.move(elder, form.area_code.data, door.act())
        flash(_("已转过去。请那边指定联系帮扶人。"), "success")
        return _back(elder)
    about = _("整份档案转过去，原村从此看不到。转到别的镇，请区里办。")
    return _page(elder, form, _("转到别的村"), about, button=_("转过去"))


@blueprint.route("/helper", methods=("GET", "POST"))
def helper(key: str) -> Answer:
    door.demand("registry_edit")
    elder, form, act = door.elder(key), HelperForm(request.form), door.act()
    found = candidates(elder)
    loads = handing.loads(found)
    fields.offer(form.helper, [(row.key, _choice(row, loads)) for row in found])
    if request.method == "POST" and form.validate():
        chosen = next(row for row in found if row.key == form.helper.data)
        handing.assign(elder, chosen, form.reason.data, form.note.data or "", act)
        flash(_("已指定“%(name)s”。", name=chosen.name), "success")
        if handing.load(chosen) > chosen.load_limit:
            flash(_("“%(name)s”帮的人超过了上限，请想想能否分担。", name=chosen.name), "warning")
        return _back(elder)
    about = "" if found else _("这里还没有登记联系帮扶人。请先到“联系帮扶人”里登记。")
    return _page(elder, form, _("指定联系帮扶人"), about)


def candidates(elder: Elder) -> list[Helper]:
    """The active helpers of the elder's village and of the town above it, in scope."""
    near = {str(elder.area_code), str(elder.area_code)[:9]}
    query = scope.visible(current_user, Helper.select(), Helper)
    query = query.where(Helper.area_code.in_(near), Helper.is_active == True)  # noqa: E712 (SQL)
    return list(query.order_by(Helper.area_code.desc(), Helper.id))


def _choice(row: Helper, loads: dict[int, int]) -> str:
    return _(
        "%(name)s（现在 %(load)s 人，上限 %(limit)s）",
        name=row.name,
        load=loads.get(row.id, 0),
        limit=row.load_limit,
    )


def _back(elder: Elder) -> Response:
    return redirect(url_for("elders.one", key=elder.key))


def _page(elder: Elder, form: Any, title: str, about: str = "", **more: Any) -> str:
    return render_template(
        "registry/form.html",
        form=form,
        title=title,
        about=about,
        back=url_for("elders.one", key=elder.key),
        back_label=elder.name,
        **more,
    )
