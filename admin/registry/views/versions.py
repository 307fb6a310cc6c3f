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
from admin.registry.views import door
from models import N_

LATEST = 200
PARTS: dict[str, str] = {
    "relative": N_("家人"),
    "guardian": N_("监护人"),
    "consent": N_("单独同意"),
    "elder_tag": N_("困难类别"),
}
LABELS: dict[str, str] = {
    "name": N_("姓名"),
    "pinyin": N_("拼音"),
    "phone": N_("电话"),
    "id_fingerprint": N_("身份证号"),
    "area_code": N_("村居"),
    "address": N_("门牌"),
    "is_rural": N_("是否农村"),
    "aids": N_("救助"),
    "note": N_("备注"),
    "verified_on": N_("核对日期"),
    "left_on": N_("退出日期"),
    "left_because": N_("退出原因"),
    "relation": N_("关系"),
    "duty": N_("义务"),
    "is_alive": N_("在世"),
    "lives_in": N_("同住"),
    "place_code": N_("所在地代码"),
    "place_name": N_("所在地"),
    "left_since": N_("在外起始"),
    "away_because": N_("外出原因"),
    "contacted_on": N_("最近联系"),
    "contacted_how": N_("联系方式"),
    "money_on": N_("经济供养"),
    "care_on": N_("生活照料"),
    "comfort_on": N_("精神慰藉"),
    "removed_at": N_("去掉"),
    "document": N_("委托书"),
    "withdrawn_on": N_("撤回"),
    "until": N_("到期"),
}
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
    label = _(LABELS.get(name) or completeness.LABELS.get(name) or name)
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
