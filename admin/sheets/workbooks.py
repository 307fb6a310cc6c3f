"""Opens an .xlsx that nobody vouches for: measured before it is read, and never run.

A packed bomb, a cell at the far end of an empty sheet, entities, a password and a file that is
none are refused with a reason. Formulas are not believed; merged cells are filled and said.
"""

import io
import zipfile
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from flask_babel import gettext as _
from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from admin.sheets import tables
from admin.sheets.tables import Expected, FileRefused, Row, Table

MOST_PARTS = 500
# So many titles and notes there may be beside the rows that are expected.
NOTES = 100
LAST_COLUMN = 200
OLD_FORMAT = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
ZIPPED = b"PK"
MAIN = "xl/workbook.xml"


def is_workbook(content: bytes) -> bool:
    """Whether this claims to be a workbook of any age."""
    return content.startswith((ZIPPED, OLD_FORMAT))


def read(expected: Expected, content: bytes) -> Table:
    """The first visible sheet that has expected headers, or else the first with anything.

    :raises FileRefused: it is dangerous, locked, too old, broken or empty.
    """
    if content.startswith(OLD_FORMAT):
        raise FileRefused(_locked_or_old(content))
    try:
        return _read(expected, content, _parts(content, expected.unpacked))
    except FileRefused:
        raise
    except BaseException as error:
        # The reader is compiled: where it stumbles it raises outside of `Exception`.
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        raise FileRefused(_broken()) from None


def _locked_or_old(content: bytes) -> str:
    if ENCRYPTED in content:
        return _("这个文件加了密码。请先去掉密码，另存一份再上传。")
    return _("这是旧格式（.xls）。请用表格软件另存为 .xlsx 再上传。")


