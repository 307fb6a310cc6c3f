"""Reads a table of districts, towns and villages and makes them the house's areas.

The file is a CSV (or CSV.gz) with the columns `code,name,level,parent_code` in any order, in UTF-8
or GBK. Divisions are official facts, so they are live at once and the next release publishes
them. A file with one mistake is refused as a whole, with every line that needs mending; an area
is never deleted, and what the office has said of it (is it rural?) is never overwritten.
"""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from flask_babel import gettext as _
from pypinyin import lazy_pinyin

from admin.databases import Databases
from admin.desk import bulk, checks, liveness
from admin.desk.divisions_file import FileRefused, read_lines
from admin.desk.revisions import Record
from models import Area

# How many digits a code of each level has.
DIGITS = {"province": 2, "city": 4, "district": 6, "town": 9, "village": 12}
RURAL_ENDINGS = ("村委会", "村民委员会")
# The third block of a village's code: the bureau numbers urban communities below, villages above.
FIRST_RURAL_BLOCK = 200
MOST_ERRORS = 50
# Read otherwise as a family name, and villages are named for families.
FAMILIES = {"翟": "zhai", "仇": "qiu", "解": "xie", "单": "shan", "曾": "zeng", "查": "zha"}
SEATS = "家庄营村屯"


class DivisionsRefused(Exception):
    """The file cannot be imported; `errors` say line by line what is wrong and what to do."""

    def __init__(self, errors: list[str]) -> None:
        super().__init__("\n".join(errors))
        self.errors = errors


@dataclass(frozen=True)
class Division:
    """One line of the file. `parent` is empty for the file's top where its parent is unknown."""

    line: int
    code: str
    name: str
    level: str
    parent: str


@dataclass(frozen=True)
class Imported:
    """How many areas an import has made, changed and left alone."""

    created: int
    updated: int
    unchanged: int


def import_divisions(
    databases: Databases, path: Path, *, now: datetime, author_id: int | None = None
) -> Imported:
    """Create the areas that are missing and rename those that changed, or do nothing at all.

    :raises DivisionsRefused: something in the file needs mending; nothing is saved.
    """
    with databases.working() as database, database.atomic():
        standing = {area.code: area for area in Area.select()}
        divisions = read_divisions(path, known=set(standing))
        records = {r.key: r for r in Record.select().where(Record.kind == "area")}
        entries = [_entry(each, standing, records) for each in divisions]
        changed = [entry for entry in entries if entry]
        bulk.write("area", changed, author_id=author_id, now=now)
        _keep_withdrawn([r.key for r in records.values() if r.withdrawn])
    created = sum(entry.key not in standing for entry in changed)
    return Imported(created, len(changed) - created, len(divisions) - len(changed))


def read_divisions(path: Path, *, known: set[str] | None = None) -> list[Division]:
    """The file's divisions, those that others belong to first.

    `known` are codes that exist already and may be parents.

    :raises DivisionsRefused: the file is no such table, or lines of it need mending.
    """
    reading = _Reading(known or set())
    try:
        for line, values in read_lines(path):
            reading.take(line, values)
    except FileRefused as error:
        raise DivisionsRefused([str(error)]) from None
    reading.settle()
    if reading.errors:
        errors = [message for _line, message in sorted(reading.errors, key=lambda each: each[0])]
        raise DivisionsRefused(errors[:MOST_ERRORS])
    return sorted(reading.found.values(), key=lambda each: (len(each.code), each.code))


@dataclass
class _Reading:
    """The lines read so far, and everything that is wrong with them."""

    known: set[str]
    found: dict[str, Division] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    errors: list[tuple[int, str]] = field(default_factory=list)

    def take(self, line: int, values: dict[str, str]) -> None:
        """Look at one line by itself, and remember it if it is sound."""
        code = _trimmed(values["code"], values["level"])
        messages = list(_problems(code, values))
        if not messages and code in self.found:
            first = self.found[code].line
            messages = [_("代码 %(code)s 与第 %(n)s 行重复，请删去一行。", code=code, n=first)]
        if messages:
            self.refused.add(code)
            self.errors += [(line, _at(line, message)) for message in messages]
            return
        tidy = checks.normalise("area", {"name": values["name"]})
        self.found[code] = Division(
            line, code, tidy["name"], values["level"], values["parent_code"]
        )

    def settle(self) -> None:
        """Look at how the lines hang together: every parent by the code it is known under."""
        sizes = Counter(len(code) for code in self.found)
        shortest = min(sizes, default=0)
        for code, each in list(self.found.items()):
            is_top = len(code) == shortest and sizes[shortest] == 1
            self.found[code] = replace(each, parent=self._parent(each, is_top=is_top))

    def _parent(self, each: Division, *, is_top: bool) -> str:
        ways = _ways_to_write(each.parent)
        there = [code for code in ways if code in self.found or code in self.known]
        if there:
            parent = there[-1]
            if each.code == parent or not each.code.startswith(parent):
                message = _(
                    "代码 %(code)s 应当以上级代码 %(parent)s 开头，请核对这两个代码。",
                    code=each.code,
                    parent=parent,
                )
                self.errors.append((each.line, _at(each.line, message)))
            return parent
        # A parent whose own line is wrong is reported there, once.
        if not is_top and self.refused.isdisjoint(ways):
            self.errors.append((each.line, _at(each.line, _orphaned(each.parent))))
        return ""


