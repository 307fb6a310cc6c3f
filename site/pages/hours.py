"""Opening hours: what is impossible about them, and how people say them.

Pure: a dict of the shape that `models` keeps goes in, findings or lines come out. It knows no
holidays and no "open now"; `{}` means that nobody has said, and is described by no line at all.
Texts are translated when a line is shown, so the same line serves every language.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

from flask_babel import format_date

from models import N_
from pages.speech import gettext as _

WEEKDAYS = {
    1: N_("周一"),
    2: N_("周二"),
    3: N_("周三"),
    4: N_("周四"),
    5: N_("周五"),
    6: N_("周六"),
    7: N_("周日"),
}
MINUTES_A_DAY = 24 * 60


class Problem(NamedTuple):
    """A finding: a message to translate and what to put into it."""

    message: str
    params: dict[str, str]

    def text(self) -> str:
        """The finding in the reader's language."""
        params = {name: _(value) for name, value in self.params.items()}
        return _(self.message, **params)


@dataclass(frozen=True)
class Span:
    """From one time of day to another, "24:00" included; `next_day` closes after midnight."""

    opens: str
    closes: str
    next_day: bool

    def text(self) -> str:
        """As people say it: "8:00–17:00", "20:00–次日6:00", "全天"."""
        if (_minutes(self.opens), _minutes(self.closes), self.next_day) in ALL_DAY:
            return _("全天")
        closes = _spoken(self.closes)
        if self.next_day:
            closes = _("次日%(time)s", time=closes)
        return f"{_spoken(self.opens)}–{closes}"


ALL_DAY = {(0, MINUTES_A_DAY, False), (0, 0, True)}


@dataclass(frozen=True)
class DayLine:
    """Days that share their hours: runs of weekdays, or the dates of an exception."""

    runs: tuple[tuple[int, int], ...]
    spans: tuple[Span, ...]
    first: date | None = None
    last: date | None = None
    note: str = ""

    @property
    def days(self) -> str:
        """ "周一至周五", "周六、周日", "每天", or the dates of an exception."""
        if self.first and self.last:
            return _dates(self.first, self.last)
        if self.runs == ((1, 7),):
            return _("每天")
        return _("、").join(_run(*run) for run in self.runs)

    @property
    def times(self) -> str:
        """The hours of these days, or that it is closed."""
        return _("、").join(span.text() for span in self.spans) or _("休息")


def _dates(first: date, last: date) -> str:
    begins = format_date(first, "long", rebase=False)
    if first == last:
        return begins
    pattern = _("M月d日") if first.year == last.year else "long"
    return _("%(first)s至%(last)s", first=begins, last=format_date(last, pattern, rebase=False))


def _run(first: int, last: int) -> str:
    names = [_(WEEKDAYS[day]) for day in range(first, last + 1)]
    if len(names) > 2:
        return _("%(first)s至%(last)s", first=names[0], last=names[-1])
    return _("、").join(names)


def _spoken(time: str) -> str:
    return time.removeprefix("0")


def _minutes(time: object) -> int | None:
    """The minute of the day that "08:30" or "24:00" means, or None for anything else."""
    if not isinstance(time, str) or len(time) != 5 or time[2] != ":":
        return None
    hour, minute = time[:2], time[3:]
    if not (hour.isascii() and hour.isdigit() and minute.isascii() and minute.isdigit()):
        return None
    total = int(hour) * 60 + int(minute)
    return total if int(minute) < 60 and total <= MINUTES_A_DAY else None


def describe(hours: dict[str, Any]) -> list[DayLine]:
    """The week with equal days together, then its exceptions; nothing where nobody has said."""
    if not hours:
        return []
    return [*_week(hours.get("week") or {}), *map(_exception, hours.get("exceptions") or [])]


def note(hours: dict[str, Any]) -> str:
    """What the office adds to the hours in words."""
    return str(hours.get("note") or "")


def _week(week: dict[str, Any]) -> Iterator[DayLine]:
    if not week:
        return
    days: dict[tuple[Span, ...], list[int]] = {}
    for day in WEEKDAYS:
        days.setdefault(_spans(week.get(str(day)) or []), []).append(day)
    for spans, alike in days.items():
        yield DayLine(tuple(_runs(alike)), spans)


def _runs(days: list[int]) -> Iterator[tuple[int, int]]:
    first = days[0]
    for day, following in pairwise([*days, 0]):
        if following != day + 1:
            yield first, day
            first = following


