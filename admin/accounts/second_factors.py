"""The second factor: who has one, who owes one, and the step between password and office.

Flask-Security asks `Doorkeeper` after the password, and opens none of its own pages: they know mail
and SMS, keep recovery codes readable, and let a code be used twice. District roles owe a second
factor, and can do nothing else until they have set it up; a demonstration asks nobody.
"""

from datetime import datetime, timedelta
from typing import Any

from flask import current_app, redirect, request, session, url_for
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from flask_security.tf_plugin import TfPluginBase
from flask_security.utils import validate_redirect_url
from werkzeug.wrappers import Response

from admin.accounts import passkeys, recovery, users
from admin.accounts.users import User
from admin.config import Config
from models import N_, Setting, current_database
from pages import clock

DISTRICT = frozenset({"district_administrator", "district_editor"})
METHODS = {
    "authenticator": N_("验证码应用"),
    "passkey": N_("通行密钥"),
    "recovery": N_("恢复码"),
}
PENDING = timedelta(minutes=10)
# Where one may go who still owes a second factor, beside the pages of `views.factors`.
ALLOWED = frozenset({"security.logout", "static", "admin.static"})


def has(user: User) -> list[str]:
    """The methods that the account has set up; recovery codes are none by themselves."""
    found = ["authenticator"] if user.totp_secret else []
    return found + (["passkey"] if passkeys.of(user) else [])


def is_required(user: User, config: Config) -> bool:
    """Whether the account must have a second factor here."""
    if config.second_factor == "all":
        return True
    return user.role in DISTRICT and not is_demonstration()


def is_demonstration() -> bool:
    """Whether nothing here is real."""
    return bool(Setting.get_or_none(name="demonstration", value="yes"))


def forget(user: User, now: datetime) -> None:
    """Take every second factor off an account."""
    with current_database.atomic():
        user.totp_secret = user.totp_counter = None
        user.save(only=[User.totp_secret, User.totp_counter])
        passkeys.Passkey.delete().where(passkeys.Passkey.account_id == user.id).execute()
        recovery.forget(user)
        users.note("second_factor_changed", user, now, change="removed")


class Doorkeeper(TfPluginBase):
    """What Flask-Security asks between a right password and the signing in."""

    def get_setup_methods(self, user: User) -> list[tuple[str, str]]:
        return [("second", _l("第二道验证"))] if has(user) else []

    def tf_login(self, user: User, json_payload: dict[str, Any], next_loc: str | None) -> Response:
        hold(user, clock.now())
        wanted = onward()
        return redirect(url_for("door.ask", next=None if wanted == "/" else wanted))


def onward() -> str:
    """Where one wanted to go before signing in, if that is a page of ours; else the front page."""
    wanted = request.form.get("next") or request.args.get("next") or ""
    own = wanted.startswith("/") and not wanted.startswith("//") and validate_redirect_url(wanted)
    return wanted if own else "/"


def hold(user: User, now: datetime) -> None:
    """Remember in the session whose password was right; that alone opens nothing."""
    session["pending"] = {"user": user.fs_uniquifier, "until": (now + PENDING).isoformat()}


def pending(now: datetime) -> User | None:
    """Whose password was right in this session, a short while ago."""
    held = session.get("pending")
    if not held or now.isoformat() >= held["until"]:
        return None
    user = User.get_or_none(User.fs_uniquifier == held["user"])
    return user if user and user.is_active else None


def demand() -> Response | None:
    """Lead whoever owes a second factor to where it is set up, and nowhere else."""
    if request.endpoint in ALLOWED or request.blueprint == "factors":
        return None
    config = current_app.extensions["shouwang"].config
    if not current_user.is_authenticated or not owes(current_user, config):
        return None
    return redirect(url_for("factors.overview"))


def owes(user: User, config: Config) -> bool:
    """Whether the account must have a second factor and has none."""
    return not user.totp_secret and is_required(user, config) and not has(user)
