"""The helpers (联系帮扶人): who they are, whom they have, and whether it is too many."""

from typing import Any, ClassVar

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from admin.accounts import scope
from admin.accounts.users import User
from admin.registry import handles, words
from admin.registry.people import handing, keeping, listing, revealing
from admin.registry.people.elders import Elder
from admin.registry.people.helping import LOAD_LIMIT, Helper
from admin.registry.views import door, fields
from admin.registry.views.elder_forms import UNCHANGED, keep_sealed, telephone
from admin.registry.views.fields import RegistryForm
from models import N_

Answer = str | Response
ACTIVE = {"yes": N_("在做"), "no": N_("不做了")}

blueprint = Blueprint("helping", __name__, url_prefix="/helpers")
door.guard(blueprint)


class HelperForm(RegistryForm):
    """One helper."""

    GROUPS: ClassVar = [
        (N_("是谁"), ("name", "phone", "area_code", "kind", "employment")),
        (N_("怎么做"), ("load_limit", "account", "active")),
    ]

    name = fields.text(N_("姓名"), needed=True)
    phone = fields.text(N_("电话"), N_("只给管这件事的人看。"))
    area_code = fields.chosen_later(N_("哪个村居"))
    kind = fields.one(N_("是什么人"), words.HELPER_KINDS, needed=True)
    employment = fields.tap(N_("专职还是兼职"), words.EMPLOYMENTS, needed=True)
    load_limit = fields.number(N_("最多帮几位"), N_("超过会提醒，不会拦住。"), least=1, most=200)
    account = fields.text(N_("登录的账号"), N_("有账号才能在手机上记走访；没有就空着。"))
    active = fields.tap(N_("还在做吗"), ACTIVE)

    def check(self) -> bool:
        fine = self.validate()
        telephone(self)
        return bool(fine) and not self.errors


@blueprint.get("/")
def index() -> str:
    query = scope.visible(current_user, Helper.select(), Helper)
    rows = list(query.order_by(Helper.is_active.desc(), Helper.area_code, Helper.id))
    return render_template(
        "registry/helpers.html",
        rows=rows,
        loads=handing.loads(rows),
        places=listing.place_names({str(row.area_code) for row in rows}),
        may_edit=door.may("registry_edit"),
        without=_without(),
    )


def _without() -> int:
    """How many of the register have nobody: it must become none (三（二）3)."""
    query = scope.visible(current_user, Elder.select(), Elder)
    return int(query.where(Elder.left_on.is_null(), Elder.helper_id.is_null()).count())


def one(key: str) -> Helper:
    """The helper of that handle, if in scope."""
    found: Helper | None = None
    if handles.PATTERN.fullmatch(key):
        query = scope.visible(current_user, Helper.select(), Helper)
        found = query.where(Helper.handle == key).first()
    if found is None:
        abort(404)
    return found


@blueprint.route("/new", methods=("GET", "POST"))
def new() -> Answer:
    door.demand("registry_edit")
    form = _offered(HelperForm(request.form, data={"load_limit": LOAD_LIMIT, "active": "yes"}))
    return _save(None, form, _("登记联系帮扶人"))


@blueprint.route("/<key>", methods=("GET", "POST"))
def edit(key: str) -> Answer:
    door.demand("registry_edit")
    helper = one(key)
    account = User.get_or_none(User.id == helper.account_id) if helper.account_id else None
    data = keeping.plain(helper) | {
        "active": "yes" if helper.is_active else "no",
        "account": account.name if account else "",
        "phone": "",
    }
    form = _offered(HelperForm(request.form, data=data))
    if helper.phone:
        masked = revealing.masked(helper.phone, "phone")
        form.phone.description = _(UNCHANGED, masked=masked)
    return _save(helper, form, _("改联系帮扶人"))


def _offered(form: HelperForm) -> HelperForm:
    fields.offer(form.area_code, [(a.code, a.name) for a in listing.places(current_user)])
    return form


def _save(helper: Helper | None, form: HelperForm, title: str) -> Answer:
    if request.method == "POST" and form.check():
        account_id = _account(form, helper)
        if not form.account.errors:
            handing.save(helper, _columns(form, account_id), door.act())
            flash(_("已保存。"), "success")
            return redirect(url_for("helping.index"))
    return render_template(
        "registry/form.html",
        form=form,
        title=title,
        back=url_for("helping.index"),
        back_label=_("联系帮扶人"),
    )


def _columns(form: HelperForm, account_id: int | None) -> dict[str, Any]:
    values = form.values()
    values.pop("account")
    values["is_active"] = values.pop("active") != "no"
    values["load_limit"] = values["load_limit"] or LOAD_LIMIT
    keep_sealed(values, "phone")
    return values | {"account_id": account_id}


def _account(form: HelperForm, helper: Helper | None) -> int | None:
    """The number of the account that was named, if it is in scope and nobody else's."""
    name = form.account.data
    if not name:
        return None
    query = scope.visible(current_user, User.select(), User)
    account = query.where(User.name == name.casefold()).first()
    if account is None:
        form.account.errors = [_("本辖区没有这个账号。")]
        return None
    other = handing.helper_of(account.id)
    if other is not None and (helper is None or other.id != helper.id):
        form.account.errors = [_("这个账号已经是“%(name)s”的。", name=other.name)]
    return int(account.id)
