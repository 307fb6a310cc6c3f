"""关爱服务流于形式: the patterns that visits take when nobody went, or nobody looked.

Pure functions over plain rows. Each answers keys of suspicious visits or people; a pattern is a
reason to ask, not a proof, and nobody is punished by it.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

LEAST_COPIES = 3
SHORTEST_COPY = 8
MONTH_END_DAYS = 2
LEAST_FOR_BUNCH = 5
BUNCH_SHARE = 0.6
MOST_IN_AN_HOUR = 6
NORMAL_MONTHS = 12
LEAST_FOR_UNIFORM = 10
UNIFORM_SHARE = 0.95
SHORTEST_FORM = 60
LEAST_SEARCHED = 24
NOT_LETTERS = re.compile(r"[\W\d_]+")


@dataclass(frozen=True)
class VisitRow:
    """A visit as the patterns need it: who, to whom, the wall-clock time, what was written.

    `answers` are the ticks as one text; `seconds` is how long the form was open, if a phone said.
    """

    key: str
    helper: str
    elder: str
    at: datetime
    text: str = ""
    answers: str = ""
    seconds: int | None = None


class ElderMonth(NamedTuple):
    """An elder and a month (counted from year nought) with visits: whether all told of nothing."""

    elder: str
    month: int
    is_normal: bool


class Bunch(NamedTuple):
    """A helper and a month (its first day) whose visits stand on its last days."""

    helper: str
    month: date
    share: float


def copied(visits: Iterable[VisitRow]) -> set[str]:
    """Visits whose text stands word for word in at least three of the same helper.

    Numbers and punctuation do not make a text another one; short phrases are nobody's invention.
    """
    same: dict[tuple[str, str], list[str]] = defaultdict(list)
    for visit in visits:
        words = NOT_LETTERS.sub("", unicodedata.normalize("NFKC", visit.text))
        if len(words) >= SHORTEST_COPY:
            same[visit.helper, words].append(visit.key)
    return {key for keys in same.values() if len(keys) >= LEAST_COPIES for key in keys}


def month_end_bunches(visits: Iterable[VisitRow]) -> list[Bunch]:
    """Helpers who did most of a month's visits on its last two days."""
    days: dict[tuple[str, date], list[date]] = defaultdict(list)
    for visit in visits:
        day = visit.at.date()
        days[visit.helper, day.replace(day=1)].append(day)
    made = [
        Bunch(helper, month, sum(map(_is_month_end, each)) / len(each))
        for (helper, month), each in days.items()
        if len(each) >= LEAST_FOR_BUNCH
    ]
    return sorted(bunch for bunch in made if bunch.share >= BUNCH_SHARE)


def _is_month_end(day: date) -> bool:
    return (day + timedelta(days=MONTH_END_DAYS)).month != day.month


def impossible_pace(visits: Iterable[VisitRow], most: int = MOST_IN_AN_HOUR) -> set[str]:
    """Visits among more than `most` different elders whom one helper saw within an hour."""
    suspicious: set[str] = set()
    for each in _by(visits, lambda visit: visit.helper).values():
        first = 0
        for last, visit in enumerate(each):
            while visit.at - each[first].at >= timedelta(hours=1):
                first += 1
            within = each[first : last + 1]
            if len({one.elder for one in within}) > most:
                suspicious |= {one.key for one in within}
    return suspicious


def uniform(visits: Iterable[VisitRow]) -> set[str]:
    """Visits of a helper who ticked the same in nearly every house, be it a good answer or not.

    A dozen quiet homes may be alike; of many, one is always different.
    """
    suspicious: set[str] = set()
    for each in _by(visits, lambda visit: visit.helper).values():
        [(answers, most)] = Counter(visit.answers for visit in each).most_common(1)
        if len(each) >= LEAST_FOR_UNIFORM and most / len(each) >= UNIFORM_SHARE:
            suspicious |= {visit.key for visit in each if visit.answers == answers}
    return suspicious


def hasty(visits: Iterable[VisitRow]) -> set[str]:
    """Visits whose form was open for less than a minute."""
    return {v.key for v in visits if v.seconds is not None and v.seconds < SHORTEST_FORM}


def clear_places(months: Iterable[tuple[str, bool]]) -> tuple[set[str], set[str]]:
    """Places (each with a month of an elder: whether nothing was found) that were searched enough.

    Answers them all, and those in which nothing at all was ever found.
    """
    found: dict[str, list[bool]] = defaultdict(list)
    for place, is_normal in months:
        found[place].append(is_normal)
    searched = {place for place, each in found.items() if len(each) >= LEAST_SEARCHED}
    return searched, {place for place in searched if all(found[place])}


def month_number(day: date) -> int:
    """The month of a day as one number, so that the next month is one more."""
    return day.year * 12 + day.month


def always_normal(months: Iterable[ElderMonth], least: int = NORMAL_MONTHS) -> set[str]:
    """Elders of whom at least `least` months running, up to the last visit, told of nothing."""
    known: dict[str, dict[int, bool]] = defaultdict(dict)
    for elder, month, is_normal in months:
        known[elder][month] = known[elder].get(month, True) and is_normal
    return {elder for elder, each in known.items() if _normal_run(each) >= least}


def _normal_run(months: dict[int, bool]) -> int:
    """How many months to the last one without a finding, and without a month left out."""
    month, run = max(months), 0
    while months.get(month - run, False):
        run += 1
    return run


def _by(visits: Iterable[VisitRow], key: Callable[[VisitRow], str]) -> dict[str, list[VisitRow]]:
    groups: dict[str, list[VisitRow]] = defaultdict(list)
    for visit in sorted(visits, key=lambda one: (one.at, one.key)):
        groups[key(visit)].append(visit)
    return groups
