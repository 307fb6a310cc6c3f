"""A cell as text or as a date, whatever its column is; what cannot be one is refused in words."""

import re
import unicodedata
from datetime import date, timedelta

from flask_babel import gettext as _

from admin.sheets.tables import Cell

WRITTEN_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:\s.*)?")
# What a spreadsheet counts days from; numbers from 1950 to 2100 are taken for dates.
FIRST_DAY = date(1899, 12, 30)
DAYS = range(18_264, 73_416)


class Wrong(ValueError):
    """The cell says nothing that the column can take; the message says what to do."""


def text(cell: Cell) -> str:
    """The cell as text; whole numbers without a decimal point."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell).strip()


def day(cell: Cell) -> date:
    """A date written out, or the number of days that a spreadsheet keeps.

    :raises Wrong: it is none.
    """
    if isinstance(cell, int | float) and not isinstance(cell, bool) and int(cell) in DAYS:
        return FIRST_DAY + timedelta(days=int(cell))
    found = WRITTEN_DATE.fullmatch(unicodedata.normalize("NFKC", text(cell)))
    try:
        return date(*map(int, found.groups())) if found else _no_date()
    except ValueError:
        return _no_date()


def _no_date() -> date:
    raise Wrong(_("日期写成 2026-09-30 的样子。"))
