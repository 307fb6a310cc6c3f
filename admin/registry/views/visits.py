"""Visits: a contact's own people first, and one form for a visit or a call, an excuse or a blow.

The id of a visit is made with the form, so that a form sent twice is one visit.
"""

from datetime import datetime, timedelta
from typing import Any, ClassVar

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from werkzeug.wrappers import Response

from admin.registry import handles, words
from admin.registry.people import handing
from admin.registry.people.elders import Elder
from admin.registry.rules import days
from admin.registry.views import door, fields
from admin.registry.views.fields import RegistryForm
from admin.registry.views.visit_form import Moment, VisitForm
from admin.registry.visits import campaigns, exceptions, recording, work_list
from admin.registry.visits.recording import NotThisVisit, Written
from admin.registry.visits.records import Visit, VisitExcuse
from models import N_
from pages import clock

Answer = str | Response
NEXT_DAYS = {"week": 7, "half_month": 14}

blueprint = Blueprint("visits", __name__, url_prefix="/visits")
door.guard(blueprint)


@blueprint.get("/")
def index() -> str:
    """My people, due first."""
    today = clock.today()
    lines = work_list.mine(current_user, today)
    door.listed(len(lines))
    return render_template(
        "registry/my_people.html",
        lines=lines,
        waiting=work_list.waiting(current_user, today),
        helper=handing.helper_of(current_user.id),
        blows=work_list.blows(current_user, clock.now()),
        campaigns=campaigns.running(current_user, today),
        today=today,
        may_edit=door.may("registry_edit"),
        is_village=len(current_user.area_code) == work_list.VILLAGE,
    )


@blueprint.route("/<key>/new", methods=("GET", "POST"))
def new(key: str) -> Answer:
    door.demand("registry_edit")
    elder, act = door.elder(key), door.act()
    if not elder.is_active:
        flash(_("这位老人已退出登记。"), "error")
        return redirect(url_for("elders.one", key=key))
    form = VisitForm(request.form, data=_proposed(elder, act))
    if request.method == "POST" and form.check(act.now, act.today):
        taken = _record(elder, form, act)
        flash(_("已记下。") if taken.is_new else _("这一次已经记过了。"), "success")
        for flag in taken.visit.flags:
            flash(_(words.VISIT_FLAGS[flag]), "warning")
        return redirect(url_for("visits.index"))
    handle = handles.read(request.form.get("handle", "")) or handles.new()
    return render_template("registry/visit.html", elder=elder, form=form, handle=handle)


def _proposed(elder: Elder, act: Any) -> dict[str, Any]:
    """What is most likely: in person, now, and again when the next is due."""
    cadence = act.rules.cadences[elder.tier]
    span = NEXT_DAYS.get(cadence)
    later = act.today + timedelta(days=span) if span else days.months_after(act.today, 1)
    return {"mode": "in_person", "at": act.now, "next_on": later}


def _record(elder: Elder, form: VisitForm, act: Any) -> recording.Taken:
    written = Written(
        handle=handles.read(request.form.get("handle", "")) or handles.new(),
        mode=form.mode.data,
        at=form.at.data or act.now,
        source="office",
        values=form.columns(),
    )
    try:
        return recording.record(elder, written, act)
    except NotThisVisit:
        abort(400)


@blueprint.post("/<key>/<int:number>/take-back")
def take_back(key: str, number: int) -> Response:
    elder, act = door.elder(key), door.act()
    visit = door.part(Visit, elder, number)
    if recording.may_take_back(visit, act.author_id, act.today):
        recording.take_back(visit, act)
        flash(_("已收回，不再算数。"), "success")
    else:
        flash(_("只有本人能收回，而且要在七天之内。"), "error")
    return redirect(url_for("elders.one", key=key))


class ExcuseForm(RegistryForm):
    """Why somebody cannot be visited at home for a while."""

    GROUPS: ClassVar = [(N_("免访"), ("kind", "starts_on", "ends_on", "note"))]

    kind = fields.tap(N_("为什么"), words.EXCUSES, needed=True)
    starts_on = fields.day(N_("从哪天起"), needed=True)
    ends_on = fields.day(N_("到哪天"), N_("不知道就空着，回来时再点“回来了”。"))
    note = fields.text(N_("说明"), N_("如在哪家医院、哪个子女家。"), most=200)

    def check(self) -> bool:
        fine = self.validate()
        if self.ends_on.data and self.starts_on.data and self.ends_on.data < self.starts_on.data:
            self.ends_on.errors = [_("不能早于开始的日期。")]
        return bool(fine) and not self.errors


@blueprint.route("/<key>/excuse", methods=("GET", "POST"))
def excuse(key: str) -> Answer:
    door.demand("registry_edit")
    elder, act = door.elder(key), door.act()
    form = ExcuseForm(request.form, data={"starts_on": act.today})
    if request.method == "POST" and form.check():
        exceptions.excuse(
            elder,
            form.kind.data,
            form.starts_on.data,
            form.ends_on.data,
            form.note.data or "",
            act,
        )
        flash(_("已记下。这段时间不用上门。"), "success")
        return redirect(url_for("elders.one", key=key))
    about = _("老人不在家时记在这里，漏访就不算在联系人头上。在家的日子够一周，还是要走访。")
    return _page(elder, form, _("记免访"), about)


@blueprint.post("/<key>/excuses/<int:number>/end")
def end_excuse(key: str, number: int) -> Response:
    elder = door.elder(key)
    exceptions.end(door.part(VisitExcuse, elder, number), door.act())
    flash(_("已结束，从今天起照常走访。"), "success")
    return redirect(url_for("elders.one", key=key))


class BlowForm(RegistryForm):
    """A major change after which somebody goes within 24 hours."""

    GROUPS: ClassVar = [(N_("重大变故"), ("kind", "happened_at", "note"))]

    kind = fields.tap(N_("什么事"), words.MAJOR_CHANGES, needed=True)
    happened_at = Moment(_l("什么时候发生的"))
    note = fields.text(N_("说明"), most=200)

    def check(self, now: datetime) -> bool:
        fine = self.validate()
        if self.happened_at.data and self.happened_at.data > now:
            self.happened_at.errors = [_("这个时间还没有到。")]
        return bool(fine) and not self.errors


@blueprint.route("/<key>/blow", methods=("GET", "POST"))
def blow(key: str) -> Answer:
    door.demand("registry_edit")
    elder, act = door.elder(key), door.act()
    form = BlowForm(request.form, data={"happened_at": act.now})
    if request.method == "POST" and form.check(act.now):
        happened_at = form.happened_at.data or act.now
        exceptions.strike(elder, form.kind.data, happened_at, form.note.data or "", act)
        flash(_("已记下。24 小时内要有人上门看望。"), "success")
        return redirect(url_for("elders.one", key=key))
    return _page(elder, form, _("记重大变故"), _("记下以后，24 小时内要有人上门看望。"))


def _page(elder: Elder, form: Any, title: str, about: str) -> str:
    return render_template(
        "registry/form.html",
        form=form,
        title=title,
        about=about,
        back=url_for("elders.one", key=elder.key),
        back_label=elder.name,
    )
