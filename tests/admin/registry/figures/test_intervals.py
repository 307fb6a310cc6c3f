"""The attack test against the slow and certain way: trying every table that fits."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from admin.registry.figures.intervals import Span, spans
from admin.registry.figures.tables import TOTAL, Cell, Table


def fits(table: Table, hidden: frozenset[Cell], other: Table) -> bool:
    cells, others = table.cells(), other.cells()
    return all(cells[cell] == others[cell] for cell in cells.keys() - hidden)


def tried(table: Table, hidden: frozenset[Cell]) -> dict[Cell, Span]:
    """The same answer from every table of the same shape with the same total."""
    height, width = len(table.rows), len(table.columns)
    most = table.cells()[TOTAL, TOTAL]
    found: dict[Cell, list[int]] = {cell: [] for cell in hidden}
    for flat in product(range(most + 1), repeat=height * width):
        if sum(flat) != most:
            continue
        lines = tuple(tuple(flat[i * width : (i + 1) * width]) for i in range(height))
        other = Table(table.rows, table.columns, lines)
        if fits(table, hidden, other):
            for cell in hidden:
                found[cell].append(other.cells()[cell])
    return {cell: Span(min(values), max(values)) for cell, values in found.items()}


@st.composite
def attacked(draw: st.DrawFn) -> tuple[Table, frozenset[Cell]]:
    """A table of at most six small cells, and some of its numbers hidden; the total stands."""
    height, width = draw(st.sampled_from([(1, 3), (2, 2), (3, 1), (2, 3)]))
    lines = tuple(
        tuple(draw(st.integers(0, 1 if height * width > 4 else 2)) for _ in range(width))
        for _ in range(height)
    )
    table = Table(tuple("xyz"[:height]), tuple("abc"[:width]), lines)
    cells = sorted(table.cells().keys() - {(TOTAL, TOTAL)})
    return table, frozenset(draw(st.sets(st.sampled_from(cells), min_size=1)))


@given(attacked())
def test_every_interval_is_exactly_what_trying_all_tables_gives(
    case: tuple[Table, frozenset[Cell]],
) -> None:
    table, hidden = case
    assert spans(table, hidden) == tried(table, hidden)


def test_one_hidden_cell_of_a_row_is_known() -> None:
    table = Table(("d",), ("a", "b"), ((3, 40),))
    assert spans(table, {("d", "a")})["d", "a"] == Span(3, 3)


def test_two_hidden_cells_of_a_row_share_what_is_left() -> None:
    table = Table(("d",), ("a", "b", "c"), ((3, 12, 40),))
    assert spans(table, {("d", "a"), ("d", "b")})["d", "a"] == Span(0, 15)
