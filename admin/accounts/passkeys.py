"""Passkeys (WebAuthn): registering one, and proving that it is there.

The authenticator asks for a finger, a face or a PIN each time (user verification is required), so a
passkey stands for both factors. A challenge is used once and within five minutes. The library
`webauthn` that Flask-Security uses too does the checking; its own views are not opened, because
they want an address of mail and scripts in the page.
"""

import json
import secrets
from datetime import datetime, timedelta
from typing import Any

import peewee as pw
import webauthn
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from admin.accounts.users import User
from models import Json, current_database

MOST = 10
LONGEST = 40
LIFETIME = timedelta(minutes=5)
REQUIRED = UserVerificationRequirement.REQUIRED


class Passkey(pw.Model):
    """One authenticator of one account; nothing in it is secret."""

    account_id = pw.IntegerField(index=True)
    credential = pw.CharField(max_length=1400, unique=True)
    public_key = pw.TextField()
    sign_count = pw.BigIntegerField()
    transports = Json(default=list)
    name = pw.CharField(max_length=LONGEST)
    made_at = pw.DateTimeField()
    used_at = pw.DateTimeField(null=True)

    class Meta:
        database = current_database
        legacy_table_names = False
        table_name = "account_passkey"


class Refused(Exception):
    """The browser's answer proves nothing; why is nobody's business but a developer's."""


# What the library and a malformed answer can end in.
UNSOUND = (WebAuthnException, ValueError, KeyError, TypeError, AttributeError)


def of(user: User) -> list[Passkey]:
    """The account's passkeys, the oldest first."""
    return list(Passkey.select().where(Passkey.account_id == user.id).order_by(Passkey.id))


def new_challenge(now: datetime) -> dict[str, str]:
    """A challenge as the session keeps it."""
    return {"value": secrets.token_urlsafe(32), "until": (now + LIFETIME).isoformat()}


def _expected(challenge: dict[str, str] | None, now: datetime) -> bytes:
    if not challenge or now.isoformat() >= challenge["until"]:
        raise Refused("no challenge")
    return base64url_to_bytes(challenge["value"])


def registration_options(user: User, host: str, title: str, challenge: dict[str, str]) -> str:
    """What the browser needs to make a passkey, as JSON."""
    if not user.passkey_handle:
        user.passkey_handle = secrets.token_urlsafe(32)
        user.save(only=[User.passkey_handle])
    options = webauthn.generate_registration_options(
        rp_id=host,
        rp_name=title,
        user_name=user.name,
        user_id=base64url_to_bytes(user.passkey_handle),
        challenge=base64url_to_bytes(challenge["value"]),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=REQUIRED
        ),
        exclude_credentials=_descriptors(user),
    )
    return str(webauthn.options_to_json(options))


def _descriptors(user: User) -> list[PublicKeyCredentialDescriptor]:
    return [
        PublicKeyCredentialDescriptor(id=base64url_to_bytes(passkey.credential))
        for passkey in of(user)
    ]


def register(
    user: User, answer: Any, name: str, challenge: dict[str, str] | None, origin: str, now: datetime
) -> Passkey:
    """Keep the passkey that the browser made.

    :raises Refused: the answer proves nothing, or the passkey is known already.
    """
    try:
        made = webauthn.verify_registration_response(
            credential=answer,
            expected_challenge=_expected(challenge, now),
            expected_rp_id=host_of(origin),
            expected_origin=origin,
            require_user_verification=True,
        )
    except UNSOUND as error:
        raise Refused(type(error).__name__) from None
    credential = bytes_to_base64url(made.credential_id)
    known = Passkey.select().where(Passkey.credential == credential).exists()
    if known or len(of(user)) >= MOST or len(credential) > 1400:
        raise Refused("known, too long, or too many")
    kept: Passkey = Passkey.create(
        account_id=user.id,
        credential=credential,
        public_key=bytes_to_base64url(made.credential_public_key),
        sign_count=made.sign_count,
        transports=_transports(answer),
        name=name[:LONGEST],
        made_at=now,
    )
    return kept


def _transports(answer: dict[str, Any]) -> list[str]:
    told = answer.get("response", {}).get("transports") or []
    return [text for text in told if isinstance(text, str) and text.isascii()][:8]


def sign_in_options(user: User | None, host: str, challenge: dict[str, str]) -> str:
    """What the browser needs to prove a passkey: the account's, or any that it keeps for us."""
    options = webauthn.generate_authentication_options(
        rp_id=host,
        challenge=base64url_to_bytes(challenge["value"]),
        allow_credentials=_descriptors(user) if user else None,
        user_verification=REQUIRED,
    )
    return str(webauthn.options_to_json(options))


def prove(
    answer: Any, challenge: dict[str, str] | None, origin: str, now: datetime
) -> tuple[Passkey, User]:
    """The passkey that the answer proves, and its account.

    :raises Refused: it proves none, or none of ours.
    """
    try:
        passkey = Passkey.get_or_none(Passkey.credential == str(answer["id"])[:1400])
        if passkey is None:
            raise Refused("unknown")
        user = User.get_by_id(passkey.account_id)
        _check_handle(answer, user)
        proof = webauthn.verify_authentication_response(
            credential=answer,
            expected_challenge=_expected(challenge, now),
            expected_rp_id=host_of(origin),
            expected_origin=origin,
            credential_public_key=base64url_to_bytes(passkey.public_key),
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )
    except UNSOUND as error:
        raise Refused(type(error).__name__) from None
    passkey.sign_count, passkey.used_at = proof.new_sign_count, now
    passkey.save(only=[Passkey.sign_count, Passkey.used_at])
    return passkey, user


def _check_handle(answer: dict[str, Any], user: User) -> None:
    handle = answer["response"].get("userHandle")
    if handle and handle != user.passkey_handle:
        raise Refused("another account's handle")


def host_of(origin: str) -> str:
    """The name that a passkey is bound to: the origin without scheme and port."""
    host = origin.partition("://")[2]
    return host.partition(":")[0]


def parse(body: bytes) -> Any:
    """The browser's answer as values, or None: it is read before anybody is signed in."""
    try:
        return json.loads(body) if len(body) < 20_000 else None
    except ValueError:
        return None
