"""A table of counts with its totals, as everything in this package passes it round.

It holds counts and words, never a person. Empty combinations count zero.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

TOTAL = "*"
Cell = tuple[str, str]


@dataclass(frozen=True)
class Table:
    """Counts by row (place) and column (class); a dimension of one member has no totals of its own.

    A table of one row is the list of its columns with one total.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]

    @cached_property
    def _cells(self) -> dict[Cell, int]:
        inner = {
            (row, column): count
            for row, line in zip(self.rows, self.counts, strict=True)
            for column, count in zip(self.columns, line, strict=True)
        }
        sums: dict[Cell, int] = {(TOTAL, TOTAL): sum(inner.values())}
        if len(self.rows) > 1 and len(self.columns) > 1:
            sums |= {(row, TOTAL): self.total(row) for row in self.rows}
            sums |= {(TOTAL, c): sum(inner[row, c] for row in self.rows) for c in self.columns}
        # A table of one cell is its total.
        return inner | sums if len(inner) > 1 else sums

    def cells(self) -> dict[Cell, int]:
        """Every number that the published table would show."""
        return self._cells

    def total(self, row: str) -> int:
        """All of one row."""
        return sum(self.counts[self.rows.index(row)])

    def wholes(self, cell: Cell) -> list[Cell]:
        """The published totals that a cell is a part of."""
        if cell == (TOTAL, TOTAL):
            return []
        row, column = cell
        above = {(row, TOTAL), (TOTAL, column), (TOTAL, TOTAL)} - {cell}
        lines = [each for each in sorted(above & self._cells.keys()) if each != (TOTAL, TOTAL)]
        return lines or [(TOTAL, TOTAL)]

    def merged(self, rows: Iterable[str], name: str) -> "Table":
        """The table with these rows added up into one, at the end."""
        gone = set(rows)
        kept = [(row, line) for row, line in zip(self.rows, self.counts, strict=True)]
        together = [line for row, line in kept if row in gone]
        added = tuple(sum(column) for column in zip(*together, strict=True))
        left = [(row, line) for row, line in kept if row not in gone]
        return Table(
            (*(row for row, _line in left), name),
            self.columns,
            (*(line for _row, line in left), added),
        )
