"""How long each kind of what the registry keeps is needed, and whether its time is over.

个人信息保护法 art. 19: the shortest time that the purpose needs. The terms are configuration; what
was left because it was wrong goes early. Whether somebody's data must stay for another reason (an
open incident or request, a hold) is asked by `rights.erasing`.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from admin.registry.rules import days
from models import N_

# What is erased as whole files of people who left, and what as single rows of those who stay.
FILES: dict[str, str] = {
    "left": N_("已退出登记的老人档案"),
    "mistaken": N_("登记有误的档案"),
    "asked": N_("本人或家属要求删除、已同意的档案"),
}
ROWS: dict[str, str] = {
    "visit": N_("在册老人以前的走访记录"),
    "care_log": N_("在册老人以前的帮扶日志"),
    "elder_version": N_("档案改动前的旧内容"),
    "reveal": N_("看全号的说明"),
    "emergency_opening": N_("应急查阅的说明"),
}
KINDS = FILES | ROWS


def is_past(since: date, months: int, today: date) -> bool:
    """Whether something that has been kept since that day is past its term."""
    return today >= days.months_after(since, months)


def latest(months: int, today: date) -> date:
    """The latest day of which everything is past its term; `is_past` decides, here is no rule."""
    day = days.months_after(today, -months) + timedelta(days=4)
    while not is_past(day, months, today):
        day -= timedelta(days=1)
    return day


def months_of(kind: str, terms: Mapping[str, int]) -> int:
    """The term of a kind; what somebody asked to be erased has none."""
    return 0 if kind == "asked" else terms[kind]
