"""Who comes first (重点排查): 经济困难 and (高龄 or 失能); and the alarm 不能自理 and 独居.

三（一）of the order names the first, 三（二）1 forbids the second. A grade of ability comes from an
assessor's record; while there is none, what the village wrote about self-care stands in its place,
and of two that disagree the graver counts.
"""

from dataclasses import dataclass
from datetime import date

from admin.registry.rules import days
from models import N_

POOR_AIDS = frozenset({"minimum_living", "destitute", "near_poor"})
REASONS: dict[str, str] = {
    "poor": N_("经济困难"),
    "aged": N_("高龄"),
    "disabled": N_("失能"),
    "unable": N_("不能自理"),
    "alone": N_("独居"),
}
GRADES: dict[int, str] = {
    0: N_("能力完好"),
    1: N_("轻度失能"),
    2: N_("中度失能"),
    3: N_("重度失能"),
    4: N_("完全失能"),
}
# GB/T 42195-2022: the lowest number of points of each grade, of 90; more is more able.
LOWEST = {0: 90, 1: 66, 2: 46, 3: 30, 4: 0}


@dataclass(frozen=True)
class Measures:
    """From which age one is 高龄, from which grade 失能, from which 不能自理."""

    aged_from: int = 80
    disabled_from: int = 1
    unable_from: int = 3


@dataclass(frozen=True)
class Condition:
    """What the rule needs to know; `grade` is that of the latest assessment, if there is one."""

    born_on: date | None = None
    livelihood: str = ""
    aids: tuple[str, ...] = ()
    self_care: str = ""
    grade: int | None = None
    living: str = ""


@dataclass(frozen=True)
class Priority:
    """Whether somebody comes first, whether the alarm rings, the tier of visits, and why."""

    is_priority: bool
    has_alarm: bool
    tier: str
    reasons: tuple[str, ...]


def judge(condition: Condition, today: date, measures: Measures | None = None) -> Priority:
    """Priority, alarm and tier on that day; what is not known counts as not so."""
    found = frozenset(_reasons(condition, today, measures or Measures()))
    is_priority = "poor" in found and bool(found & {"aged", "disabled"})
    has_alarm = {"unable", "alone"} <= found
    tier = "high" if has_alarm else "middle" if is_priority else "low"
    return Priority(is_priority, has_alarm, tier, tuple(name for name in REASONS if name in found))


def _reasons(condition: Condition, today: date, measures: Measures) -> list[str]:
    grade = -1 if condition.grade is None else condition.grade
    unable = condition.self_care == "unable" or grade >= measures.unable_from
    born_on = condition.born_on
    holds = {
        "poor": condition.livelihood == "poor" or bool(POOR_AIDS & set(condition.aids)),
        "aged": born_on is not None and days.age(born_on, today) >= measures.aged_from,
        "disabled": unable or grade >= measures.disabled_from,
        "unable": unable,
        "alone": condition.living == "alone",
    }
    return [name for name, is_so in holds.items() if is_so]


def grade_of(score: int) -> int:
    """The grade of so many points of 90 by GB/T 42195-2022, before its rules of change."""
    return next(grade for grade, lowest in LOWEST.items() if score >= lowest)
