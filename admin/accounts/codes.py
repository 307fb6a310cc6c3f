"""The six digits of an authenticator app: Flask-Security's TOTP, with a guard against replay.

A secret is stored encrypted with a key from the key file. A code that was used is worth nothing
any more, nor is one from before it; one period to either side is allowed for a clock that is off.
"""

from datetime import UTC
from typing import Any

import segno
from flask import current_app
from flask_security import Totp
from passlib.totp import TOTP

from admin.accounts.users import User
from pages import clock

WINDOW = 30
# What the app calls us; a colon would split it.
ISSUER = "守望后台"


class Codes(Totp):
    """Secrets and their codes; each account's last counter stands beside its secret."""

    def __init__(self, key: str, issuer: str) -> None:
        self._totp = TOTP.using(issuer=issuer, secrets={"1": key}, now=_seconds)

    def get_last_counter(self, user: User) -> int | None:
        return user.totp_counter

    def set_last_counter(self, user: User, tmatch: Any) -> None:
        user.totp_counter = tmatch.counter


def _seconds() -> float:
    return clock.now().replace(tzinfo=UTC).timestamp()


def _codes() -> Codes:
    codes: Codes = current_app.extensions["shouwang_codes"]
    return codes


def new_secret() -> str:
    """A fresh secret, encrypted as it may be stored."""
    return str(_codes().generate_totp_secret())


def letters(secret: str) -> str:
    """The secret in groups of letters, for who cannot photograph it."""
    return str(_codes().get_totp_pretty_key(secret))


def picture(secret: str, name: str) -> str:
    """The secret as a QR code that an authenticator app reads, as the address of an image."""
    return drawn(_codes().get_totp_uri(name, secret))


def drawn(address: str) -> str:
    """A QR code, as the address of an image."""
    return str(segno.make(address, error="m").svg_data_uri(scale=5, border=3))


def begin(user: User, secret: str, code: str) -> bool:
    """Make the secret the account's own, if the code proves that the app has it."""
    user.totp_counter = None
    if not _codes().verify_totp(code, secret, user, WINDOW):
        return False
    user.totp_secret = secret
    user.save(only=[User.totp_secret, User.totp_counter])
    return True


def accept(user: User, code: str) -> bool:
    """Whether this is the code of now; it will not be accepted again."""
    before = user.totp_counter
    if not user.totp_secret or not _codes().verify_totp(code, user.totp_secret, user, WINDOW):
        return False
    # Two who send the same code at once: one of them moves the counter.
    unmoved = User.totp_counter.is_null() if before is None else User.totp_counter == before
    moved = User.update(totp_counter=user.totp_counter).where((User.id == user.id) & unmoved)
    return bool(moved.execute() == 1)
