"""The attack test: what anybody can work out about the hidden cells of a published table.

The sums of a table are a flow: rows to columns through its cells, round again through the total.
How far one hidden cell can rise or fall while every published number stands is a largest flow
through the other hidden cells, so the intervals are exact, and whole numbers. It reads nothing.
"""

from collections import deque
from collections.abc import Collection
from dataclasses import dataclass

from admin.registry.figures.tables import TOTAL, Cell, Table

UNBOUNDED = 10**9
Node = tuple[str, str]
Arc = tuple[Node, Node]
Room = dict[Node, dict[Node, int]]
SOURCE, SINK = ("source", ""), ("sink", "")


@dataclass(frozen=True)
class Span:
    """The least and the greatest that a hidden cell can be."""

    low: int
    high: int

    @property
    def width(self) -> int:
        return self.high - self.low


def spans(table: Table, hidden: Collection[Cell]) -> dict[Cell, Span]:
    """The interval of every hidden cell, from what is published alone."""
    return {cell: _span(table, frozenset(hidden), cell) for cell in hidden}


def _arc(cell: Cell) -> Arc:
    row, column = cell
    start = SINK if column == TOTAL == row else SOURCE if column == TOTAL else ("row", row)
    end = SOURCE if column == TOTAL == row else SINK if row == TOTAL else ("column", column)
    if column == TOTAL and row != TOTAL:
        end = ("row", row)
    if row == TOTAL and column != TOTAL:
        start = ("column", column)
    return start, end


def _flows(table: Table) -> dict[Cell, int]:
    """Every number of the full table, also totals of a dimension of one that nobody prints."""
    sums = {(row, TOTAL): table.total(row) for row in table.rows}
    columns = zip(table.columns, zip(*table.counts, strict=True), strict=True)
    sums |= {(TOTAL, column): sum(counts) for column, counts in columns}
    return sums | table.cells()


def _span(table: Table, hidden: frozenset[Cell], cell: Cell) -> Span:
    flows, published = _flows(table), table.cells().keys() - hidden
    value = flows[cell]
    start, end = _arc(cell)
    room = _room(flows, published, without=cell)
    down = _largest(room, start, end, value)
    up = _largest(_room(flows, published, without=cell), end, start, UNBOUNDED)
    return Span(value - down, min(value + up, UNBOUNDED))


def _room(flows: dict[Cell, int], published: Collection[Cell], without: Cell) -> Room:
    """How much each cell but one may still rise (forwards) or fall (backwards)."""
    room: Room = {}
    for cell, count in flows.items():
        start, end = _arc(cell)
        fixed = cell in published or cell == without
        room.setdefault(start, {})[end] = 0 if fixed else UNBOUNDED
        room.setdefault(end, {})[start] = 0 if fixed else count
    return room


def _largest(room: Room, start: Node, end: Node, most: int) -> int:
    """The largest flow, by shortest paths, up to `most`; `room` is used up."""
    found = 0
    while found < most:
        path = _path(room, start, end)
        if path is None:
            break
        step = min(most - found, *(room[a][b] for a, b in path))
        for a, b in path:
            room[a][b] -= step
            room[b][a] += step
        found += step
    return found


def _path(room: Room, start: Node, end: Node) -> list[Arc] | None:
    before: dict[Node, Node] = {start: start}
    waiting = deque([start])
    while waiting and end not in before:
        here = waiting.popleft()
        for there, capacity in room[here].items():
            if capacity > 0 and there not in before:
                before[there] = here
                waiting.append(there)
    if end not in before:
        return None
    path, here = [], end
    while here != start:
        path.append((before[here], here))
        here = before[here]
    return path
