"""The four faults of the order (四、4): each as a few figures of a place, with limits to compare.

底数不清, 风险隐患排查不扎实, 突发事件处置不及时, 关爱服务流于形式.
A pure function of plain counts; where there is nothing to count it answers None and never a zero
that looks like praise.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields

from models import N_

FAULTS: dict[str, str] = {
    "unclear_numbers": N_("底数不清"),
    "shallow_search": N_("风险隐患排查不扎实"),
    "slow_response": N_("突发事件处置不及时"),
    "mere_form": N_("关爱服务流于形式"),
}


@dataclass(frozen=True)
class Counts:
    """What is counted in one place (a village, or the sum of many). Numbers of rows only."""

    elders: int = 0
    unverified: int = 0
    incomplete: int = 0
    doubles: int = 0
    before: int = 0
    villages: int = 1
    empty_villages: int = 0
    platform: int | None = None
    unassessed: int = 0
    alarming: int = 0
    untended: int = 0
    first: int = 0
    unplanned: int = 0
    searched_villages: int = 0
    clear_villages: int = 0
    uniform: int = 0
    timed: int = 0
    hasty: int = 0
    incidents: int = 0
    late_answers: int = 0
    late_closings: int = 0
    untold: int = 0
    still_open: int = 0
    visits: int = 0
    copied: int = 0
    month_end: int = 0
    hurried: int = 0
    always_normal: int = 0
    served: int = 0
    unheard: int = 0
    logs: int = 0
    bare_logs: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        """Two places together; the platform's number is known only where both are."""
        summed = {
            f.name: getattr(self, f.name) + getattr(other, f.name)
            for f in fields(self)
            if f.name != "platform"
        }
        both = self.platform is not None and other.platform is not None
        platform = (self.platform or 0) + (other.platform or 0) if both else None
        return Counts(**summed, platform=platform)


def _share(part: str, whole: str) -> Callable[[Counts], float | None]:
    def share(counts: Counts) -> float | None:
        of = getattr(counts, whole)
        return getattr(counts, part) / of if of else None

    return share


def _jump(counts: Counts) -> float | None:
    return abs(counts.elders - counts.before) / counts.before if counts.before else None


def _platform_gap(counts: Counts) -> float | None:
    if counts.platform is None:
        return None
    return abs(counts.elders - counts.platform) / max(counts.elders, counts.platform, 1)


@dataclass(frozen=True)
class Indicator:
    """One figure between 0 and 1, the less the better; above `limit` it counts as a fault."""

    name: str
    fault: str
    label: str
    limit: float
    measure: Callable[[Counts], float | None]


INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        "unverified",
        "unclear_numbers",
        N_("90 天没核实的老人"),
        0.1,
        _share("unverified", "elders"),
    ),
    Indicator(
        "incomplete",
        "unclear_numbers",
        N_("必填信息不全的老人"),
        0.1,
        _share("incomplete", "elders"),
    ),
    Indicator(
        "doubles", "unclear_numbers", N_("疑似重复的老人"), 0.01, _share("doubles", "elders")
    ),
    Indicator("jump", "unclear_numbers", N_("人数和上月相差"), 0.2, _jump),
    Indicator(
        "empty",
        "unclear_numbers",
        N_("一个老人也没登记的村"),
        0.0,
        _share("empty_villages", "villages"),
    ),
    Indicator("platform", "unclear_numbers", N_("和省平台人数相差"), 0.02, _platform_gap),
    Indicator(
        "unassessed",
        "shallow_search",
        N_("一年没评估风险的老人"),
        0.05,
        _share("unassessed", "elders"),
    ),
    Indicator(
        "untended",
        "shallow_search",
        N_("有险情却没有措施的老人"),
        0.0,
        _share("untended", "alarming"),
    ),
    Indicator(
        "unplanned",
        "shallow_search",
        N_("没有措施的重点老人"),
        0.1,
        _share("unplanned", "first"),
    ),
    Indicator(
        "clear_villages",
        "shallow_search",
        N_("一年没查出一处问题的村"),
        0.0,
        _share("clear_villages", "searched_villages"),
    ),
    Indicator(
        "uniform",
        "shallow_search",
        N_("答案都一个样的探访"),
        0.5,
        _share("uniform", "visits"),
    ),
    Indicator("hasty", "shallow_search", N_("不到一分钟填完的探访"), 0.2, _share("hasty", "timed")),
    Indicator(
        "late_answers",
        "slow_response",
        N_("响应超时的事件"),
        0.05,
        _share("late_answers", "incidents"),
    ),
    Indicator(
        "late_closings",
        "slow_response",
        N_("办结超时的事件"),
        0.05,
        _share("late_closings", "incidents"),
    ),
    Indicator("untold", "slow_response", N_("没有报镇的事件"), 0.0, _share("untold", "incidents")),
    Indicator("copied", "mere_form", N_("照抄的探访记录"), 0.1, _share("copied", "visits")),
    Indicator("month_end", "mere_form", N_("月底突击的探访"), 0.5, _share("month_end", "visits")),
    Indicator(
        "hurried", "mere_form", N_("一小时内跑太多家的探访"), 0.02, _share("hurried", "visits")
    ),
    Indicator(
        "always_normal",
        "mere_form",
        N_("一年全写“正常”的老人"),
        0.5,
        _share("always_normal", "elders"),
    ),
    Indicator("unheard", "mere_form", N_("老人没有确认的服务"), 0.5, _share("unheard", "served")),
    Indicator("bare_logs", "mere_form", N_("没有内容的帮扶记录"), 0.2, _share("bare_logs", "logs")),
)


@dataclass(frozen=True)
class Measured:
    """An indicator of one place; `value` is None where there is nothing to measure."""

    indicator: Indicator
    value: float | None

    @property
    def is_fault(self) -> bool:
        return self.value is not None and self.value > self.indicator.limit


def measure(counts: Counts) -> list[Measured]:
    """Every indicator of a place, in the order of the four faults."""
    return [Measured(indicator, indicator.measure(counts)) for indicator in INDICATORS]


def found(counts: Counts) -> dict[str, int]:
    """How many indicators of each fault are beyond their limit."""
    measured = measure(counts)
    return {
        fault: sum(m.is_fault for m in measured if m.indicator.fault == fault) for fault in FAULTS
    }
