"""What the trail hears at the door: who came in and how, who went, and who was not let in.

A failure is told by its class, never by what was typed. Failures that cost nothing to repeat are
told once in five minutes an address, so that a stranger cannot fill the trail.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask import Flask, request
from flask_login import user_logged_out
from flask_security import password_changed, user_authenticated

from admin.accounts import audit, throttle, users
from admin.accounts.users import User
from pages import clock

REPEATABLE = frozenset({"throttled", "link"})


def failed(reason: str, user: User | None, now: datetime) -> None:
    """Note that somebody was not let in."""
    if reason in REPEATABLE and _was_told(reason, now):
        return
    if user is None:
        audit.note("sign_in_failed", now=now, reason=reason)
    else:
        users.note("sign_in_failed", user, now, reason=reason)


def _was_told(reason: str, now: datetime) -> bool:
    lately = audit.Entry.select().where(
        (audit.Entry.at > now - throttle.WINDOW)
        & (audit.Entry.event == "sign_in_failed")
        & (audit.Entry.address == (request.remote_addr or ""))
    )
    return any(entry.detail.get("reason") == reason for entry in lately)


def listen(app: Flask) -> None:
    """Hear what Flask-Security and Flask-Login say of this app."""
    user_authenticated.connect(_came, app)
    user_logged_out.connect(_went, app)
    password_changed.connect(_changed, app)


def _came(_app: Flask, user: User, authn_via: Iterable[str] | None = None, **_more: Any) -> None:
    # After a change of the password the same person goes on in a new session.
    if list(authn_via or []) != ["change"]:
        users.note("signed_in", user, clock.now(), method="+".join(authn_via or []))


def _went(_app: Flask, user: User, **_more: Any) -> None:
    users.note("signed_out", user, clock.now())


def _changed(_app: Flask, user: User, **_more: Any) -> None:
    users.note("password_changed", user, clock.now())
