"""The accounts of an area, for its administrators: list, form, closing, links.

Every account is read through the scope: one beyond the own area is 404, as if it did not exist. A
password is never shown here; a link is shown once, on a page made to be printed.
"""

from datetime import date
from typing import Any

from flask import (
    Blueprint,
    abort,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from admin import mail
from admin.accounts import administration, codes, directory, links, scope, second_factors
from admin.accounts.administration import Refused, Wanted
from admin.accounts.users import ROLES, User
from admin.config import Config
from admin.security import LOCAL_HOSTS, PORT
from models import N_
from pages import clock

Answer = str | Response

blueprint = Blueprint("people", __name__, url_prefix="/accounts")


def _config() -> Config:
    config: Config = current_app.extensions["shouwang"].config
    return config


@blueprint.before_request
def administrators_only() -> None:
    if not scope.may(current_user, "accounts", None, _config()):
        abort(403)


def one(id: int) -> User:
    """The account, if it is in scope; anything else is 404."""
    found = scope.visible(current_user, User.select(), User)
    account: User | None = found.where(User.id == id).first() if id < 2**31 else None
    if account is None:
        abort(404)
    return account


@blueprint.get("/")
def index() -> str:
    asked = directory.Asked.of(request.args)
    number = request.args.get("page", "1")
    page = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1
    listed = directory.page(current_user, asked, max(page, 1), clock.today())
    return render_template("people.html", listed=listed, asked=asked, roles=ROLES)


@blueprint.route("/new", methods=("GET", "POST"))
def new() -> Answer:
    """Invite somebody: the account, and the link by which its person comes."""
    if request.method == "GET":
        return _form(None, Wanted("", ""))
    wanted, unread = _posted()
    name = request.form.get("name", "")
    try:
        account, token = administration.invite(
            current_user, name, wanted, clock.now(), clock.today(), unread
        )
    except Refused as refused:
        return _form(None, wanted, refused.problems)
    return _handed_over(account, token)


@blueprint.route("/<int:id>", methods=("GET", "POST"))
def edit(id: int) -> Answer:
    account = one(id)
    if request.method == "GET":
        return _form(account, Wanted.of(account))
    wanted, unread = _posted()
    try:
        changed = administration.change(
            current_user, account, wanted, clock.now(), clock.today(), unread
        )
    except Refused as refused:
        return _form(account, wanted, refused.problems)
    flash(_("已保存。") if changed else _("没有改动。"), "success")
    return redirect(url_for("people.edit", id=id))


def _posted() -> tuple[Wanted, dict[str, str]]:
    """What the form says, and what cannot even be read of it, by field."""
    given = request.form.get("expires_on", "").strip()
    unread = {}
    try:
        expires_on = date.fromisoformat(given) if given else None
    except ValueError:
        expires_on, unread = None, {"expires_on": N_("日期写成 2027-06-30 这样。")}
    wanted = Wanted(
        role=request.form.get("role", ""),
        area_code=directory.area_code(current_user, request.form),
        mail=request.form.get("mail", "").strip()[:200],
        expires_on=expires_on,
    )
    return wanted, unread


def _form(account: User | None, wanted: Wanted, problems: dict[str, str] | None = None) -> str:
    return render_template(
        "person.html",
        account=account,
        wanted=wanted,
        typed_name=request.form.get("name", ""),
        typed_area=request.form.get("area-typed", ""),
        typed_date=request.form.get("expires_on", ""),
        area=directory.place(wanted.area_code),
        roles=ROLES,
        problems={field: _(text) for field, text in (problems or {}).items()},
        is_self=account is not None and account.id == current_user.id,
        state=directory.state(account, clock.today()) if account else "",
        methods=second_factors.has(account) if account else [],
        purpose=links.purpose_for(account) if account else "",
        can_mail=mail.is_configured(_config()),
    )


@blueprint.route("/<int:id>/close", methods=("GET", "POST"))
def close(id: int) -> Answer:
    account = one(id)
    if request.method == "GET":
        return render_template("person_close.html", account=account)
    try:
        administration.close(current_user, account, clock.now())
    except Refused as problem:
        flash(_(str(problem)), "error")
    else:
        flash(_("已停用“%(name)s”，他在各处的登录都退出了。", name=account.name), "success")
    return redirect(url_for("people.edit", id=id))


@blueprint.post("/<int:id>/reopen")
def reopen(id: int) -> Response:
    account = one(id)
    administration.reopen(account, clock.now())
    flash(_("已重新启用“%(name)s”。", name=account.name), "success")
    return redirect(url_for("people.edit", id=id))


@blueprint.post("/<int:id>/sign-out")
def sign_out(id: int) -> Response:
    ended = administration.end_sessions(one(id), clock.now())
    flash(_("已退出 %(count)s 处登录。", count=ended), "success")
    return redirect(url_for("people.edit", id=id))


@blueprint.post("/<int:id>/link")
def link(id: int) -> Answer:
    """A fresh link for the account, on paper or by mail; the one before is worth nothing."""
    account = one(id)
    if not account.is_active:
        flash(_(administration.CLOSED), "error")
        return redirect(url_for("people.edit", id=id))
    token = administration.make_link(account, links.purpose_for(account), clock.now())
    return _handed_over(account, token)


@blueprint.route("/<int:id>/forget-factors", methods=("GET", "POST"))
def forget_factors(id: int) -> Answer:
    """For whoever lost the telephone: take the second factors off, and hand out a link."""
    account = one(id)
    if request.method == "GET":
        return render_template("person_forget.html", account=account)
    try:
        token = administration.forget_factors(current_user, account, clock.now())
    except Refused as problem:
        flash(_(str(problem)), "error")
        return redirect(url_for("people.edit", id=id))
    return _handed_over(account, token)


def _handed_over(account: User, token: str) -> str:
    """The page with the link, to be printed; mailed as well where that was asked for."""
    purpose = links.purpose_for(account)
    address = url_for("door.join", token=token, _external=True)
    facts: dict[str, Any] = {
        "account": account,
        "address": address,
        "purpose": purpose,
        "hours": links.HOURS[purpose],
        "role": _(ROLES[account.role]),
        "area": directory.place(account.area_code),
    }
    if request.form.get("mail-it") and account.mail:
        _mail(account, facts)
    picture = codes.drawn(address)
    is_local = PORT.sub("", request.host) in LOCAL_HOSTS
    return render_template("person_link.html", picture=picture, is_local=is_local, **facts)


def _mail(account: User, facts: dict[str, Any]) -> None:
    text = render_template("mail/link.txt", **facts)
    try:
        mail.send(_config(), account.mail, _("守望后台：设置您的密码"), text)
    except mail.MailRefused as refused:
        flash(_(str(refused)), "error")
    else:
        flash(_("已发到他的邮箱。"), "success")
