"""Pages of the campaigns: what runs, who has not been seen yet, ordering and ending one."""

from typing import Any, ClassVar

import peewee as pw
from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from admin.accounts import scope
from admin.registry import handles, words
from admin.registry.people import listing
from admin.registry.views import door, fields
from admin.registry.views.fields import RegistryForm
from admin.registry.visits import campaigns
from admin.registry.visits.records import Campaign
from models import N_, Area
from pages import clock

Answer = str | Response
LATEST = 30
MOST_WAITING = 200
YES_NO = {"yes": N_("算"), "no": N_("不算，要上门")}

blueprint = Blueprint("campaigns", __name__, url_prefix="/visits/campaigns")
door.guard(blueprint)


class CampaignForm(RegistryForm):
    """A campaign."""

    GROUPS: ClassVar = [
        (
            N_("专项走访"),
            ("kind", "name", "area_code", "audience", "calls", "starts_on", "ends_on"),
        )
    ]

    kind = fields.tap(N_("为什么"), words.CAMPAIGNS, needed=True)
    name = fields.text(N_("名称"), N_("如“11 月下旬寒潮走访”。"), most=60, needed=True)
    area_code = fields.chosen_later(N_("哪里"))
    audience = fields.tap(N_("走访谁"), words.CAMPAIGN_AUDIENCES, needed=True)
    calls = fields.tap(N_("打电话算不算"), YES_NO, needed=True)
    starts_on = fields.day(N_("从哪天"), needed=True)
    ends_on = fields.day(N_("到哪天"), needed=True)

    def check(self) -> bool:
        fine = self.validate()
        if self.starts_on.data and self.ends_on.data and self.ends_on.data < self.starts_on.data:
            self.ends_on.errors = [_("不能早于开始的日期。")]
        return bool(fine) and not self.errors

    def columns(self) -> dict[str, Any]:
        values = self.values()
        values["phone_counts"] = values.pop("calls") == "yes"
        return values


@blueprint.get("/")
def index() -> str:
    rows = campaigns.visible(current_user).order_by(Campaign.id.desc()).limit(LATEST)
    return render_template(
        "registry/campaigns.html",
        rows=[campaigns.progress(current_user, row) for row in rows],
        today=clock.today(),
        may_decide=door.may("registry_decide"),
    )


@blueprint.route("/new", methods=("GET", "POST"))
def new() -> Answer:
    door.demand("registry_decide")
    act, form = door.act(), CampaignForm(request.form)
    query = scope.visible(current_user, Area.select(), Area)
    places = [(a.code, a.name) for a in query.order_by(pw.fn.LENGTH(Area.code), Area.code)]
    fields.offer(form.area_code, places)
    if request.method == "POST" and form.check():
        made = campaigns.begin(form.columns(), act)
        flash(_("已安排。各村在“我的走访”里就看得到。"), "success")
        return redirect(url_for("campaigns.one", key=made.key))
    return render_template(
        "registry/form.html",
        form=form,
        title=_("安排专项走访"),
        back=url_for("campaigns.index"),
        back_label=_("专项走访"),
    )


def _one(key: str) -> Campaign:
    found: Campaign | None = None
    if handles.PATTERN.fullmatch(key):
        found = campaigns.visible(current_user).where(Campaign.handle == key).first()
    if found is None:
        abort(404)
    return found


@blueprint.get("/<key>/")
def one(key: str) -> str:
    row = _one(key)
    ids = campaigns.waiting(current_user, row, MOST_WAITING)
    door.listed(len(ids))
    return render_template(
        "registry/campaign.html",
        progress=campaigns.progress(current_user, row),
        lines=listing.lines(ids, clock.today()),
        today=clock.today(),
        may_edit=door.may("registry_edit"),
        may_decide=door.may("registry_decide", str(row.area_code)),
    )


@blueprint.post("/<key>/close")
def close(key: str) -> Response:
    row = _one(key)
    if not door.may("registry_decide", str(row.area_code)):
        abort(403)
    campaigns.close(row, door.act())
    flash(_("已结束。记下的走访都还在。"), "success")
    return redirect(url_for("campaigns.index"))
