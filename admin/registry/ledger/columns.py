"""The columns of a town's ledger: what they mean, by all the names that counties give them.

A header is matched without spaces, brackets and stars, never by likeness; what is not known is
asked and remembered. What the duty does not need is known too, so that it can be left out and said.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from admin.sheets.tables import plain_header
from models import N_

FIELDS: dict[str, str] = {
    "name": N_("姓名"),
    "id_number": N_("身份证号"),
    "sex": N_("性别"),
    "born_on": N_("出生日期"),
    "age": N_("年龄"),
    "town": N_("镇办"),
    "village": N_("村居"),
    "group_name": N_("组"),
    "address": N_("住址"),
    "phone": N_("电话"),
    "tags": N_("身份类别"),
    "marital": N_("婚姻"),
    "living": N_("居住方式"),
    "declared_children": N_("子女人数"),
    "incomes": N_("经济来源"),
    "livelihood": N_("生活状况"),
    "aids": N_("享受的救助"),
    "illnesses": N_("健康状况"),
    "self_care": N_("自理情况"),
    "carers": N_("平时谁照料"),
    "difficulties": N_("存在困难"),
    "needs": N_("需要什么服务"),
    "note": N_("备注"),
    "guardian_name": N_("监护人姓名"),
    "guardian_relation": N_("监护人关系"),
    "guardian_phone": N_("监护人电话"),
    "child_name": N_("子女姓名"),
    "child_relation": N_("子女：儿子还是女儿"),
    "child_phone": N_("子女电话"),
    "child_place": N_("子女在哪里"),
    "child_since": N_("子女外出时间"),
    "child_reason": N_("子女外出原因"),
}
CHILD = "child_"
UNNEEDED = "unneeded"
SYNONYMS: dict[str, tuple[str, ...]] = {
    "name": ("老人姓名", "留守老人姓名", "姓 名", "名字", "老年人姓名", "老人", "户主姓名"),
    "id_number": ("身份证", "身份证号码", "公民身份号码", "证件号码", "身份号码", "老人身份证号"),
    "sex": ("男女",),
    "born_on": ("出生年月", "出生年月日", "生日", "出生时间"),
    "age": ("周岁", "岁数", "年龄岁", "实足年龄"),
    "town": ("镇", "镇街", "乡镇", "街道", "镇街道", "所在镇", "所属镇办", "乡镇街道", "镇办名称"),
    "village": ("村", "行政村", "所在村", "村名", "村社区", "村居名称", "社区", "所属村居", "村别"),
    "group_name": ("组别", "小组", "村民小组", "组名", "队", "所在组"),
    "address": ("家庭住址", "地址", "现住址", "详细地址", "居住地址", "家庭地址", "门牌号"),
    "phone": ("联系电话", "电话号码", "联系方式", "手机", "手机号", "老人电话", "老人联系方式"),
    "tags": ("老年人类别", "类别", "人员类别", "民政类别", "老人类型", "人员类型"),
    "marital": ("婚姻状况", "婚姻及配偶情况", "婚姻情况", "配偶情况"),
    "living": ("居住状况", "居住情况", "陪伴居住情况", "家庭结构", "与谁同住", "和谁一起住"),
    "declared_children": ("子女数", "子女个数", "子女数量", "儿女数", "几个子女"),
    "incomes": ("家庭经济来源", "收入来源", "主要经济来源", "生活来源"),
    "livelihood": ("经济状况", "家庭经济状况", "生活水平", "家庭经济情况"),
    "aids": ("享受政策", "救助情况", "家庭救助帮扶情况", "享受待遇", "救助帮扶"),
    "illnesses": ("身体状况", "健康情况", "身体情况", "慢性病", "患病情况"),
    "self_care": ("自理能力", "生活自理能力", "能否自理", "自理程度", "生活能力"),
    "carers": ("照料情况", "日常生活照料人", "照料人", "照顾人", "日常照料"),
    "difficulties": ("困难", "主要困难", "困难情况", "存在的困难", "存在问题"),
    "needs": ("关爱服务需求", "服务需求", "需求", "需要的服务"),
    "note": ("说明", "备 注", "其他"),
    "guardian_name": ("监护人", "紧急联系人", "联系人", "赡养人", "委托监护人"),
    "guardian_relation": ("与老人关系", "与监护人关系", "关系", "与本人关系"),
    "guardian_phone": (
        "监护人联系方式",
        "紧急联系电话",
        "联系人电话",
        "监护人联系电话",
        "赡养人电话",
    ),
    "child_name": ("子女", "儿女姓名", "子女情况", "子女名字"),
    "child_relation": ("子女性别", "子女关系", "子女与老人关系"),
    "child_phone": ("子女联系方式", "子女联系电话", "子女手机"),
    "child_place": ("子女外出地点", "外出地点", "子女务工地", "务工地点", "子女去向", "子女现住地"),
    "child_since": ("外出时间", "子女外出年月", "外出年月"),
    "child_reason": ("外出原因", "子女职业", "外出事由"),
    UNNEEDED: (
        "序号",
        "编号",
        "民族",
        "宗教信仰",
        "政治面貌",
        "文化程度",
        "银行卡号",
        "银行账号",
        "开户行",
        "社保卡号",
        "病史",
        "采集人",
        "采集时间",
        "填表人",
        "填表日期",
        "照片",
    ),
}
NUMBER = re.compile(r"[0-9一二三四五六七八九]")
ORDER = "一二三四五六七八九"
PHONES = frozenset({"电话", "联系电话", "联系方式", "手机", "手机号"})


class Header(NamedTuple):
    """A header without its number, and the number that told one child from the next."""

    text: str
    number: int


def known() -> dict[str, str]:
    """Field by every header that means it; a label beats a synonym."""
    found: dict[str, str] = {}
    for field, names in SYNONYMS.items():
        for name in names:
            found.setdefault(plain_header(name), field)
    return found | {plain_header(label): field for field, label in FIELDS.items()}


def header(text: str) -> Header:
    """`子女2姓名` and `子女姓名（二）` are 子女姓名 of the second child."""
    tidy = plain_header(text)
    if "子女" not in tidy and "外出" not in tidy:
        return Header(tidy, 0)
    digits = NUMBER.findall(tidy) or NUMBER.findall(text.rpartition("（")[2])
    number = 0
    if digits:
        number = ORDER.find(digits[0]) + 1 if digits[0] in ORDER else int(digits[0])
    return Header(NUMBER.sub("", tidy), number)


def match(headers: Sequence[str], remembered: dict[str, str]) -> list[str]:
    """The field of each header, "" where none is meant; only a child's may come again."""
    names = known() | remembered
    matched: list[str] = []
    for place, text in enumerate(headers):
        tidy = header(text).text
        field = names.get(plain_header(text)) or names.get(tidy, "")
        if _is_of_a_child(tidy, matched[:place]):
            field = "child_phone"
        elif field == "name" and "name" in matched and any(map(is_childs, matched)):
            field = "child_name"
        once = field != UNNEEDED and not is_childs(field)
        matched.append("" if once and field in matched else field)
    return matched


def _is_of_a_child(tidy: str, before: list[str]) -> bool:
    """A plain 电话 right after what is said of a child is the child's."""
    return tidy in PHONES and bool(before) and is_childs(before[-1])


def is_childs(field: str) -> bool:
    """Whether a field says something of a child, so that there may be several."""
    return field.startswith(CHILD)


def children(headers: Sequence[str], fields: Sequence[str]) -> dict[int, int]:
    """Which child each column tells of, by place: by the number, else left to right."""
    found: dict[int, int] = {}
    current, seen = 1, set[str]()
    for place, field in enumerate(fields):
        if not is_childs(field):
            continue
        number = header(headers[place]).number
        if not number:
            if field in seen:
                current, seen = current + 1, set()
            seen.add(field)
        found[place] = number or current
    return found


def twice(fields: Sequence[str]) -> set[str]:
    """The fields that two columns claim although there can be one."""
    once = [f for f in fields if f and f != UNNEEDED and not is_childs(f)]
    return {field for field in once if once.count(field) > 1}
