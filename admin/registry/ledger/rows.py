"""One row of a ledger as a person: what is taken, what is left out and told, what is wrong where.

What may be somebody else's life depends on it (name, village, number, birth, telephone) must be
right, or the row is wrong. What a ledger says in free words is taken as far as it has a meaning.
Masked numbers are left out, an age alone is no birthday, and no refusal repeats a number.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from flask_babel import gettext as _

from admin.registry.ledger import meanings
from admin.registry.ledger.places import Places
from admin.registry.rules import days, groups, identity_numbers, telephones
from admin.sheets import values
from admin.sheets.tables import Cell
from admin.sheets.values import Wrong

MASK = re.compile(r"[*＊×xX•●#?？]{2,}")
COMPACT = re.compile(r"((?:18|19|20)\d{2})(\d{2})(\d{2})", re.ASCII)
MONTH = re.compile(r"\d{4}\s*[-/.年]\s*\d{1,2}\s*月?", re.ASCII)
SEVERAL_PHONES = re.compile(r"[、,，;；/\n]|\s{2,}")
NAME = re.compile(r"[\u3400-\u9fff·•A-Za-z .]{2,40}")
LONGEST = {"group_name": 20, "address": 120, "note": 300, "child_place": 80}
OLDEST = 125


@dataclass
class Person:
    """What a row says of an elder; `told` and `faults` are by field (`""`: the whole row)."""

    number: int
    values: dict[str, Any] = field(default_factory=dict)
    tags: list[str] = field(default_factory=list)
    children: list[dict[str, Any]] = field(default_factory=list)
    guardian: dict[str, Any] = field(default_factory=dict)
    told: list[tuple[str, str]] = field(default_factory=list)
    faults: list[tuple[str, str]] = field(default_factory=list)

    def plain(self) -> dict[str, Any]:
        """As JSON values."""
        return asdict(self)


class Reader:
    """Reads the rows of one ledger, for one clerk, on one day."""

    def __init__(self, places: Places, today: date) -> None:
        self.places, self.today = places, today

    def person(self, number: int, cells: dict[str, Cell], kin: list[dict[str, Cell]]) -> Person:
        """The row; `cells` by field, `kin` one for each child."""
        made = Person(number)
        # The number comes first: what the other cells say is held to it.
        for name in sorted(cells, key=lambda name: name != "id_number"):
            self._field(made, name, cells[name])
        self._place(made, cells)
        self._name(made, cells.get("name"))
        self._agree(made, cells.get("age"))
        for each in kin:
            self._child(made, each)
        return made

    def _field(self, made: Person, name: str, cell: Cell) -> None:
        text = values.text(cell).lstrip("'’")
        read: Callable[[Person, str, str, Cell], None] | None = getattr(self, f"_take_{name}", None)
        if name in meanings.SEVERAL:
            read = self._several
        elif name in meanings.SINGLE:
            read = self._one
        if read is None or (meanings.is_nothing(text) and name not in meanings.SEVERAL):
            return
        try:
            read(made, name, text, cell)
        except (Wrong, ValueError) as wrong:
            made.faults.append((name, str(_(str(wrong)))))

    def _place(self, made: Person, cells: dict[str, Cell]) -> None:
        village, town = (values.text(cells.get(name)) for name in ("village", "town"))
        try:
            made.values["area_code"] = self.places.find(village, town)
            if len(made.values["area_code"]) < 12:
                made.told.append(("town", _("没有写村居，先归到镇办，请尽快补上。")))
        except Wrong as wrong:
            made.faults.append(("village" if village or not town else "town", str(wrong)))

    def _name(self, made: Person, cell: Cell) -> None:
        tidy = re.sub(r"\s+", "", unicodedata.normalize("NFKC", values.text(cell)))
        if not tidy:
            made.faults.append(("name", _("没有姓名。")))
        elif MASK.search(tidy) or "*" in tidy:
            made.faults.append(("name", _("姓名被遮住了，认不出是谁。请填全名。")))
        elif not NAME.fullmatch(tidy):
            made.faults.append(("name", _("这不像一个人的姓名。一格只写一个人。")))
        else:
            made.values["name"] = tidy

    def _take_id_number(self, made: Person, name: str, text: str, _cell: Cell) -> None:
        if MASK.search(text):
            made.told.append((name, _("身份证号被遮住了，没有导入。")))
            return
        identity = identity_numbers.read(text, self.today)
        made.values |= {
            "id_number": identity.number,
            "born_on": identity.born_on.isoformat(),
            "sex": identity.sex,
        }
        if identity.is_old:
            made.told.append((name, _("15 位的老号码，已换成 18 位，请核对。")))

    def _take_sex(self, made: Person, name: str, text: str, _cell: Cell) -> None:
        word = meanings.one(name, text)
        if not word:
            raise Wrong(_("性别写“男”或“女”。"))
        if made.values.setdefault("sex", word) != word:
            made.faults.append((name, _("性别和身份证号对不上，请核对哪一个写错了。")))

    def _take_born_on(self, made: Person, name: str, text: str, cell: Cell) -> None:
        found = COMPACT.fullmatch(text)
        if not found and (MONTH.fullmatch(text) or re.fullmatch(r"\d{4}年?", text)):
            made.told.append((name, _("只有年月，没有出生的日子，没有导入。")))
            return
        try:
            born = date(*map(int, found.groups())) if found else values.day(cell)
        except ValueError as error:
            raise Wrong(_("日期写成 2026-09-30 的样子。")) from error
        if not 0 <= days.age(born, self.today) <= OLDEST:
            raise Wrong(_("出生日期不可能，请核对。"))
        if made.values.setdefault("born_on", born.isoformat()) != born.isoformat():
            made.told.append((name, _("出生日期和身份证号对不上，以身份证号为准。")))

    def _take_group_name(self, made: Person, name: str, text: str, _cell: Cell) -> None:
        made.values[name] = groups.group(text)

    def _take_address(self, made: Person, name: str, text: str, _cell: Cell) -> None:
        made.values[name] = self._short(made, name, text)

    _take_note = _take_address

    def _take_phone(self, made: Person, name: str, text: str, _cell: Cell) -> None:
        number = self._number(made, name, text)
        if number:
            made.values["phone"] = number

    def _take_guardian_phone(self, made: Person, name: str, text: str, _cell: Cell) -> None:
        number = self._number(made, name, text)
        if number:
            made.guardian["phone"] = number

    def _take_guardian_name(self, made: Person, _name: str, text: str, _cell: Cell) -> None:
        made.guardian["name"] = text[:40]

    def _take_guardian_relation(self, made: Person, _name: str, text: str, _cell: Cell) -> None:
        made.guardian["relation"] = meanings.one("relation", text)

    def _take_declared_children(self, made: Person, name: str, text: str, _cell: Cell) -> None:
        digits = re.fullmatch(r"(\d{1,2})\s*[个人名]?", unicodedata.normalize("NFKC", text))
        if not digits:
            raise Wrong(_("子女人数写一个数。"))
        made.values[name] = int(digits[1])

    def _take_tags(self, made: Person, name: str, text: str, _cell: Cell) -> None:
        made.tags, unknown = meanings.several(name, text)
        self._tell_unknown(made, name, unknown)

    def _one(self, made: Person, name: str, text: str, _cell: Cell) -> None:
        word = meanings.one(name, text)
        if word:
            made.values[name] = word
        else:
            self._tell_unknown(made, name, [text])

    def _several(self, made: Person, name: str, text: str, _cell: Cell) -> None:
        found, unknown = meanings.several(name, text)
        if found:
            made.values[name] = found
        self._tell_unknown(made, name, unknown)

    def _tell_unknown(self, made: Person, name: str, unknown: list[str]) -> None:
        if unknown:
            said = "、".join(part[:12] for part in unknown[:3])
            made.told.append((name, _("“%(said)s”不在可选项里，没有导入。", said=said)))

    def _number(self, made: Person, name: str, text: str) -> str:
        """The first telephone of a cell; a masked one is left out and told."""
        if MASK.search(text):
            made.told.append((name, _("电话被遮住了，没有导入。")))
            return ""
        parts = [part for part in SEVERAL_PHONES.split(text) if part.strip()]
        if len(parts) > 1:
            made.told.append((name, _("写了几个电话，只导入第一个。")))
        return telephones.read(parts[0]) if parts else ""

    def _short(self, made: Person, name: str, text: str) -> str:
        most = LONGEST[name]
        if len(text) > most:
            made.told.append((name, _("太长了，只导入前 %(most)s 个字。", most=most)))
        return text[:most]

    def _agree(self, made: Person, cell: Cell) -> None:
        """An age without a birthday stays a note: no birthday is made up."""
        digits = re.match(r"\d{1,3}", values.text(cell))
        if not digits:
            return
        age, born = int(digits[0]), made.values.get("born_on")
        if not born:
            said = _("登记时 %(age)s 岁（%(on)s）", age=age, on=self.today.isoformat())
            made.values["note"] = "；".join(filter(None, [made.values.get("note", ""), said]))
            made.told.append(("age", _("只有年龄，没有出生日期，先记在备注里。请补身份证号。")))
        elif abs(days.age(date.fromisoformat(born), self.today) - age) > 1:
            made.told.append(("age", _("年龄和出生日期对不上，以出生日期为准。")))

    def _child(self, made: Person, cells: dict[str, Cell]) -> None:
        said = {name.removeprefix("child_"): values.text(cell) for name, cell in cells.items()}
        filled = {name: text for name, text in said.items() if not meanings.is_nothing(text)}
        if not filled:
            return
        if "name" not in filled:
            made.told.append(("child_name", _("有子女的情况，但没有姓名，没有导入。")))
            return
        child: dict[str, Any] = {"name": filled["name"][:40]}
        child["relation"] = meanings.one("relation", filled.get("relation", "")) or "son"
        if "relation" not in filled:
            made.told.append(("child_name", _("没有写是儿子还是女儿，先按儿子记，请核对。")))
        if "place" in filled:
            child["place_name"] = filled["place"][: LONGEST["child_place"]]
        if "reason" in filled:
            child["away_because"] = meanings.one("child_reason", filled["reason"]) or "other"
        self._child_number(made, child, filled.get("phone", ""))
        self._child_since(made, child, cells.get("child_since"), filled.get("since", ""))
        made.children.append(child)

    def _child_number(self, made: Person, child: dict[str, Any], text: str) -> None:
        try:
            number = self._number(made, "child_phone", text)
        except telephones.NotATelephone as wrong:
            made.faults.append(("child_phone", str(_(str(wrong)))))
            return
        if number:
            child["phone"] = number

    def _child_since(self, made: Person, child: dict[str, Any], cell: Cell, text: str) -> None:
        """A month without a day counts from its last day, a year from its last: never too early."""
        if not text:
            return
        whole = re.fullmatch(r"(\d{4})(?:\s*[-/.年]\s*(\d{1,2}))?\s*[年月]?(?:初|底)?", text)
        try:
            if whole:
                month = int(whole[2] or 12)
                child["left_since"] = days.month_end(date(int(whole[1]), month, 1)).isoformat()
            else:
                child["left_since"] = values.day(cell).isoformat()
        except ValueError:
            made.told.append(("child_since", _("外出时间看不懂，没有导入。")))
