"""Opening hours in one cell: `周一至周五 08:30-12:00 13:30-17:00；周六 09:00-12:00；说明：…`.

Pure. Days that are not named are closed; dates are exceptions. What it cannot read it refuses.
"""

import re
import unicodedata
from typing import Any

from models import N_

DAYS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "日": 7, "天": 7}
NAMES = {number: f"周{name}" for name, number in DAYS.items() if name != "天"}
NOTE = "说明:"
CLOSED = "休息"
NEXT_DAY = "次日"
SPAN = re.compile(r"(\d{1,2}:\d\d)-(次日)?(\d{1,2}:\d\d)")
DAY = r"(?:周|星期)?([一二三四五六日天])"
RUN = re.compile(rf"{DAY}(?:(?:至|到|-){DAY})?")
EXCEPTION = re.compile(r"(\d{4}-\d\d-\d\d)(?:(?:至|到)(\d{4}-\d\d-\d\d))?\s*(.*?)(?:\((.*)\))?$")
SAMPLE = N_("开放时间写成“周一至周五 08:30-12:00 13:30-17:00；周六 09:00-12:00”的样子。")


class Unreadable(ValueError):
    """The text says no hours that can be kept."""


def read(text: str) -> dict[str, Any]:
    """The shape of `pages.hours`.

    :raises Unreadable: a part is neither days with times, nor dates, nor a note.
    """
    week: dict[str, list[dict[str, Any]]] = {}
    exceptions: list[dict[str, Any]] = []
    note = ""
    for part in re.split(r"[;；\n]", unicodedata.normalize("NFKC", text)):
        said = part.strip()
        if said.startswith(NOTE):
            note = said.removeprefix(NOTE).strip()
        elif said[:4].isdigit():
            exceptions.append(_exception(said))
        elif said:
            week |= _days(said)
    whole = {str(day): week.get(str(day), []) for day in NAMES}
    return {"week": whole, "exceptions": exceptions, "note": note}


def _exception(said: str) -> dict[str, Any]:
    found = EXCEPTION.fullmatch(said)
    if not found:
        raise Unreadable(said)
    first, last, times, note = found.groups()
    return {"from": first, "until": last or first, "spans": _spans(times), "note": note or ""}


def _days(said: str) -> dict[str, list[dict[str, Any]]]:
    words, _space, times = said.partition(" ")
    numbers: list[int] = []
    if words in {"每天", "天天"}:
        numbers = list(NAMES)
    for word in re.split("[、,]", words) if not numbers else ():
        found = RUN.fullmatch(word)
        if not found:
            raise Unreadable(said)
        first, last = DAYS[found[1]], DAYS[found[2] or found[1]]
        numbers += range(first, last + 1)
    if not numbers:
        raise Unreadable(said)
    return {str(number): _spans(times) for number in numbers}


def _spans(times: str) -> list[dict[str, Any]]:
    spans = []
    for said in times.split():
        found = SPAN.fullmatch(said.replace("–", "-").replace("~", "-"))
        if said == CLOSED:
            continue
        if not found:
            raise Unreadable(said)
        opens, next_day, closes = found.groups()
        spans.append(
            {"opens": opens.zfill(5), "closes": closes.zfill(5), "next_day": bool(next_day)}
        )
    return spans


def write(hours: dict[str, Any]) -> str:
    """The hours as `read` reads them; what cannot be said so comes back as something else."""
    week = hours.get("week") or {}
    parts = [
        f"{_run(first, last)} {_said(week[str(first)])}"
        for first, last in _alike(week)
        if week.get(str(first))
    ]
    parts += [_said_exception(each) for each in hours.get("exceptions") or []]
    if hours.get("note"):
        parts.append(f"{NOTE}{hours['note']}")
    return "；".join(parts)


def _alike(week: dict[str, Any]) -> list[tuple[int, int]]:
    """Runs of days that follow each other and are open alike."""
    runs: list[tuple[int, int]] = []
    for day in NAMES:
        if runs and week.get(str(day)) == week.get(str(runs[-1][0])):
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return runs


def _run(first: int, last: int) -> str:
    return NAMES[first] if first == last else f"{NAMES[first]}至{NAMES[last]}"


def _said(spans: list[dict[str, Any]]) -> str:
    said = [f"{s['opens']}-{NEXT_DAY if s.get('next_day') else ''}{s['closes']}" for s in spans]
    return " ".join(said) or CLOSED


def _said_exception(each: dict[str, Any]) -> str:
    dates = each["from"] if each["from"] == each["until"] else f"{each['from']}至{each['until']}"
    note = f"（{each['note']}）" if each.get("note") else ""
    return f"{dates} {_said(each.get('spans') or [])}{note}"
