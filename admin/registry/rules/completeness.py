"""How much of the seven groups is known (三（一）), and what is missing in each.

数量规模 is counted from who is there, and so stands for the identity of each. A list with the
answer "none" is answered; an empty one is not.
"""

from collections.abc import Mapping
from typing import Any

from models import N_

GROUPS: dict[str, str] = {
    "identity": N_("基本身份"),
    "income": N_("经济来源"),
    "family": N_("家庭结构"),
    "health": N_("健康状况"),
    "care": N_("照料情况"),
    "difficulties": N_("存在困难"),
    "guardian": N_("监护人联系方式"),
}
FIELDS: dict[str, tuple[str, ...]] = {
    "identity": ("id_number", "born_on", "sex", "group_name"),
    "income": ("incomes", "livelihood"),
    "family": ("marital", "living", "declared_children", "children"),
    "health": ("illnesses", "self_care"),
    "care": ("carers",),
    "difficulties": ("difficulties", "needs"),
    "guardian": ("guardian_phone",),
}
LABELS: dict[str, str] = {
    "id_number": N_("身份证号"),
    "born_on": N_("出生日期"),
    "sex": N_("性别"),
    "group_name": N_("组"),
    "incomes": N_("收入来源"),
    "livelihood": N_("生活状况"),
    "marital": N_("婚姻"),
    "living": N_("和谁一起住"),
    "declared_children": N_("子女人数"),
    "children": N_("每个子女的情况"),
    "illnesses": N_("慢性病"),
    "self_care": N_("自理情况"),
    "carers": N_("平时谁照料"),
    "difficulties": N_("困难"),
    "needs": N_("需要什么服务"),
    "guardian_phone": N_("监护人和电话"),
}
NUMBER = sum(len(names) for names in FIELDS.values())


def missing(known: Mapping[str, Any]) -> dict[str, list[str]]:
    """Of each group the names of what is not known; complete groups are left out.

    `known` has the elder's columns and `children`, `guardian_phone` as booleans.
    """
    found = {
        group: [name for name in names if not _is_known(known.get(name))]
        for group, names in FIELDS.items()
    }
    return {group: names for group, names in found.items() if names}


def score(known: Mapping[str, Any]) -> int:
    """The known share in whole percent; 100 only if nothing is missing."""
    lacking = sum(len(names) for names in missing(known).values())
    return (NUMBER - lacking) * 100 // NUMBER


def _is_known(value: Any) -> bool:
    """Zero children is an answer; an empty list or text and False are none."""
    return bool(value) or (type(value) is int)
