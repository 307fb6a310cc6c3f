"""Setting up one's own second factors; also the only pages for whoever still owes one.

What guards an account is changed only by somebody who has given the password a short while ago: a
desk that was left alone must not cost the account.
"""

from collections.abc import Callable
from functools import wraps
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
from werkzeug.wrappers import Response as AnyResponse

from admin.accounts import (
    codes,
    passkeys,
    recovery,
    second_factors,
    sessions,
    sign_in_trail,
    throttle,
    users,
)
from admin.accounts.views.door import address, origin
from admin.config import Config
from pages import clock

Answer = str | AnyResponse
AFTER_CONFIRMING = frozenset({"overview", "authenticator"})

blueprint = Blueprint("factors", __name__, url_prefix="/me")


def _config() -> Config:
    config: Config = current_app.extensions["shouwang"].config
    return config


def fresh(view: Callable[..., Any]) -> Callable[..., Any]:
    """Ask for the password first where it was given too long ago."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        if sessions.is_fresh(clock.now()):
            return view(*args, **kwargs)
        here = view.__name__ if view.__name__ in AFTER_CONFIRMING else "overview"
        confirm = url_for("factors.confirm", then=here)
        return jsonify(location=confirm) if request.is_json else redirect(confirm)

    return guarded


@blueprint.get("/second-factor")
def overview() -> str:
    """What guards the account besides the password, and what can be added."""
    return render_template(
        "security/factors.html",
        owed=second_factors.owes(current_user, _config()),
        required=second_factors.is_required(current_user, _config()),
        has_app=bool(current_user.totp_secret),
        passkeys=passkeys.of(current_user),
        codes_left=recovery.left(current_user),
        most_passkeys=passkeys.MOST,
    )


@blueprint.route("/confirm", methods=("GET", "POST"))
def confirm() -> Answer:
    """The password once more."""
    problem = ""
    if request.method == "POST":
        problem = _confirm()
        if not problem:
            then = request.args.get("then", "")
            return redirect(url_for(f"factors.{then if then in AFTER_CONFIRMING else 'overview'}"))
    return render_template("security/confirm.html", problem=problem)


def _confirm() -> str:
    now, name = clock.now(), str(current_user.name)
    if not throttle.begin(name, address(), now):
        sign_in_trail.failed("throttled", current_user, now)
        return _(throttle.TOO_MANY)
    util = current_app.extensions["security"].password_util
    if not current_user.verify_and_update_password(
        util.normalize(request.form.get("password", ""))
    ):
        sign_in_trail.failed("password", current_user, now)
        return _("密码不对。")
    throttle.succeeded(name)
    sessions.confirm(now)
    return ""


@blueprint.route("/authenticator", methods=("GET", "POST"))
@fresh
def authenticator() -> Answer:
    """Show a fresh secret to the app, and take it when its first code proves it."""
    if request.method == "GET":
        session["totp"] = codes.new_secret()
        return _offer("")
    if "totp" not in session:
        return redirect(url_for("factors.authenticator"))
    if not throttle.begin(
        throttle.second(current_user.name), address(), clock.now(), throttle.SECOND_LIMIT
    ):
        return _offer(_(throttle.TOO_MANY))
    typed = "".join(request.form.get("code", "")[:20].split())
    if not codes.begin(current_user, session["totp"], typed):
        return _offer(_("验证码不对。请看手机上现在的 6 位数字；手机的时间要准。"))
    session.pop("totp")
    throttle.succeeded(throttle.second(current_user.name))
    return _added("authenticator")


def _offer(problem: str) -> str:
    secret = session["totp"]
    return render_template(
        "security/authenticator.html",
        picture=codes.picture(secret, current_user.name),
        letters=codes.letters(secret),
        problem=problem,
    )


def _added(method: str) -> str:
    """Note it, sign the account out elsewhere, and hand out recovery codes with the first."""
    users.note("second_factor_changed", current_user, clock.now(), method=method, change="added")
    sessions.end_others(current_user.fs_uniquifier)
    if recovery.left(current_user):
        return render_template("security/factor_added.html")
    return _codes("added")


def _codes(change: str) -> str:
    made = recovery.make(current_user)
    users.note("second_factor_changed", current_user, clock.now(), method="recovery", change=change)
    is_renewed = change == "renewed"
    return render_template("security/recovery_codes.html", codes=made, is_renewed=is_renewed)


@blueprint.post("/authenticator/remove")
@fresh
def remove_authenticator() -> Answer:
    others = len(passkeys.of(current_user))
    if not current_user.totp_secret or _would_be_bare(others):
        return redirect(url_for("factors.overview"))
    current_user.totp_secret = current_user.totp_counter = None
    current_user.save(only=[users.User.totp_secret, users.User.totp_counter])
    return _removed("authenticator")


def _would_be_bare(others: int) -> bool:
    """Whether nothing would be left where something must be; says so."""
    if others or not second_factors.is_required(current_user, _config()):
        return False
    flash(_("您的角色必须有第二道验证。请先设好另一种，再去掉这一种。"), "error")
    return True


def _removed(method: str) -> Answer:
    now = clock.now()
    users.note("second_factor_changed", current_user, now, method=method, change="removed")
    if not second_factors.has(current_user):
        recovery.forget(current_user)
    flash(_("已经去掉。"), "success")
    return redirect(url_for("factors.overview"))


@blueprint.post("/recovery-codes")
@fresh
def recovery_codes() -> Answer:
    """Fresh recovery codes, shown once; those of before are worth nothing any more."""
    if not second_factors.has(current_user):
        flash(_("请先设好验证码应用或通行密钥，再要恢复码。"), "error")
        return redirect(url_for("factors.overview"))
    return _codes("renewed")


@blueprint.post("/passkeys/options")
@fresh
def passkey_options() -> Response:
    """What the browser needs to make a passkey."""
    session["challenge"] = passkeys.new_challenge(clock.now())
    options = passkeys.registration_options(
        current_user, passkeys.host_of(origin()), codes.ISSUER, session["challenge"]
    )
    return Response(options, mimetype="application/json")


@blueprint.post("/passkeys")
@fresh
def add_passkey() -> tuple[Response, int]:
    """Keep the passkey that the browser made."""
    posted = passkeys.parse(request.get_data())
    given = posted if isinstance(posted, dict) else {}
    now, row, challenge = clock.now(), sessions.here(), session.pop("challenge", None)
    name = str(given.get("name") or "").strip() or (row.browser if row else "") or _("通行密钥")
    try:
        passkeys.register(current_user, given.get("credential"), name, challenge, origin(), now)
    except passkeys.Refused:
        return jsonify(message=_("通行密钥没有存成，请再试一次，或者改用验证码应用。")), 403
    users.note("second_factor_changed", current_user, now, method="passkey", change="added")
    sessions.end_others(current_user.fs_uniquifier)
    flash(_("通行密钥已存好。"), "success")
    return jsonify(location=url_for("factors.overview")), 200


@blueprint.post("/passkeys/remove")
@fresh
def remove_passkey() -> Answer:
    kept = {str(passkey.id): passkey for passkey in passkeys.of(current_user)}
    passkey = kept.get(request.form.get("passkey", ""))
    others = len(kept) - 1 + bool(current_user.totp_secret)
    if passkey is None or _would_be_bare(others):
        return redirect(url_for("factors.overview"))
    passkey.delete_instance()
    return _removed("passkey")
