"""Text with commas, semicolons or tabs between the cells: UTF-8 with or without a mark, or GBK.

It guesses the character set only where the bytes leave no doubt, and refuses what is no text.
"""

import csv
import io
from collections.abc import Iterator

from flask_babel import gettext as _

from admin.sheets import tables
from admin.sheets.tables import Expected, FileRefused, Row, Table

DELIMITERS = (",", ";", "\t")
LARGEST_CELL = 200_000


def read(expected: Expected, content: bytes) -> Table:
    """The table of a text file.

    :raises FileRefused: it is no text, or holds too much or nothing.
    """
    text = decoded(content)
    csv.field_size_limit(LARGEST_CELL)
    try:
        rows = list(_rows(text, _delimiter(expected, text), expected))
    except csv.Error:
        raise FileRefused(_("表格的格式不对，引号可能没有配对。请另存为 .xlsx 再试。")) from None
    return tables.make(expected, rows, [])


def decoded(content: bytes) -> str:
    """The text of a file.

    :raises FileRefused: the bytes are no text in a character set that we know.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(content, "utf-16")
    if b"\0" in content:
        raise FileRefused(_("这不是表格文件。请上传 .xlsx 或 .csv。"))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decoded(content, "gb18030")


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        message = _("文字编码认不出来。请另存为 .xlsx，或者“CSV UTF-8”再上传。")
        raise FileRefused(message) from None


def _delimiter(expected: Expected, text: str) -> str:
    """What parts most headers that are expected."""
    head = "\n".join(text.splitlines()[: tables.HEADER_WITHIN])

    def found(delimiter: str) -> int:
        rows = list(_rows(head, delimiter, expected))
        return max((tables.known_headers(expected, row) for row in rows), default=0)

    return max(DELIMITERS, key=found)


def _rows(text: str, delimiter: str, expected: Expected) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    before = 0
    for count, cells in enumerate(reader):
        if count > expected.rows + tables.HEADER_WITHIN:
            raise FileRefused(expected.too_many())
        yield Row(before + 1, [tables.plain_cell(_unquoted(cell)) for cell in cells])
        before = reader.line_num


def _unquoted(cell: str) -> str:
    """Without the mark that an export sets before what would be a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in "=+-@" else cell
