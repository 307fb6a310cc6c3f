"""Sets Flask-Security up for this office: sign-in by name and password, and nothing more of it.

No registration, no mail, no tokens, no JSON answers, no "remember me". One message for a wrong
name and a wrong password, and one for too many of either. What comes after the password is
`second_factors`; what the trail hears of it all is `sign_in_trail`.
"""

from datetime import timedelta
from typing import Any

from flask import Flask, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from flask_security import ChangePasswordForm, LoginForm, Security
from wtforms import StringField
from wtforms.validators import DataRequired, Length

from admin.accounts import codes, second_factors, sign_in_trail, throttle, users
from admin.accounts.passwords import PasswordRules
from admin.accounts.sessions import DatabaseSessions
from admin.config import Config
from admin.keys import Keys
from pages import clock


class SignInForm(LoginForm):
    """A name and a password. Flask-Security finds the rest of the form in its own class."""

    email = None
    remember = None
    name = StringField(
        _l("账号"),
        validators=[DataRequired(_l("请填写账号。")), Length(max=40)],
        render_kw={"autocomplete": "username", "autofocus": True},
    )

    def validate(self, **kwargs: Any) -> bool:
        """Whether this is an account and its password, unless too many attempts have failed."""
        if not (self.name.data and self.password.data):
            return bool(super().validate(**kwargs))
        self.ifield = self.name
        name = users.spelling(self.name.data)
        now = clock.now()
        if not throttle.begin(name, request.remote_addr or "", now):
            sign_in_trail.failed("throttled", None, now)
            self.form_errors.append(_(throttle.TOO_MANY))
            return False
        self.user = users.find(name)
        if super().validate(**kwargs):
            throttle.succeeded(name)
            return True
        sign_in_trail.failed(self._reason(), self.user, now)
        self._say_one_thing()
        return False

    def _reason(self) -> str:
        """Of which kind the failure is, for the trail alone."""
        if self.user is None:
            return "account"
        if not self.user_authenticated:
            return "password"
        return "closed" if not self.user.active else "expired"

    def _say_one_thing(self) -> None:
        """The same answer whether the name, the password or the account is at fault."""
        self.name.errors, self.password.errors = [], []
        self.form_errors = [_("账号或密码不对，或者账号已停用。")]


class NewPasswordForm(ChangePasswordForm):
    """The old password and a new one. A desk that was left alone is no place to guess the old."""

    def validate(self, **kwargs: Any) -> bool:
        """Whether the old password is right and the new one good."""
        name, now = str(current_user.name), clock.now()
        if not throttle.begin(name, request.remote_addr or "", now):
            sign_in_trail.failed("throttled", current_user, now)
            self.form_errors.append(_(throttle.TOO_MANY))
            return False
        if super().validate(**kwargs):
            throttle.succeeded(name)
            return True
        if self.password.errors:
            sign_in_trail.failed("password", current_user, now)
        return False


SETTINGS: dict[str, Any] = {
    "SECURITY_PASSWORD_HASH": "argon2",
    "SECURITY_PASSWORD_SCHEMES": ["argon2"],
    "SECURITY_PASSWORD_NORMALIZE_FORM": "NFKC",
    "SECURITY_PASSWORD_LENGTH_MIN": 12,
    "SECURITY_USER_IDENTITY_ATTRIBUTES": [],
    "SECURITY_API_ENABLED_METHODS": ["session"],
    "SECURITY_CHANGEABLE": True,
    "SECURITY_SEND_PASSWORD_CHANGE_EMAIL": False,
    "SECURITY_FRESHNESS": timedelta(minutes=-1),
    "SECURITY_LOGIN_URL": "/sign-in",
    "SECURITY_LOGOUT_URL": "/sign-out",
    "SECURITY_CHANGE_URL": "/password",
    "SECURITY_POST_LOGOUT_VIEW": "/sign-in",
    "SECURITY_LOGIN_USER_TEMPLATE": "security/sign_in.html",
    "SECURITY_CHANGE_PASSWORD_TEMPLATE": "security/password.html",
    "SECURITY_CLI_USERS_NAME": False,
    "SECURITY_CLI_ROLES_NAME": False,
    # The one place where a second factor is asked for; none of Flask-Security's own is opened.
    "SECURITY_TWO_FACTOR_IMPLEMENTATIONS": {"code": "admin.accounts.second_factors.Doorkeeper"},
}


def install(app: Flask, config: Config, keys: Keys) -> None:
    """Give the app its accounts: passwords, sessions, second factors, and what the trail hears."""
    app.config.update(SETTINGS)
    app.config["SECURITY_PASSWORD_SALT"] = keys.password_salt
    app.session_interface = DatabaseSessions(config)
    security = Security(
        app,
        users.datastore(),
        login_form=SignInForm,
        change_password_form=NewPasswordForm,
        password_util_cls=PasswordRules,
    )
    # Set now and not by configuration: that would have opened Flask-Security's own pages as well.
    security.support_mfa = True
    security.want_json(lambda _request: False)
    app.extensions["shouwang_codes"] = codes.Codes(keys.totp, codes.ISSUER)
    app.before_request(second_factors.demand)
    sign_in_trail.listen(app)
    app.login_manager.request_loader(lambda _request: None)  # type: ignore[attr-defined]