def _at(line: int, message: str) -> str:
    return _("第 %(line)s 行：%(message)s", line=line, message=message)


def _orphaned(parent: str) -> str:
    if not parent:
        return _("没有写上级代码（parent_code）。整个文件只有最高一级可以不写。")
    return _("上级 %(parent)s 不在文件里，也没有导入过。请加上它，或先导入它。", parent=parent)


def _trimmed(code: str, level: str) -> str:
    """The code without the zeros that some tables fill it up with to 12 digits."""
    digits = DIGITS.get(level, 12)
    padded = len(code) == 12 and not code[digits:].strip("0")
    return code[:digits] if padded else code


def _ways_to_write(code: str) -> list[str]:
    """The codes that a code, perhaps filled up with zeros, may mean; the longest last."""
    lengths = DIGITS.values() if len(code) == 12 else [len(code)]
    return [code[:length] for length in lengths if code and not code[length:].strip("0")]


def _problems(code: str, values: dict[str, str]) -> list[str]:
    """What is wrong with a line by itself."""
    found = []
    name, level = values["name"], values["level"]
    if not name:
        found.append(_("没有名称，请补上。"))
    if len(name) > Area.name.max_length:
        found.append(_("名称太长，最多 %(most)s 个字。", most=Area.name.max_length))
    if not (code.isascii() and code.isdigit() and len(code) in DIGITS.values()):
        message = _("“%(code)s”不是区划代码，应当是 2、4、6、9 或 12 位数字。", code=code[:20])
        return [*found, message]
    if level not in DIGITS:
        levels = "、".join(DIGITS)
        message = _("不认识的级别“%(level)s”，应当是 %(levels)s。", level=level[:20], levels=levels)
        found.append(message)
    elif len(code) != DIGITS[level]:
        digits = DIGITS[level]
        message = _("级别 %(level)s 的代码应当是 %(n)s 位数字。", level=level, n=digits)
        found.append(message)
    return found


def _entry(
    each: Division, standing: dict[str, Area], records: dict[str, Record]
) -> bulk.Entry | None:
    """The area's next revision, or None where there is nothing to say."""
    area, record = standing.get(each.code), records.get(each.code)
    if area is None:
        return bulk.Entry(each.code, 1, _new_fields(each))
    old = area.fields()
    facts: dict[str, Any] = {"name": each.name, "level": each.level}
    if each.parent:
        facts["parent"] = each.parent
    if each.name != old["name"] or not old["pinyin"]:
        facts["pinyin"] = spell(each.name)
    awaits = record is None or (record.live is None and not record.withdrawn)
    if old | facts == old and not awaits:
        return None
    return bulk.Entry(each.code, (record.head if record else 0) + 1, old | facts)


def _new_fields(each: Division) -> dict[str, Any]:
    return {
        "name": each.name,
        "level": each.level,
        "parent": each.parent or None,
        "pinyin": spell(each.name),
        "is_rural": _looks_rural(each),
    }


def spell(name: str) -> str:
    """A name's pinyin, a space between syllables (initials are found by it): `nan ding zhen`."""
    family = FAMILIES.get(name[:1], "") if name[1:2] and name[1] in SEATS else ""
    rest = name[1:] if family else name
    syllables = [family, *lazy_pinyin(rest)]
    return " ".join(filter(None, syllables)).lower()[: Area.pinyin.max_length]


def _looks_rural(each: Division) -> bool:
    """A first guess, to be corrected by the office; only villages are either."""
    if each.level != "village":
        return False
    return each.name.endswith(RURAL_ENDINGS) or int(each.code[9:]) >= FIRST_RURAL_BLOCK


def _keep_withdrawn(codes: list[str]) -> None:
    """An area that the office took off the site stays off, whatever its new name."""
    for code in codes:
        liveness.take_off("area", code)
