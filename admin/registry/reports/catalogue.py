"""The list of reports: each with its number in the order's list, its columns and its rows.

One table for screen, paper and workbook, so that the three never differ. It knows no report itself;
`reports.views` puts on the list what the modules of tables declare.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from admin.accounts import scope
from admin.accounts.users import User
from models import Area

Row = Sequence[Any]


@dataclass(frozen=True)
class Asked:
    """Who wants it, of which area (prefix), on which day; `month` is its first day."""

    user: User
    area_code: str
    today: date

    @property
    def month(self) -> date:
        return self.today.replace(day=1)

    def place(self) -> Area | None:
        """The area itself, where the person may see it."""
        query = scope.visible(self.user, Area.select(), Area)
        found: Area | None = query.where(Area.code == self.area_code).first()
        return found


@dataclass(frozen=True)
class Report:
    """One report; `number` is its place in the list of the order."""

    number: int
    name: str
    label: str
    heads: tuple[str, ...]
    rows: Callable[[Asked], Iterable[Row]]


REPORTS: dict[str, Report] = {}


def add(*reports: Report) -> None:
    """Put reports on the list; other parts of the registry add theirs."""
    REPORTS.update({report.name: report for report in reports})


def listed() -> list[Report]:
    """Every report in the order of the list."""
    return sorted(REPORTS.values(), key=lambda report: report.number)
