"""What a file held before: every save with its day, its author and the fields that changed.

The former value of a sealed field is not shown here either.
"""

import json
from typing import Any

from flask import Blueprint, render_template
from flask_babel import gettext as _

from admin.accounts.users import User
from admin.registry import words
from admin.registry.people.elders import ElderVersion
from admin.registry.rules import completeness
from admin.registry.trail_words import FIELDS
from admin.registry.views import door
from models import N_

LATEST = 200
PARTS: dict[str, str] = {
    "relative": N_("家人"),
    "guardian": N_("监护人"),
    "consent": N_("单独同意"),
    "elder_tag": N_("困难类别"),
}
LABELS = completeness.LABELS | FIELDS | {"area_code": N_("村居")}
SEALED = {"id_number", "phone", "id_fingerprint"}
BOOLEANS = {"is_rural", "is_alive", "lives_in"}
# The closed list that a column's words come from.
LISTS: dict[str, dict[str, str]] = {
    "incomes": words.INCOMES,
    "aids": words.AIDS,
    "illnesses": words.ILLNESSES,
    "carers": words.CARERS,
    "difficulties": words.DIFFICULTIES,
    "needs": words.NEEDS,
    "sex": words.SEXES,
    "marital": words.MARITAL,
    "living": words.LIVING,
    "livelihood": words.LIVELIHOODS,
    "self_care": words.SELF_CARE,
    "left_because": words.DEPARTURES,
    "relation": words.RELATIONS,
    "duty": words.DUTIES,
    "away_because": words.AWAY_REASONS,
}

blueprint = Blueprint("versions", __name__, url_prefix="/elders/<key>")
door.guard(blueprint)


@blueprint.get("/history")
def index(key: str) -> str:
    elder = door.elder(key)
    door.looked_at(elder)
    found = ElderVersion.select().where(ElderVersion.elder == elder)
    rows = list(found.order_by(ElderVersion.id.desc()).limit(LATEST))
    authors = User.select(User.id, User.name).where(User.id.in_([r.author_id for r in rows]))
    return render_template(
        "registry/history.html",
        elder=elder,
        rows=[(row, _changes(row)) for row in rows],
        names=dict(authors.tuples()),
    )


def _changes(row: ElderVersion) -> list[tuple[str, str]]:
    return [(_label(str(row.part), name), _value(name, row.before[name])) for name in row.fields]


def _label(part: str, name: str) -> str:
    label = _(LABELS.get(name, name))
    return f"{_(PARTS[part])} {label}" if part in PARTS else label


def _value(name: str, value: Any) -> str:
    if name in SEALED:
        return _("（号码不显示）") if value else _("（空）")
    if value in (None, "", "[]"):
        return _("（空）")
    if isinstance(value, bool) or name in BOOLEANS:
        return _("是") if value else _("否")
    listed = json.loads(value) if str(value).startswith("[") else [value]
    labels = LISTS.get(name, {})
    return "、".join(_(labels[one]) if one in labels else str(one) for one in listed)
