"""Choosing the elder whom a new record is about: by village, name or pinyin, or from a link.

An address carries the random handle; a name that is searched for is posted, so that it stands in no
address and no log. Only elders within the person's area are found.
"""

from typing import Any

from flask import abort, render_template, request
from flask_login import current_user

from admin.accounts import scope
from admin.registry import access, handles
from admin.registry.people.elders import Elder

MOST = 60


def chosen() -> Elder | None:
    """The elder of `?elder=…`; 404 if there is none within the area."""
    given = request.values.get("elder", "")
    if not given:
        return None
    found = _visible().where(Elder.handle == handles.read(given)).first()
    if found is None:
        abort(404)
    return found


def page(title: str, endpoint: str) -> str:
    """The list to choose from; words and village narrow it."""
    words, village = request.form.get("q", "").strip()[:40], request.form.get("area", "")
    query = _visible().where(Elder.left_on.is_null())
    if village.isascii() and village.isdigit():
        query = query.where(Elder.area_code.startswith(village))
    for word in words.split():
        query = query.where(Elder.name.contains(word) | Elder.pinyin.contains(word.lower()))
    found = list(query.order_by(Elder.area_code, Elder.pinyin, Elder.id).limit(MOST + 1))
    return render_template(
        "duty/pick.html",
        title=title,
        words=words,
        village=village,
        endpoint=endpoint,
        found=found[:MOST],
        more=len(found) > MOST,
        places=access.places("village"),
        names=access.names({elder.area_code for elder in found}),
    )


def _visible() -> Any:
    return scope.visible(current_user, Elder.select(), Elder)
