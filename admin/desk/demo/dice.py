"""Every choice that the demonstration makes: the same seed and day give the same choices.

All telephone numbers begin with 0533-000, which is nobody's, so that no one is ever rung.
"""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import Any, TypeVar

from admin.desk.demo import texts
from pages import hours

Choice = TypeVar("Choice")

PREFIX = "0533-000"
NUMBERS = 10_000
# Coprime to NUMBERS: neighbours in a list do not get neighbouring numbers.
STRIDE = 3_803
FRESH, OVERDUE = (1, 85), (190, 400)


class Dice:
    """A stream of choices."""

    def __init__(self, seed: int, today: date) -> None:
        self._random = random.Random(seed)  # noqa: S311 (nothing here is a secret)
        self._today = today
        self._rung = seed
        self._lines: dict[tuple[str, ...], str] = {}

    def one(self, choices: Sequence[Choice]) -> Choice:
        """One of several."""
        return self._random.choice(choices)

    def between(self, first: int, last: int) -> int:
        """A whole number, both ends included."""
        return self._random.randint(first, last)

    def words(self, vary: dict[str, list[str]]) -> dict[str, str]:
        """One choice for each word that differs from town to town."""
        return {name: self.one(choices) for name, choices in vary.items()}

    def verified_on(self) -> str:
        """A day within the last three months; for a few records one that is too long ago."""
        span = OVERDUE if self._random.random() < 0.04 else FRESH
        return str(self._today - timedelta(days=self.between(*span)))

    def phone(self, label: str, pattern: str = "", line: tuple[str, ...] = ()) -> dict[str, Any]:
        """A row of a telephone that rings nowhere; the same `line` has the same number."""
        number = self._lines.get(line) if line else None
        if number is None:
            self._rung += 1
            number = f"{PREFIX}{self._rung * STRIDE % NUMBERS:04}"
            self._lines[line] = number
        said = self._said[pattern] if pattern else ""
        return {"number": number, "label": label, "hours": said, "shared": False}

    def hours(self, pattern: str) -> dict[str, Any]:
        """The week of a pattern with the next holidays; unknown hours for no pattern."""
        return self._weeks[pattern] if pattern else {}

    @cached_property
    def _weeks(self) -> dict[str, dict[str, Any]]:
        return {name: week(pattern, self._today) for name, pattern in texts.read("hours").items()}

    @cached_property
    def _said(self) -> dict[str, str]:
        return {name: said(value) for name, value in self._weeks.items()}


def week(pattern: dict[str, Any], today: date) -> dict[str, Any]:
    """A pattern of the file of hours in the shape that records keep."""
    days = {
        str(day): _spans(spans) for run, spans in pattern["week"].items() for day in _days(str(run))
    }
    exceptions = [
        _holiday(name, spans, today) for name, spans in pattern.get("holidays", {}).items()
    ]
    exceptions.sort(key=lambda exception: str(exception["from"]))
    return {"week": days, "exceptions": exceptions, "note": pattern.get("note", "")}


def said(value: dict[str, Any]) -> str:
    """The ordinary week in a few words, for the line beside a telephone."""
    lines = hours.describe({"week": value["week"]})
    spoken = "；".join(f"{line.days} {line.times}" for line in lines if line.spans)
    return "全天，夜里也有人" if spoken == "每天 全天" else spoken


def _days(run: str) -> range:
    first, _dash, last = run.partition("-")
    return range(int(first), int(last or first) + 1)


def _spans(text: str) -> list[dict[str, Any]]:
    spans = []
    for part in text.split():
        opens, closes = part.split("-")
        next_day = closes.endswith("+")
        spans.append({"opens": opens, "closes": closes.rstrip("+"), "next_day": next_day})
    return spans


def _holiday(name: str, spans: str, today: date) -> dict[str, Any]:
    """The next National Day or New Year that is not over yet."""
    month, last, note = {"national": (10, 7, "国庆节"), "new_year": (1, 1, "元旦")}[name]
    year = today.year if today <= date(today.year, month, last) else today.year + 1
    first, until = date(year, month, 1), date(year, month, last)
    return {"from": str(first), "until": str(until), "spans": _spans(spans), "note": note}
