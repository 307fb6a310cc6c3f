"""The pages about published figures: the list of issues, and one issue with its tables.

It shows what was frozen and reviewed, number by number; it adds nothing up and fills no gap.
"""

from dataclasses import dataclass
from datetime import date

from models import Figure
from pages.catalog_cards import link
from pages.catalog_index import Index
from pages.catalog_values import Link


@dataclass(frozen=True)
class FigureRow:
    """A place or a class, and its numbers; None is not shown."""

    name: str
    cells: tuple[int | None, ...]


@dataclass(frozen=True)
class FigureTable:
    """One table of an issue."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[FigureRow, ...]
    unit: str
    note: str

    @property
    def has_gaps(self) -> bool:
        """Whether a number is kept back."""
        return any(cell is None for row in self.rows for cell in row.cells)


@dataclass(frozen=True)
class FigurePage:
    """One issue."""

    key: str
    name: str
    counted_on: date
    threshold: int
    is_rounded: bool
    tables: tuple[FigureTable, ...]


@dataclass(frozen=True)
class FiguresPage:
    """Every issue with its day, the latest first."""

    issues: tuple[tuple[Link, date], ...]


def figures_page(index: Index) -> FiguresPage:
    """The issues, the latest first."""
    rows = sorted(index.all("figure"), key=lambda row: (row.counted_on, row.slug), reverse=True)
    return FiguresPage(tuple((link(row), row.counted_on) for row in rows))


def figure_page(row: Figure) -> FigurePage:
    """One issue as a value."""
    return FigurePage(
        key=row.key,
        name=row.name,
        counted_on=row.counted_on,
        threshold=row.threshold,
        is_rounded=row.is_rounded,
        tables=tuple(map(table, row.tables)),
    )


def table(stored: dict[str, object]) -> FigureTable:
    """A table as it stands in `Figure.tables`."""
    rows: list[dict[str, object]] = stored["rows"]  # type: ignore[assignment]
    return FigureTable(
        title=str(stored["title"]),
        columns=tuple(stored["columns"]),  # type: ignore[arg-type]
        rows=tuple(FigureRow(str(r["name"]), tuple(r["cells"])) for r in rows),  # type: ignore[arg-type]
        unit=str(stored.get("unit", "")),
        note=str(stored.get("note", "")),
    )
