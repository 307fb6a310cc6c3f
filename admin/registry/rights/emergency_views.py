"""The pages of 应急查阅: ask for one file beyond the own area, end it, and review what was opened.

What is typed to find the person is posted and stands in no address. The list for review is that of
the elder's own area; editors there say whether it was necessary.
"""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse
from wtforms import Form

from admin import mail
from admin.accounts.openings import Opening
from admin.accounts.users import User
from admin.registry import access, inputs, words
from admin.registry.inputs import Day, needed
from admin.registry.people.elders import Elder
from admin.registry.rights import emergencies
from admin.registry.rights.emergencies import Known
from admin.registry.views import door
from models import N_

HOURS = (1, 2, 4, 8, 24, 48, 72)
PAGE = 50
LONGEST = 200

blueprint = Blueprint("emergency", __name__, url_prefix="/emergency")
blueprint.before_request(lambda: access.demand(access.LOOK))


class EmergencyForm(Form):
    """Whom, why, and for how long."""

    name = inputs.line(N_("老人姓名"), 40, "", needed)
    id_number = inputs.line(N_("身份证号"), 18, N_("身份证号、档案号、出生日期，知道一样就行。"))
    dossier_number = inputs.line(N_("档案号"), 24)
    born_on = Day(N_("出生日期"))
    reason = inputs.choice(N_("什么紧急情况"), words.EMERGENCY_REASONS)
    text = inputs.text(N_("写清楚"), LONGEST, N_("人在哪里、谁报的、要看什么。"), needed)
    hours = inputs.Choice(N_("要看多久"))

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        """Whether it can be looked for: a name alone finds nobody."""
        fine = super().validate(*args, **kwargs)
        given = (self.id_number.data, self.dossier_number.data, self.born_on.data)
        if not any(given) and not self.born_on.errors:
            self.id_number.errors = [_("身份证号、档案号、出生日期，至少填一样。")]
            fine = False
        return bool(fine)

    def known(self) -> Known:
        return Known(
            self.name.data, self.id_number.data, self.dossier_number.data, self.born_on.data
        )


@blueprint.get("/")
def index() -> str:
    """What is open to me, and what was opened of my area."""
    act = door.act()
    rows = list(emergencies.of_area(current_user).limit(PAGE))
    return render_template(
        "rights/emergencies.html",
        mine=list(emergencies.running(act)),
        rows=rows,
        now=act.now,
        reasons=words.EMERGENCY_REASONS,
        verdicts=words.EMERGENCY_VERDICTS,
        accounts=access.accounts([row.actor_id for row in rows]),
        names=access.names({row.area_code for row in rows}),
        may_open=door.may("registry_emergency"),
        may_review=access.may(access.DECIDE),
    )


@blueprint.route("/new", methods=("GET", "POST"))
def new() -> str | AnyResponse:
    """Ask for a file, and open it."""
    door.demand("registry_emergency")
    form = EmergencyForm(request.form if request.method == "POST" else None)
    most = door.config().emergency_hours
    form.hours.choices = [(str(n), _("%(n)s 小时", n=n)) for n in HOURS if n <= most]
    if request.method == "POST" and form.validate():
        answer = _opened(form)
        if answer is not None:
            return answer
    return render_template("rights/emergency.html", form=form)


def _opened(form: EmergencyForm) -> AnyResponse | None:
    """The way to the file, or None with what is wrong said at its field."""
    act = door.act()
    try:
        elder = emergencies.find(form.known(), act)
    except emergencies.NotFound:
        form.name.errors = [_("没有找到这样一位老人，请核对姓名和号码。每次都会记下。")]
        return None
    except emergencies.TooManyGuesses:
        form.name.errors = [_("今天找错的次数太多，不能再找。请打电话找当地镇民政办。")]
        return None
    if not access.visible(Elder).where(Elder.id == elder.id).exists():
        given = {"reason": form.reason.data, "text": form.text.data}
        emergencies.open_file(elder, act, hours=int(form.hours.data), **given)
        _write_to(elder.area_code)
        flash(_("已打开，到时候自动关上。当地已经收到提醒。"), "success")
    return redirect(url_for("elders.one", key=elder.key))


def _write_to(area_code: str) -> None:
    """A letter to the district's editors, if letters can be sent; it names nobody."""
    config = door.config()
    if not mail.is_configured(config):
        return
    here = (User.role == "district_editor") & (User.area_code == area_code[:6]) & User.active
    for user in User.select().where(here & (User.mail != "")):
        try:
            subject = _("有一份老人档案被应急查阅")
            mail.send(config, user.mail, subject, _("请登录后台，打开“应急查阅”复核。"))
        except mail.MailRefused:
            flash(_("提醒邮件没有发出去，当地在首页看得到。"), "warning")


@blueprint.post("/<int:number>/end")
def end(number: int) -> AnyResponse:
    """Close what I opened."""
    door.demand("registry_emergency")
    own = Opening.actor_id == current_user.id
    row = Opening.get_or_none(own, Opening.id == number) if number < 2**31 else None
    if row is None:
        abort(404)
    try:
        emergencies.end(row, door.act())
        flash(_("已关上。"), "success")
    except emergencies.NotNow:
        flash(_("已经关上了。"), "warning")
    return redirect(url_for("emergency.index"))


@blueprint.post("/<int:number>/review")
def review(number: int) -> AnyResponse:
    """Say whether what somebody opened of my area was necessary."""
    row = access.row_of(Opening, number)
    access.demand(access.DECIDE, row.area_code)
    remark = request.form.get("remark", "").strip()[:LONGEST]
    try:
        emergencies.review(row, request.form.get("verdict", ""), remark, door.act())
        flash(_("已复核。"), "success")
    except emergencies.NotNow:
        flash(_("请选一个结论。自己打开的要由别人复核，复核过的不能再改。"), "error")
    return redirect(url_for("emergency.index"))
