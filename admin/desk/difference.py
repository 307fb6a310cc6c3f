"""What differs between two states of a record: text by word, lists by row.

Pure: readable fields go in, parts to be shown come out. Long stretches that are alike are folded,
so that a change in a long text is seen on a phone. It never decides which side is right.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

Shown = str | list[str]
Op = Literal["same", "gone", "new"]

# A Han character is a word; what is written with spaces between is not taken apart.
WORD = re.compile(r"[A-Za-z0-9]+|\s+|.", re.DOTALL)
# Above this many words a stretch is shown as replaced: comparing costs the square of it.
MOST_WORDS = 3_000
FOLDED, EDGE = 160, 50
MOST_ALIKE_ROWS = 4
RENDERED = "_html"


@dataclass(frozen=True)
class Part:
    """A stretch of text or one row. Of a folded one only the beginning and the end are shown."""

    op: Op
    text: str
    folded: bool = False

    @property
    def beginning(self) -> str:
        return self.text[:EDGE]

    @property
    def middle(self) -> str:
        return self.text[EDGE:-EDGE]

    @property
    def end(self) -> str:
        return self.text[-EDGE:]


@dataclass(frozen=True)
class Difference:
    """One field: `parts` flow as text, `rows` stand below each other; one of them is empty."""

    name: str
    parts: tuple[Part, ...] = ()
    rows: tuple[Part, ...] = ()


def compare(before: dict[str, Shown], after: dict[str, Shown]) -> list[Difference]:
    """The fields that differ, in the order of `after`; nothing and empty are alike."""
    return [
        _difference(name, before.get(name, ""), value)
        for name, value in after.items()
        if (before.get(name) or "") != (value or "")
    ]


def alike(before: dict[str, Shown], after: dict[str, Shown]) -> dict[str, Shown]:
    """The fields that say the same in both, without the empty ones."""
    return {name: value for name, value in after.items() if value and before.get(name) == value}


def _difference(name: str, before: Shown, after: Shown) -> Difference:
    if isinstance(before, str) and isinstance(after, str):
        return Difference(name, parts=tuple(by_word(before, after)))
    return Difference(name, rows=tuple(by_row(_rows(before), _rows(after))))


def _rows(value: Shown) -> list[str]:
    return value if isinstance(value, list) else [value] if value else []


def by_row(before: list[str], after: list[str]) -> Iterator[Part]:
    """Rows kept, taken out and put in, in order; a long run of kept ones is folded into one."""
    for op, gone, new in _opcodes(before, after):
        if op == "equal" and len(gone) > MOST_ALIKE_ROWS:
            yield Part("same", "\n".join(gone), folded=True)
        elif op == "equal":
            yield from (Part("same", row) for row in gone)
        else:
            yield from (Part("gone", row) for row in gone)
            yield from (Part("new", row) for row in new)


def by_word(before: str, after: str) -> Iterator[Part]:
    """First by line, then within the lines that differ by word."""
    waiting: list[Part] = []
    for op, gone, new in _opcodes(before.splitlines(True), after.splitlines(True)):
        if op == "equal":
            waiting.append(Part("same", "".join(gone)))
        else:
            waiting += _words("".join(gone), "".join(new))
    return _joined(waiting)


def _words(before: str, after: str) -> Iterator[Part]:
    one, other = WORD.findall(before), WORD.findall(after)
    if len(one) + len(other) > MOST_WORDS:
        yield from (Part(op, text) for op, text in _sides(before, after))
        return
    for op, gone, new in _opcodes(one, other):
        if op == "equal":
            yield Part("same", "".join(gone))
        else:
            yield from (Part(side, text) for side, text in _sides("".join(gone), "".join(new)))


def _sides(gone: str, new: str) -> list[tuple[Op, str]]:
    sides: list[tuple[Op, str]] = [("gone", gone), ("new", new)]
    return [(op, text) for op, text in sides if text]


def _joined(parts: list[Part]) -> Iterator[Part]:
    """Neighbours of one kind as one part, and long ones that are alike folded."""
    text, op = "", None
    for part in [*parts, None]:
        if part is not None and part.op == op:
            text += part.text
            continue
        if op is not None:
            yield Part(op, text, folded=op == "same" and len(text) > FOLDED)
        text, op = (part.text, part.op) if part is not None else ("", None)


def _opcodes(before: list[str], after: list[str]) -> Iterator[tuple[str, list[str], list[str]]]:
    """Stretches that are equal or not, each with what stood before and what stands after."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for op, first, last, start, stop in matcher.get_opcodes():
        yield op, before[first:last], after[start:stop]


def differing(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """The names in `after` whose value is another than in `before`."""
    return [
        name
        for name, value in after.items()
        if not name.endswith(RENDERED) and bare(value) != bare(before.get(name))
    ]


def bare(value: Any) -> Any:
    """Lists and dicts without what is empty or false in them: older rows lack those parts."""
    if isinstance(value, list):
        return [bare(each) for each in value]
    if isinstance(value, dict):
        parts = {name: bare(part) for name, part in value.items()}
        return {name: part for name, part in parts.items() if part}
    return value
