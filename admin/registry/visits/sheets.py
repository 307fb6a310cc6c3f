"""The paper way: a village's monthly sheet with an opaque mark a person, and what comes back of it.

Paper asks for the little that fits a line; what was troubled is written beside. The same line and
day typed in twice are one visit.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from admin.accounts import scope
from admin.accounts.users import User
from admin.registry import handles, words
from admin.registry.in_force import Act
from admin.registry.people import listing
from admin.registry.people.elders import Elder
from admin.registry.visits import recording
from admin.registry.visits.recording import Written
from models import N_
from pages import clock

MOST = 300
NOON = time(12)


class LineRefused(ValueError):
    """A line of the grid cannot be kept; the message says why in the clerk's words."""


@dataclass(frozen=True)
class Line:
    """What somebody typed from one line of paper; an empty day means that nobody went."""

    day: str = ""
    troubled: tuple[str, ...] = ()
    family_duty: str = ""
    dangers: tuple[str, ...] = ()
    trouble: str = ""


def people(user: User, area: str, today: date) -> list[listing.Line]:
    """Those of one village who are owed a visit, in the order of the groups."""
    query = scope.visible(user, Elder.select(Elder.id), Elder).where(
        Elder.area_code == area,
        Elder.left_on.is_null(),
        Elder.owed_since.is_null(False),
        Elder.owed_until.is_null(),
    )
    ids = [number for (number,) in query.limit(MOST).tuples()]
    return sorted(listing.lines(ids, today), key=lambda line: _in_order(line.elder))


def _in_order(elder: Elder) -> tuple[int, str, str]:
    group = str(elder.group_name)
    return (int(group) if group.isdigit() else 10_000), group, str(elder.name)


def visit_handle(elder: Elder, month: date, day: int) -> str:
    """The id of the visit that paper tells of: the same line and day are the same visit."""
    text = f"{elder.handle} {month:%Y-%m} {day}"
    number = int.from_bytes(hashlib.sha256(text.encode()).digest(), "big")
    letters = []
    for _place in range(handles.LENGTH):
        number, letter = divmod(number, len(handles.LETTERS))
        letters.append(handles.LETTERS[letter])
    return "".join(letters)


def day_of(line: Line, month: date, today: date) -> date:
    """The day that was typed, in that month.

    :raises LineRefused: there is no such day, or it has not come yet.
    """
    try:
        found = month.replace(day=int(line.day))
    except ValueError:
        raise LineRefused(N_("没有这一天。")) from None
    if found > today:
        raise LineRefused(N_("这一天还没有到。"))
    return found


def check(line: Line) -> None:
    """Refuse a line that lacks what a visit must say.

    :raises LineRefused: with what is missing.
    """
    if line.family_duty not in words.FAMILY_DUTY:
        raise LineRefused(N_("请选赡养情况。"))
    if (line.troubled or line.dangers) and not line.trouble:
        raise LineRefused(N_("有问题就写一句是什么问题。"))
    if set(line.troubled) - set(words.CHECKS) or set(line.dangers) - set(words.DANGERS):
        raise LineRefused(N_("请重新勾选。"))


def keep(elder: Elder, line: Line, month: date, act: Act) -> recording.Taken:
    """Keep the visit of one line.

    :raises LineRefused: it cannot be kept.
    """
    day = day_of(line, month, act.today)
    check(line)
    at = min(clock.instant(datetime.combine(day, NOON)), act.now)
    values: dict[str, Any] = {
        name: "trouble" if name in line.troubled else "well" for name in words.CHECKS
    }
    values |= {
        "family_duty": line.family_duty,
        "living": elder.living,
        "dangers": list(line.dangers) or ["none"],
        "trouble": line.trouble,
    }
    handle = visit_handle(elder, month, day.day)
    return recording.record(elder, Written(handle, "in_person", at, "paper", None, values), act)
