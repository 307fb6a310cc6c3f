"""What the trail hears of requests that were refused to somebody who is signed in.

A record beyond the own area, an act beyond the own role, a form without its token. Of the address
only the endpoint and a record's number are kept: anything else in it could be somebody's data.
"""

import re
from typing import Any

from flask import request
from flask_login import current_user

from admin.accounts import audit
from pages import clock

CODES = frozenset({400, 403, 404})
# A style sheet or a picture that is not there is no attempt at anything.
HARMLESS = frozenset({"static", "admin.static", "preview.page"})
LONGEST_KEY = 12
# The random names by which the registry calls its people; they mean nothing.
HANDLE = re.compile(r"[2-9a-hjkmnp-z]{12}", re.ASCII)


def note(code: int) -> None:
    """Note a refusal, if it is one."""
    endpoint = request.endpoint
    if code not in CODES or endpoint is None or endpoint in HARMLESS:
        return
    if not current_user.is_authenticated:
        return
    kind = endpoint.partition(".")[0][:20]
    detail: dict[str, Any] = {"endpoint": endpoint, "method": request.method, "status": code}
    audit.note("refused", now=clock.now(), kind=kind, key=_key(), **detail)


def _key() -> str:
    """The number of the record that was asked for; an area's code has twelve digits, an id more."""
    given = (request.view_args or {}).get("key") or request.args.get("id", "")
    text = str((request.view_args or {}).get("id", given))
    is_number = text.isascii() and text.isdigit() and len(text) <= LONGEST_KEY
    return text if is_number or HANDLE.fullmatch(text) else ""
