"""The columns of each kind's spreadsheet: what they are called, and by which other names.

A header is matched without spaces, brackets and stars. It never guesses by likeness: what is
not known is left to the clerk, and remembered.
"""

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from admin.desk import companions, forms
from admin.sheets.tables import plain_header
from models import KINDS, N_, Json

IMPORTED = ("service", "provider", "team")
NUMBER = "number"
LEFT_OUT = {"photo", "photo_alt"}
LABELS = {NUMBER: N_("编号")}
HELP = {NUMBER: N_("已有的信息填它的编号或网址名；新的留空。")}
SHORTHAND: dict[str, str] = {
    "phones": N_("一行一个：号码/谁接/几点有人接。公用手机在后面再加 /公用。"),
    "hours": N_("如：周一至周五 08:30-12:00 13:30-17:00；周六 09:00-12:00"),
    "areas": N_("写名称或代码，几个之间用分号隔开。"),
    "providers": N_("写名称或编号，几个之间用分号隔开。"),
    "channels": N_("写名称或编号，几个之间用分号隔开。"),
    "audience": N_("从可选项里抄，几个之间用顿号隔开。"),
    "area": N_("写名称或代码，如 370303101；空着就是您自己的镇村。"),
    "steps": N_("一步一行。"),
    "bring": N_("一样一行，或者用顿号隔开。"),
}
SYNONYMS: dict[str, tuple[str, ...]] = {
    NUMBER: ("序列号", "id", "记录编号"),
    "name": ("服务项目", "项目名称", "机构名称", "单位名称", "队伍名称", "名称", "服务名称"),
    "slug": ("网址", "拼音"),
    "summary": ("简介", "说明"),
    "category": ("类别", "服务类型", "项目类别"),
    "content": ("服务内容", "项目内容", "内容"),
    "audience": ("服务对象", "对象", "供给对象"),
    "eligibility": ("条件", "服务条件"),
    "delivery": ("服务方式", "方式", "提供方式"),
    "standard": ("标准",),
    "funder": ("资金来源", "出资主体", "支出主体"),
    "channels": ("获取渠道", "渠道"),
    "providers": ("承办机构", "服务单位", "承接单位"),
    "areas": ("覆盖范围", "范围"),
    "steps": ("申请流程", "办理流程", "申请步骤"),
    "bring": ("所需材料", "材料", "带什么"),
    "cost_kind": ("收费", "是否收费"),
    "cost_note": ("收费标准", "收费说明"),
    "phones": ("联系电话", "电话号码", "联系方式", "手机", "座机"),
    "hours": ("服务时间", "营业时间", "办公时间"),
    "source": ("依据", "文件依据"),
    "area": ("镇村", "所属镇村", "所属镇办", "镇办", "镇街", "所在村", "归口"),
    "verified_on": ("核对日期",),
    "type": ("类型", "机构类别"),
    "address": ("详细地址", "机构地址"),
    "capacity": ("床位数", "床位", "可接待人数"),
    "description": ("机构介绍", "队伍介绍"),
    "members": ("队员人数", "志愿者人数"),
    "founded_on": ("成立时间",),
}


@dataclass(frozen=True)
class Column:
    """One column: the field it fills, and how its cells are to be read (`shape`)."""

    field: str
    label: str
    help: str
    shape: str
    target: str = ""
    choices: tuple[tuple[str, str], ...] = ()


def columns(kind: str) -> list[Column]:
    """The columns of a kind, in the order of the template."""
    number = Column(NUMBER, LABELS[NUMBER], HELP[NUMBER], "number")
    fields = [f for f in forms.editable(KINDS[kind]) if f.name not in LEFT_OUT]
    return [number, *(_column(kind, field) for field in fields)]


def _column(kind: str, field: Any) -> Column:
    return Column(
        field.name,
        str(field.verbose_name),
        SHORTHAND.get(field.name, str(field.help_text or "")),
        _shape(kind, field),
        companions.REFERENCES[kind].get(field.name, ""),
        tuple(field.choices or ()),
    )


def _shape(kind: str, field: Any) -> str:
    if field.name in companions.REFERENCES[kind]:
        return "references" if isinstance(field, Json) else "reference"
    if field.name in {"phones", "hours", "audience"}:
        return str(field.name)
    if isinstance(field, Json):
        return "lines"
    if field.choices:
        return "choice"
    return {"INT": "whole", "FLOAT": "decimal", "DATE": "date"}.get(field.field_type, "text")


def known(kind: str) -> dict[str, str]:
    """Field by every header that means it; a label beats a synonym."""
    found: dict[str, str] = {}
    for column in columns(kind):
        for name in SYNONYMS.get(column.field, ()):
            found.setdefault(plain_header(name), column.field)
    labels = {
        plain_header(text): column.field
        for column in columns(kind)
        for text in (column.label, _(column.label))
    }
    return found | labels


def match(kind: str, headers: list[str], remembered: dict[str, str]) -> list[str]:
    """The field of each header, `""` where none is meant; no field twice."""
    names = known(kind) | remembered
    fields = {column.field for column in columns(kind)}
    matched: list[str] = []
    for header in headers:
        field = names.get(plain_header(header), "")
        matched.append(field if field in fields and field not in matched else "")
    return matched
