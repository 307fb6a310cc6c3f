"""Hides the numbers that would show single people, until nothing hidden can be worked out.

A pure function of a table and a threshold (k, 10 unless raised, never below 5). Hidden are: counts
below k, zero like any other (0 to k-1 is one class); all but a few of a row or column; totals below
2k; and as many more as the attack test in `intervals` asks for. One mark stands for all of them: a
mark of its own for "small" would itself be a clue. It refuses a threshold that protects nobody.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from admin.registry.figures import intervals
from admin.registry.figures.tables import TOTAL, Cell, Table

DEFAULT, LEAST = 10, 5
SMALLEST_DENOMINATOR = 50
FEWEST_TOWNS = 3


class ThresholdTooLow(ValueError):
    """A threshold below five shows single people; configuration may raise it, not lower it."""


@dataclass(frozen=True)
class Protected:
    """A table as it may be shown: `hidden` names the cells that may not."""

    table: Table
    hidden: frozenset[Cell]

    def shown(self, cell: Cell) -> int | None:
        """The count, or None where it is hidden."""
        return None if cell in self.hidden else self.table.cells()[cell]

    @property
    def is_withheld(self) -> bool:
        """Whether not even the total may be shown."""
        return (TOTAL, TOTAL) in self.hidden


def protect(table: Table, k: int = DEFAULT) -> Protected:
    """The table with everything hidden that must be.

    :raises ThresholdTooLow: k is below five.
    """
    if k < LEAST:
        raise ThresholdTooLow(f"{k} < {LEAST}")
    cells = table.cells()
    if cells[TOTAL, TOTAL] < 2 * k:
        return Protected(table, frozenset(cells))
    hidden = set(primary(table, k))
    while True:
        weak = [cell for cell, span in intervals.spans(table, hidden).items() if span.width < k]
        if not weak:
            return Protected(table, frozenset(hidden))
        hidden.add(_companion(table, hidden, weak))


def primary(table: Table, k: int) -> set[Cell]:
    """What is hidden for its own sake: few, all but few, and totals below 2k."""
    cells = table.cells()
    few = {cell for cell, count in cells.items() if count < (2 * k if TOTAL in cell else k)}
    return few | {
        cell
        for cell, count in cells.items()
        for whole in table.wholes(cell)
        if cells[whole] - count < k
    }


def _companion(table: Table, hidden: set[Cell], weak: list[Cell]) -> Cell:
    """The next cell to hide beside a weak one, so that a rectangle closes with few cells.

    It lies in the line that hides least: an inner cell before a total, one whose other line hides
    something already, then the smallest. A town's total goes last, for every table shows it.
    """
    visible = [cell for cell in table.cells() if cell not in hidden and cell != (TOTAL, TOTAL)]
    lines = sorted(
        (sum(each[side] == cell[side] for each in hidden), side, cell)
        for cell in weak
        for side in (0, 1)
    )
    for _count, side, cell in lines:
        beside = [each for each in visible if each[side] == cell[side] and each[1] != TOTAL]
        if beside:
            return min(beside, key=lambda each: _cost(table, hidden, each, 1 - side))
    return min(visible, key=lambda each: (each[1] == TOTAL, _cost(table, hidden, each, 0)))


def _cost(
    table: Table, hidden: set[Cell], cell: Cell, crossing: int
) -> tuple[bool, bool, int, Cell]:
    is_alone = all(each[crossing] != cell[crossing] for each in hidden)
    return TOTAL in cell, is_alone, table.cells()[cell], cell


def regroup(table: Table, k: int, rest: str) -> tuple[Table, tuple[str, ...]]:
    """Towns with a total below 2k together in one row `rest`, and which they are.

    One town alone under that name would be found by subtraction, so it takes the next smallest
    along. With fewer than three towns left under their own names there are no towns at all.
    """
    order = sorted(table.rows, key=lambda row: (table.total(row), row))
    small = [row for row in order if table.total(row) < 2 * k]
    while small and len(small) < len(order) and (len(small) < 2 or _sum(table, small) < 2 * k):
        small = order[: len(small) + 1]
    named = tuple(row for row in table.rows if row not in small)
    if len(named) < FEWEST_TOWNS:
        return table.merged(table.rows, rest), table.rows
    return (table.merged(tuple(small), rest) if small else table), tuple(sorted(small))


def _sum(table: Table, rows: Iterable[str]) -> int:
    return sum(table.total(row) for row in rows)


def percentage(part: int | None, whole: int | None) -> int | None:
    """A whole percentage of two published counts; None where one is hidden or too few are asked."""
    if part is None or whole is None or whole < SMALLEST_DENOMINATOR:
        return None
    return round(100 * part / whole)