def _parts(content: bytes, most: int) -> dict[str, bytes]:
    """The sheets and their table of contents, unpacked within bounds.

    :raises FileRefused: unpacked it would be too large, or it is no workbook.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except zipfile.BadZipFile:
        raise FileRefused(_("这不是表格文件，或者已经坏了。请上传 .xlsx 或 .csv。")) from None
    infos = archive.infolist()
    if len(infos) > MOST_PARTS or sum(i.file_size for i in infos) > most:
        raise FileRefused(_too_large())
    left, parts = most, {}
    for info in infos:
        parts[info.filename] = _unpacked(archive, info, left)
        left -= len(parts[info.filename])
    if MAIN not in parts:
        raise FileRefused(_("这不是表格文件。请上传 .xlsx 或 .csv。"))
    if len({name.lower() for name in parts}) != len(infos):
        # Of two parts with one name we might measure one and read the other.
        raise FileRefused(_broken())
    return parts


def _broken() -> str:
    return _("这个文件打不开，可能坏了。请用表格软件另存为 .xlsx 再试。")


def _too_large() -> str:
    return _("这个文件解开后太大，不敢打开。请只留下要导入的表，另存一份再上传。")


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes:
    """One part in full: what its header says of its size is not believed."""
    info.file_size = most + 1
    with archive.open(info) as stream:
        unpacked = stream.read(most + 1)
    if len(unpacked) > most:
        raise FileRefused(_too_large())
    return unpacked


def _read(expected: Expected, content: bytes, parts: dict[str, bytes]) -> Table:
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    known = list(workbook.sheets_metadata)
    if [sheet.name for sheet in known] != [name for name, _path in _paths(parts)]:
        raise FileRefused(_broken())
    visible = [sheet.visible == SheetVisibleEnum.Visible for sheet in known]
    shown = [
        place
        for place, sheet in enumerate(known)
        if visible[place] and sheet.typ == SheetTypeEnum.WorkSheet
    ]
    chosen = _chosen(expected, [_sheet(workbook, place, parts, expected) for place in shown])
    hidden = visible.count(False)
    notices = [_("有 %(count)s 张隐藏的表没有读。", count=hidden)] if hidden else []
    if len(shown) > 1:
        notices.append(_("读的是“%(name)s”这张表。", name=chosen.name))
    return tables.make(expected, chosen.rows, notices + chosen.told)


@dataclass
class Sheet:
    """A sheet that has been read, and what is to be said of it."""

    name: str = ""
    rows: list[Row] = field(default_factory=list)
    told: list[str] = field(default_factory=list)


def _sheet(
    workbook: CalamineWorkbook, place: int, parts: dict[str, bytes], expected: Expected
) -> Sheet:
    """One sheet, measured and then read."""
    name, path = _paths(parts)[place]
    formulas = measure(parts.get(path, b""), expected)
    sheet = workbook.get_sheet_by_index(place)
    rows = [
        Row(number, [tables.plain_cell(cell) for cell in cells])
        for number, cells in enumerate(sheet.to_python(skip_empty_area=False), 1)
    ]
    told = _fill_merged(rows, sheet.merged_cell_ranges or [])
    _distrust(rows, formulas)
    return Sheet(name, rows, told)


def _chosen(expected: Expected, sheets: list[Sheet]) -> Sheet:
    """The first sheet that has expected headers, or else the first with anything."""
    filled = [each for each in sheets if any(map(_is_filled, each.rows))]
    known = [each for each in filled if _has_headers(expected, each)]
    return next(iter(known or filled), Sheet())


def _is_filled(row: Row) -> bool:
    return any(cell is not None for cell in row.cells)


def _has_headers(expected: Expected, sheet: Sheet) -> bool:
    head = [row for row in sheet.rows if _is_filled(row)][: tables.HEADER_WITHIN]
    return any(tables.known_headers(expected, row) >= tables.ENOUGH_HEADERS for row in head)


def _paths(parts: dict[str, bytes]) -> list[tuple[str, str]]:
    """Name and part of each sheet, in the order of the workbook."""
    targets: dict[str, str] = {}
    order: list[tuple[str, str]] = []

    def relation(name: str, given: dict[str, str]) -> None:
        if name == "Relationship":
            target = given.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            targets[given.get("Id", "")] = path

    def sheet(name: str, given: dict[str, str]) -> None:
        if name == "sheet":
            ids = [value for key, value in given.items() if key.rpartition(":")[2] == "id"]
            order.extend((given.get("name", ""), each) for each in ids)

    _walk(parts.get("xl/_rels/workbook.xml.rels", b""), relation)
    _walk(parts[MAIN], sheet)
    return [(name, targets.get(each, "")) for name, each in order]


def measure(sheet: bytes, expected: Expected) -> set[tuple[int, int]]:
    """Row and column of each formula, from 0, after a look at where the values lie.

    :raises FileRefused: beyond what anybody fills in by hand, or the part is missing.
    """
    if not sheet:
        raise FileRefused(_broken())
    formulas: set[tuple[int, int]] = set()
    here = {"row": -1, "column": -1}

    def start(name: str, given: dict[str, str]) -> None:
        if name == "row":
            here["row"] = int(given["r"]) - 1 if "r" in given else here["row"] + 1
            here["column"] = -1
        elif name == "c":
            here["column"] += 1
            if "r" in given:
                here["row"], here["column"] = _place(given["r"])
        elif name in ("v", "is", "f"):
            _demand_near(here["row"], here["column"], expected)
            if name == "f":
                formulas.add((here["row"], here["column"]))

    _walk(sheet, start)
    return formulas


def _demand_near(row: int, column: int, expected: Expected) -> None:
    if row >= expected.rows + NOTES:
        raise FileRefused(expected.too_many())
    if column >= LAST_COLUMN:
        raise FileRefused(_("列太多了，最多 %(most)s 列。", most=tables.MOST_COLUMNS))


def _place(reference: str) -> tuple[int, int]:
    """`B5` as row 4, column 1."""
    letters = reference.rstrip("0123456789")
    column = 0
    for each in letters.upper():
        column = column * 26 + ord(each) - ord("A") + 1
    return int(reference[len(letters) :]) - 1, column - 1


def _walk(part: bytes, start: Any) -> None:
    """Call `start(local name, attributes)` for every element; a document type is refused."""
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, given: start(name.rpartition(":")[2], given)
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.Parse(part, True)


def _refuse_doctype(*_given: Any) -> None:
    raise FileRefused(_("这个文件里有不该有的东西，没有打开。请用表格软件另存为 .xlsx 再试。"))


def _fill_merged(rows: list[Row], ranges: list[Any]) -> list[str]:
    """Let each row of a merged block say what the block says."""
    filled = 0
    for (top, left), (bottom, right) in ranges:
        if top >= len(rows) or left >= len(rows[top].cells):
            continue
        value = rows[top].cells[left]
        # Across, a title would become many headers; down, it is what each row means.
        for row in rows[top + 1 : bottom + 1] if left == right else ():
            row.cells[left] = value
            filled += 1
    if not filled:
        return []
    return [_("合并的单元格已按每行都写同样内容处理，共 %(count)s 格。", count=filled)]


def _distrust(rows: list[Row], formulas: set[tuple[int, int]]) -> None:
    for row, column in formulas:
        if row < len(rows):
            message = _("这一格是公式，读不准。请复制后“粘贴为数值”再上传。")
            rows[row].faults[column] = message
