"""What the trail hears of requests that were refused to somebody who is signed in.

A record beyond the own area, an act beyond the own role, a form without its token: one entry a
request, whoever notices it first. Of the address only the endpoint and a record's number are kept:
anything else in it could be somebody's data.
"""

import re
from typing import Any

from flask import g, request
from flask_login import current_user

from admin.accounts import audit
from models import KINDS
from pages import clock

CODES = frozenset({400, 403, 404})
# A style sheet or a picture that is not there is no attempt at anything.
HARMLESS = frozenset({"static", "admin.static", "preview.page"})
# What a part of the office calls its records, where its address calls them otherwise.
OTHERWISE = {"people": "account"}
LONGEST_KEY = 12
# The random names by which the registry calls its people; they mean nothing.
HANDLE = re.compile(r"[2-9a-hjkmnp-z]{12}", re.ASCII)


def note(code: int) -> None:
    """Note that this request is answered with that code, if it is a refusal nobody told yet."""
    endpoint = request.endpoint
    if code not in CODES or endpoint is None or endpoint in HARMLESS or "refusal" in g:
        return
    if current_user.is_authenticated:
        tell(_kind(endpoint), _key(), code)


def tell(kind: str, key: str, code: int) -> None:
    """Note what was refused about a record that the caller knows better than the address does."""
    g.refusal = True
    detail: dict[str, Any] = {"endpoint": request.endpoint, "method": request.method}
    audit.note("refused", now=clock.now(), kind=kind[:20], key=key, status=code, **detail)


def _kind(endpoint: str) -> str:
    """The kind that the address names, if there is such a one; else the part of the office."""
    named, part = (request.view_args or {}).get("kind"), endpoint.partition(".")[0]
    return named if named in KINDS else OTHERWISE.get(part, part)


def _key() -> str:
    """The number of the record that was asked for; an area's code has twelve digits, an id less."""
    given = (request.view_args or {}).get("key") or request.args.get("id", "")
    text = str((request.view_args or {}).get("id", given))
    is_number = text.isascii() and text.isdigit() and len(text) <= LONGEST_KEY
    return text if is_number or HANDLE.fullmatch(text) else ""