def _exception(exception: dict[str, Any]) -> DayLine:
    return DayLine(
        (),
        _spans(exception.get("spans") or []),
        date.fromisoformat(exception["from"]),
        date.fromisoformat(exception["until"]),
        str(exception.get("note") or ""),
    )


def _spans(spans: list[dict[str, Any]]) -> tuple[Span, ...]:
    made = (Span(s["opens"], s["closes"], bool(s.get("next_day"))) for s in spans)
    return tuple(sorted(made, key=lambda span: span.opens))


def problems(hours: dict[str, Any]) -> list[Problem]:
    """Everything that cannot be true of these hours; where nothing is, `describe` can say them."""
    if not _has_shape(hours):
        return [Problem(N_("开放时间的格式不对，请重新填写。"), {})]
    week, found = hours.get("week") or {}, []
    for number, name in WEEKDAYS.items():
        found += _span_problems(name, week.get(str(number)) or [])
    for exception in hours.get("exceptions") or []:
        found += _exception_problems(exception)
    return found or list(_overlaps(week))


def _has_shape(hours: object) -> bool:
    if not isinstance(hours, dict):
        return False
    week, exceptions = hours.get("week") or {}, hours.get("exceptions") or []
    if not isinstance(week, dict) or not isinstance(exceptions, list):
        return False
    if not set(week) <= set(map(str, WEEKDAYS)):
        return False
    if not all(isinstance(exception, dict) for exception in exceptions):
        return False
    lists = [*week.values(), *(exception.get("spans") or [] for exception in exceptions)]
    return all(isinstance(spans, list) and all(map(_is_span, spans)) for spans in lists)


def _is_span(span: object) -> bool:
    return isinstance(span, dict) and {"opens", "closes"} <= set(span)


def _span_problems(day: str, spans: list[dict[str, Any]]) -> list[Problem]:
    found = []
    for span in spans:
        for time in (span["opens"], span["closes"]):
            if _minutes(time) is None:
                params = {"day": day, "time": str(time)}
                found.append(Problem(N_("%(day)s：“%(time)s”不是钟点，应写成 08:30。"), params))
    return found or [problem for span in spans for problem in _length_problems(day, span)]


def _length_problems(day: str, span: dict[str, Any]) -> Iterator[Problem]:
    opens, closes = _range(span)
    params = {"day": day, "opens": span["opens"], "closes": span["closes"]}
    if closes <= opens:
        yield Problem(
            N_("%(day)s：%(closes)s 关门早于 %(opens)s 开门；开到第二天请勾选“次日”。"), params
        )
    elif closes - opens > MINUTES_A_DAY or opens == MINUTES_A_DAY:
        yield Problem(N_("%(day)s：从 %(opens)s 到次日 %(closes)s 超过了一整天。"), params)


def _range(span: dict[str, Any]) -> tuple[int, int]:
    """The first and last minute of a span whose times are known to be times."""
    opens, closes = _minutes(span["opens"]) or 0, _minutes(span["closes"]) or 0
    return opens, closes + (MINUTES_A_DAY if span.get("next_day") else 0)


def _overlaps(week: dict[str, Any]) -> Iterator[Problem]:
    """Spans that run into the next one, from Sunday night into Monday too."""
    ranges = sorted(
        (opens + (day - 1) * MINUTES_A_DAY, closes + (day - 1) * MINUTES_A_DAY, name)
        for day, name in WEEKDAYS.items()
        for opens, closes in map(_range, week.get(str(day)) or [])
    )
    if not ranges:
        return
    opens, closes, name = ranges[0]
    following_week = (opens + 7 * MINUTES_A_DAY, closes, name)
    for (_opens, closes, day), (opens, _closes, _day) in pairwise([*ranges, following_week]):
        if closes > opens:
            yield Problem(N_("%(day)s：有两段时间重叠了。"), {"day": day})


def _exception_problems(exception: dict[str, Any]) -> list[Problem]:
    first, last = _date(exception.get("from")), _date(exception.get("until"))
    if first is None or last is None:
        return [Problem(N_("节假日的日期要写成 2026-10-01 这样。"), {})]
    days = f"{first} – {last}"
    if last < first:
        return [Problem(N_("节假日（%(days)s）的结束日期早于开始日期。"), {"days": days})]
    spans = exception.get("spans") or []
    found = _span_problems(days, spans)
    ranges = sorted(map(_range, spans)) if not found else []
    if any(closes > opens for (_opens, closes), (opens, _closes) in pairwise(ranges)):
        found.append(Problem(N_("%(day)s：有两段时间重叠了。"), {"day": days}))
    return found


def _date(text: object) -> date | None:
    try:
        return date.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
