"""The pages before one is inside: the second factor, a passkey, and a link to set a password.

All of them are open to strangers, and so they tell nothing: not whose a dead link was, nor which of
several things was wrong with an answer.
"""

from typing import Any

from flask import (
    Blueprint,
    Response,
    current_app,
    flash,
    jsonify,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask_babel import gettext as _
from flask_login import current_user
from flask_security import login_user
from werkzeug.wrappers import Response as AnyResponse

from admin.accounts import (
    administration,
    codes,
    links,
    passkeys,
    recovery,
    second_factors,
    sign_in_trail,
    throttle,
)
from admin.accounts.users import User
from models import N_
from pages import clock

Answer = str | AnyResponse | tuple[str, int]
WRONG = N_("验证码不对，或者已经用过。请等手机上换了新的再输。")
DEAD = N_("这个链接用过了、过期了，或者不完整。请向区级管理员再要一个。")

blueprint = Blueprint("door", __name__)


def origin() -> str:
    """Where this office is, as a browser names it; the host has been checked already."""
    https = current_app.extensions["shouwang"].config.https
    return f"{'https' if https else 'http'}://{request.host}"


def address() -> str:
    return request.remote_addr or ""


def enter(user: User, methods: list[str]) -> None:
    """Sign somebody in who has proven everything that is asked of them."""
    session.pop("pending", None)
    throttle.succeeded(throttle.second(user.name))
    login_user(user, remember=False, authn_via=methods)


@blueprint.route("/second-factor", methods=("GET", "POST"))
def ask() -> Answer:
    """After the password: a code of the app, or a recovery code."""
    user = second_factors.pending(clock.now())
    if user is None or current_user.is_authenticated:
        return redirect(url_for("security.login", next=request.args.get("next")))
    problem = _try(user) if request.method == "POST" else ""
    if problem is None:
        return redirect(second_factors.onward())
    return render_template(
        "security/second_factor.html",
        methods=second_factors.has(user),
        codes_left=recovery.left(user),
        problem=problem and _(problem),
    )


def _try(user: User) -> str | None:
    """Take the code that was typed; what is wrong with it, or nothing."""
    now, typed = clock.now(), request.form.get("code", "")[:60]
    name = throttle.second(user.name)
    if not throttle.begin(name, address(), now, throttle.SECOND_LIMIT):
        sign_in_trail.failed("throttled", None, now)
        return throttle.TOO_MANY
    digits = "".join(typed.split())
    if digits.isascii() and digits.isdigit() and codes.accept(user, digits):
        enter(user, ["password", "authenticator"])
        return None
    if recovery.accept(user, typed):
        enter(user, ["password", "recovery"])
        left = recovery.left(user)
        flash(_("恢复码用掉一个，还剩 %(left)s 个。请到“我的账号”换新手机。", left=left), "warning")
        return None
    sign_in_trail.failed("second_factor", user, now)
    return WRONG


@blueprint.post("/passkey/options")
def passkey_options() -> Response:
    """What the browser needs to prove a passkey."""
    now = clock.now()
    session["challenge"] = passkeys.new_challenge(now)
    host = passkeys.host_of(origin())
    options = passkeys.sign_in_options(second_factors.pending(now), host, session["challenge"])
    return Response(options, mimetype="application/json")


@blueprint.post("/passkey")
def passkey() -> tuple[Response, int]:
    """Sign in by a passkey: alone, for it asks for finger or PIN, or after the password."""
    now, counted = clock.now(), f"passkeys from {address()}"
    if not throttle.begin(counted, address(), now):
        sign_in_trail.failed("throttled", None, now)
        return jsonify(message=_(throttle.TOO_MANY)), 403
    user, reason = _proven(passkeys.parse(request.get_data()))
    if reason or user is None:
        sign_in_trail.failed(reason, user, now)
        return jsonify(message=_("这把通行密钥没有通过。请改用密码登录。")), 403
    throttle.succeeded(counted)
    enter(user, ["passkey"])
    return jsonify(location=second_factors.onward()), 200


def _proven(answer: Any) -> tuple[User | None, str]:
    """Whose passkey it is, and why that does not open the door, if it does not."""
    now = clock.now()
    try:
        _passkey, user = passkeys.prove(answer, session.pop("challenge", None), origin(), now)
    except passkeys.Refused:
        return None, "passkey"
    waiting = second_factors.pending(now)
    if waiting is not None and waiting.id != user.id:
        return user, "passkey"
    if not user.is_active:
        return user, "closed" if not user.active else "expired"
    return user, ""


@blueprint.route("/join/<token>", methods=("GET", "POST"))
def join(token: str) -> Answer:
    """Set one's own password by a link; looking at the page uses nothing up."""
    found = links.find(token, clock.now())
    if found is None:
        return _dead()
    link, account = found
    if current_user.is_authenticated:
        return render_template("security/join_elsewhere.html", account=account)
    problems = _join(link, account) if request.method == "POST" else []
    if problems is None:
        return redirect(url_for("door.ask" if second_factors.has(account) else "admin.index"))
    return render_template("security/join.html", link=link, account=account, problems=problems)


def _join(link: links.Link, account: User) -> list[str] | None:
    """Set the password that was typed; what is wrong with it, or nothing."""
    typed = request.form.get("password", "")
    found, password = current_app.extensions["security"].password_util.validate(
        typed, False, user=account
    )
    if found:
        return list(found)
    if typed != request.form.get("again", ""):
        return [_("两次输的不一样，请再输一遍。")]
    now = clock.now()
    if not administration.accept(link, account, password, now):
        return [_(DEAD)]
    if second_factors.has(account):
        second_factors.hold(account, now)
    else:
        enter(account, ["link"])
    return None


def _dead() -> tuple[str, int]:
    sign_in_trail.failed("link", None, clock.now())
    return render_template("errors/error.html", title=_("链接打不开"), text=_(DEAD)), 404
