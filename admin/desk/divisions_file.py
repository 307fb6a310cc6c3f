"""Opens a table of divisions whatever wrote it: gzip or not, a BOM or none, UTF-8 or GBK.

It gives lines of the four known columns and judges nothing in them; a file that is no such table
is refused with one sentence that says what to do.
"""

import csv
import gzip
import io
import zlib
from collections.abc import Iterator
from pathlib import Path

from flask_babel import gettext as _

COLUMNS = ("code", "name", "level", "parent_code")
MOST_BYTES = 100_000_000
GZIP, ZIP = b"\x1f\x8b", b"PK"


class FileRefused(Exception):
    """The file is no table of divisions; the message says why and what to do."""


def read_lines(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Line numbers and trimmed values by column; empty lines are left out.

    :raises FileRefused: it is no such table.
    """
    reader = csv.reader(io.StringIO(_decoded(_raw(path)), newline=""))
    found = False
    try:
        places = _places(next(reader, []))
        for row in reader:
            values = [value.strip() for value in row]
            if any(values):
                found = True
                yield reader.line_num, {name: _at(values, place) for name, place in places.items()}
    except csv.Error as error:
        message = _("第 %(line)s 行读不出来（%(error)s）。请检查引号。")
        raise FileRefused(message % {"line": reader.line_num, "error": error}) from None
    if not found:
        raise FileRefused(_("文件里没有一行区划。请确认导出的不是空表。"))


def _at(values: list[str], place: int) -> str:
    return values[place] if place < len(values) else ""


def _places(header: list[str]) -> dict[str, int]:
    names = [name.strip().lower() for name in header]
    missing = [name for name in COLUMNS if name not in names]
    if not any(names):
        raise FileRefused(_("文件是空的。请重新导出。"))
    if missing:
        message = _("第一行应当是列名，还缺：%(missing)s。", missing="、".join(missing))
        raise FileRefused(message)
    return {name: names.index(name) for name in COLUMNS}


def _raw(path: Path) -> bytes:
    try:
        content = path.read_bytes()
        if content.startswith(GZIP):
            with gzip.open(io.BytesIO(content)) as unpacked:
                content = unpacked.read(MOST_BYTES + 1)
    except (gzip.BadGzipFile, zlib.error, EOFError):
        raise FileRefused(_("压缩文件已损坏，请重新下载或重新压缩。")) from None
    except OSError as error:
        message = _("打不开 %(path)s：%(reason)s", path=str(path), reason=error.strerror)
        raise FileRefused(message) from None
    if len(content) > MOST_BYTES:
        raise FileRefused(_("文件太大，不像是区划表。"))
    return content


def _decoded(content: bytes) -> str:
    if content.startswith(ZIP):
        raise FileRefused(_("这是 Excel 或压缩文件。请在 Excel 里另存为 CSV 再导入。"))
    if b"\0" not in content:
        for encoding in ("utf-8-sig", "gb18030"):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError:
                continue
    raise FileRefused(_("这不是文字表格（CSV）。请在 Excel 里另存为 CSV UTF-8 再导入。"))
