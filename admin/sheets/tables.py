"""A file as a plain table: headers, numbered rows, and what had to be said about it.

The same for a workbook and for text with commas. It knows no field yet and stores nothing.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, time
from typing import Any

from flask_babel import gettext as _

Cell = str | int | float | None
MOST_COLUMNS = 60
HEADER_WITHIN = 10
ENOUGH_HEADERS = 2
# A larger number may have lost digits: a spreadsheet keeps fifteen.
EXACT = 10**15
# Begins the row that explains the columns; an import passes over it.
HELP_ROW = "（说明）"
NOISE = re.compile(r"[（(\[【].*?[)）\]】]|[\s*＊:：]+")


class FileRefused(Exception):
    """The file cannot be taken as a table; the message says why and what to do."""


@dataclass(frozen=True)
class Expected:
    """What a file is read for: the field by each known header, and how much it may hold."""

    names: Mapping[str, str]
    rows: int = 5_000
    unpacked: int = 64 * 1024 * 1024

    def too_many(self) -> str:
        """What is said of a table with more rows."""
        return _("一次最多导入 %(most)s 行，请分成几份。", most=self.rows)


@dataclass
class Row:
    """One row with its number in the file; `faults` are cells that cannot be read, by column."""

    number: int
    cells: list[Cell]
    faults: dict[int, str] = field(default_factory=dict)


@dataclass
class Table:
    """What a file holds below its headers. `notices` tell what was passed over or filled in."""

    headers: list[str]
    rows: list[Row]
    notices: list[str] = field(default_factory=list)

    def plain(self) -> dict[str, Any]:
        """As JSON values, to be kept between two pages."""
        return asdict(self)

    @classmethod
    def of(cls, plain: dict[str, Any]) -> "Table":
        """What `plain` gave."""
        rows = [
            Row(r["number"], r["cells"], {int(c): text for c, text in r["faults"].items()})
            for r in plain["rows"]
        ]
        return cls(plain["headers"], rows, plain["notices"])


def plain_cell(value: Any) -> Cell:
    """A cell as text or a number; dates and times as they are written."""
    if value is None or isinstance(value, bool):
        return _("是") if value else None
    if isinstance(value, int | float):
        return int(value) if float(value).is_integer() else value
    if isinstance(value, datetime):
        value = value.date() if value.time() == time() else value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, time):
        value = value.strftime("%H:%M")
    return unicodedata.normalize("NFC", str(value)).strip() or None


def fault(cell: Cell) -> str | None:
    """What is wrong with a cell whatever its column."""
    if isinstance(cell, int | float) and abs(cell) >= EXACT:
        return _("这个数太长，表格已经丢了后面几位。请把这一格设成“文本”再重新填。")
    return None


def make(expected: Expected, rows: list[Row], notices: list[str]) -> Table:
    """The table below the row that has most known headers.

    :raises FileRefused: there is nothing, or too much.
    """
    filled = [row for row in rows if any(cell is not None for cell in row.cells)]
    if not filled:
        raise FileRefused(_("这个文件里没有内容。"))
    place = _header(expected, filled)
    headers = _headers(filled[place])
    below = [row for row in filled[place + 1 :] if not _explains(row)]
    if len(below) > expected.rows:
        raise FileRefused(expected.too_many())
    if len(headers) > MOST_COLUMNS:
        raise FileRefused(_("列太多了，最多 %(most)s 列。", most=MOST_COLUMNS))
    if not below:
        raise FileRefused(_("只有表头，没有内容。请在表头下面填写，一行一条。"))
    for row in below:
        row.cells = [*row.cells, *[None] * len(headers)][: len(headers)]
        found = {place: fault(cell) for place, cell in enumerate(row.cells)}
        row.faults |= {place: text for place, text in found.items() if text}
    return Table(headers, below, notices)


def plain_header(header: str) -> str:
    """A header as it is compared: `服务名称 (必填) *` is `服务名称`."""
    return NOISE.sub("", unicodedata.normalize("NFKC", header)).lower()


def known_headers(expected: Expected, row: Row) -> int:
    """How many of the cells are headers that are expected."""
    names = expected.names
    return len({names[h] for h in map(plain_header, _headers(row)) if h in names})


def _header(expected: Expected, rows: list[Row]) -> int:
    counts = [known_headers(expected, row) for row in rows[:HEADER_WITHIN]]
    best = max(counts)
    return counts.index(best) if best >= ENOUGH_HEADERS else 0


def _headers(row: Row) -> list[str]:
    texts = ["" if cell is None else str(cell)[:80] for cell in row.cells]
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _explains(row: Row) -> bool:
    first = next((cell for cell in row.cells if cell is not None), "")
    return str(first).startswith(HELP_ROW)


def letter(place: int) -> str:
    """The name of a column in a spreadsheet: 0 is A, 26 is AA."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
