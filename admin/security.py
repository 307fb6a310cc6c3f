"""What every answer of the back office carries and every request must pass, whatever the view.

Closed by default: an endpoint that is not on the short open list is answered to signed-in people
only. Errors are told in Chinese; neither the page nor the log repeats a value that was sent.
"""

import logging
import re
import traceback
from typing import Any

from flask import (
    Flask,
    Response,
    abort,
    current_app,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from admin.accounts import refusals
from admin.config import Config
from models import N_

OPEN = frozenset(
    {
        "security.login",
        "static",
        "admin.static",
        "door.ask",
        "door.join",
        "door.passkey_options",
        "door.passkey",
        "status.healthz",
    }
)
LOCAL_HOSTS = ("127.0.0.1", "localhost", "[::1]")
PORT = re.compile(r":\d+$", re.ASCII)
LARGEST_REQUEST = 16 * 1024 * 1024
LARGEST_TEXT = 2 * 1024 * 1024

POLICY = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
}
HEADERS = {
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}

ERRORS: dict[int, tuple[str, str]] = {
    400: (N_("请求有误"), N_("网页放得太久，或者请求不完整。请回到上一页，刷新后再试。")),
    403: (N_("没有权限"), N_("您的账号不能做这件事。需要时请联系区级管理员。")),
    404: (N_("没有找到"), N_("没有这一页，或者它不归您的镇村管。")),
    405: (N_("请求有误"), N_("这个地址不能这样打开。请从首页进入。")),
    413: (N_("内容太大"), N_("上传的内容太大，最多 16 MB。图片请缩小，表格请分成几份。")),
    500: (N_("出了故障"), N_("刚才这一步没有做成，已记入日志。请再试一次；还不行请联系管理员。")),
}

log = logging.getLogger(__name__)
csrf = CSRFProtect()


class GuardedFlask(Flask):
    """Flask, whose log of an unexpected error names places in the code and no values."""

    def log_exception(self, exc_info: Any) -> None:
        """Log the class of the error and its frames; its message may quote what was typed."""
        kind, _error, trace = exc_info
        frames = " < ".join(
            f"{frame.name} ({frame.filename}:{frame.lineno})"
            for frame in reversed(traceback.extract_tb(trace))
        )
        log.error("%s in %s: %s", kind.__name__, request.endpoint, frames)


def install(app: Flask, config: Config) -> None:
    """Close the app and give it its headers, cookies, limits and error pages."""
    app.config.update(
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        MAX_FORM_MEMORY_SIZE=LARGEST_TEXT,
        SHOUWANG_HOSTS=frozenset(LOCAL_HOSTS) | set(config.trusted_hosts),
        SESSION_COOKIE_NAME="__Host-shouwang" if config.https else "shouwang",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=config.https,
        PREFERRED_URL_SCHEME="https" if config.https else "http",
        WTF_CSRF_TIME_LIMIT=None,
    )
    app.before_request(refuse_foreign_hosts)
    app.before_request(demand_sign_in)
    csrf.init_app(app)
    app.after_request(add_headers)
    if config.https:
        app.after_request(add_transport_security)
    app.register_error_handler(HTTPException, show_error)


def refuse_foreign_hosts() -> None:
    """Answer under the own names only; Werkzeug's list of trusted hosts cannot hold `[::1]`."""
    if PORT.sub("", request.host) not in current_app.config["SHOUWANG_HOSTS"]:
        abort(400)


def demand_sign_in() -> AnyResponse | None:
    """Send strangers to the sign-in page, for addresses that do not exist as for those that do."""
    if request.endpoint in _open_endpoints() or current_user.is_authenticated:
        return None
    wanted = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("security.login", next=None if wanted == "/" else wanted))


def _open_endpoints() -> frozenset[str]:
    """The list, with what this installation opens by its configuration and guards otherwise."""
    return OPEN | current_app.config.get("SHOUWANG_OPEN", frozenset())


def add_headers(response: Response) -> Response:
    """The same headers on every answer, static files and errors included."""
    policy = "; ".join(f"{name} {value}" for name, value in POLICY.items())
    response.headers["Content-Security-Policy"] = policy
    for name, value in HEADERS.items():
        response.headers[name] = value
    return response


def add_transport_security(response: Response) -> Response:
    """Tell the browser to come by https only, for two years."""
    response.headers["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"
    return response


def show_error(error: HTTPException) -> AnyResponse | tuple[str, int]:
    """An error as a page in Chinese; a redirect is none."""
    code = error.code or 500
    if code < 400:
        return error.get_response()
    refusals.note(code)
    title, text = ERRORS.get(code, ERRORS[400 if code < 500 else 500])
    if isinstance(error, CSRFError):
        log.warning("refused a form without a valid token at %s", request.endpoint)
    return render_template("errors/error.html", title=_(title), text=_(text)), code
