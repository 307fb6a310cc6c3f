"""The geometry of the dashboards' charts: bars and parts of bars as plain numbers for an SVG.

No script draws them and no style is needed: a template writes rectangles. It knows no meaning of
what it draws, and every value is written beside its bar.
"""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 640.0
ROW, BAR = 34.0, 20.0
LABEL, VALUE = 150.0, 90.0


@dataclass(frozen=True)
class Part:
    """A piece of a bar: where it begins, how wide it is, the class of its colour, its value."""

    x: float
    width: float
    tone: str
    value: float


@dataclass(frozen=True)
class Bar:
    """A line of the chart: its label, the parts from left to right, what is written at its end."""

    y: float
    label: str
    parts: tuple[Part, ...]
    text: str


@dataclass(frozen=True)
class Chart:
    """Everything that the template draws."""

    bars: tuple[Bar, ...]
    height: float
    width: float = WIDTH


def stacked(rows: Sequence[tuple[str, Sequence[tuple[str, float]], str]]) -> Chart:
    """Bars of parts, all to one scale: the longest bar fills the room."""
    most = max((sum(value for _tone, value in parts) for _label, parts, _text in rows), default=0)
    room = WIDTH - LABEL - VALUE
    bars = []
    for place, (label, parts, text) in enumerate(rows):
        x, made = LABEL, []
        for tone, value in parts:
            width = room * value / most if most else 0.0
            made.append(Part(round(x, 2), round(width, 2), tone, value))
            x += width
        bars.append(Bar(place * ROW, label, tuple(made), text))
    return Chart(tuple(bars), max(len(bars), 1) * ROW)


def shares(rows: Sequence[tuple[str, float | None]]) -> Chart:
    """Bars of one share each, from nought to one; what cannot be measured has no bar."""
    room = WIDTH - LABEL - VALUE
    bars = [
        Bar(
            place * ROW,
            label,
            () if share is None else (Part(LABEL, round(room * min(share, 1), 2), "share", share),),
            "—" if share is None else f"{share:.0%}",
        )
        for place, (label, share) in enumerate(rows)
    ]
    return Chart(tuple(bars), max(len(bars), 1) * ROW)
