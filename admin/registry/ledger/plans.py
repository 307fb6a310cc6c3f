"""The dry run: what an import would do with every row of a ledger. Nothing is written here.

People are known again by their id number, else by name, birth and village. A cell that is empty
changes nothing; two rows of one person become one, with the children of both.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from flask_babel import gettext as _

from admin import sealed
from admin.accounts.users import User
from admin.registry.ledger import columns
from admin.registry.ledger.places import Places
from admin.registry.ledger.rows import Person, Reader
from admin.registry.ledger.standing import Key, Standing, identities
from admin.registry.people.elders import Elder
from admin.registry.people.families import Guardian, Relative
from admin.sheets import tables
from admin.sheets.tables import Table
from models import N_

FATES: dict[str, str] = {
    "wrong": N_("有错"),
    "new": N_("新登记"),
    "changed": N_("补充或修改"),
    "same": N_("没变"),
    "merged": N_("并入上面的行"),
}


@dataclass
class Fault:
    """What is wrong, or was left out: the cell (`B5`), its header, and what to do."""

    place: str
    label: str
    message: str


@dataclass
class Planned:
    """One row's fate, what would be stored, and the elder that it was held to."""

    number: int
    fate: str
    name: str
    area_code: str = ""
    handle: str = ""
    version: int = 0
    values: dict[str, Any] = field(default_factory=dict)
    tags: list[str] = field(default_factory=list)
    children: list[dict[str, Any]] = field(default_factory=list)
    guardian: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    told: list[Fault] = field(default_factory=list)

    def plain(self) -> dict[str, Any]:
        """As JSON values."""
        return asdict(self)

    @classmethod
    def of(cls, plain: dict[str, Any]) -> "Planned":
        """What `plain` gave."""
        notes = {name: [Fault(**each) for each in plain[name]] for name in ("faults", "told")}
        return cls(**plain | notes)


class Planner:
    """Plans one ledger for one clerk; `default` is the village of rows that name none."""

    def __init__(
        self, table: Table, chosen: Sequence[str], user: User, default: str, today: date
    ) -> None:
        self.table, self.chosen, self.user = table, list(chosen), user
        self.places = Places(user, default)
        self.reader = Reader(self.places, today)
        self.kin = columns.children(table.headers, chosen)
        self.column = {name: place for place, name in reversed(list(enumerate(chosen))) if name}

    def plan(self) -> list[Planned]:
        """Every row's fate, in the order of the file."""
        people = [self._person(row) for row in self.table.rows]
        standing = Standing(self.user, people)
        seen: dict[Key, Planned] = {}
        return [self._fate(person, standing, seen) for person in people]

    def _person(self, row: tables.Row) -> Person:
        cells = {
            name: row.cells[place]
            for place, name in enumerate(self.chosen)
            if name and name != columns.UNNEEDED and not columns.is_childs(name)
        }
        kin: dict[int, dict[str, Any]] = {}
        for place, number in self.kin.items():
            kin.setdefault(number, {})[self.chosen[place]] = row.cells[place]
        person = self.reader.person(row.number, cells, [kin[number] for number in sorted(kin)])
        wanted = [place for place, name in enumerate(self.chosen) if name not in UNREAD]
        broken = [(self.chosen[p], row.faults[p]) for p in wanted if p in row.faults]
        if broken:
            names = {name for name, _text in broken}
            person.faults = [f for f in person.faults if f[0] not in names] + broken
        return person

    def _fate(self, person: Person, standing: Standing, seen: dict[Key, Planned]) -> Planned:
        made = Planned(
            person.number,
            "wrong",
            person.values.get("name", ""),
            person.values.get("area_code", ""),
            values=person.values,
            tags=person.tags,
            children=person.children,
            guardian=person.guardian,
            faults=self._placed(person, person.faults),
            told=self._placed(person, person.told),
        )
        if made.faults:
            return made
        keys = [*identities(person.values)]
        earlier = next((seen[key] for key in keys if key in seen), None)
        if earlier is not None:
            return self._merge(made, earlier, standing)
        seen |= dict.fromkeys(keys, made)
        self._compare(made, standing)
        return made

    def _compare(self, made: Planned, standing: Standing) -> None:
        elder = standing.find(made.values)
        if elder is None and standing.is_elsewhere(made.values):
            message = _("这个身份证号已经在别的镇村登记。请先和区里核对，把档案转过来。")
            made.faults.append(self._at(made.number, "id_number", message))
            return
        if elder is None:
            made.fate = "new"
            return
        made.handle, made.version = elder.key, int(elder.version)
        if elder.left_on is not None:
            message = _("这位老人已经退出登记。请先在老人档案里恢复，再导入。")
            made.fate = "wrong"
            made.faults.append(self._whole(made.number, message))
            return
        if made.values["area_code"] != elder.area_code:
            message = _("档案里在另一个村居，没有改。老人搬家请在档案里办“转村”。")
            made.told.append(self._at(made.number, "village", message))
            made.area_code = made.values["area_code"] = str(elder.area_code)
        made.values = differing(elder, made.values)
        more = has_more(elder, made, standing)
        made.fate = "changed" if made.values or more else "same"

    def _merge(self, made: Planned, earlier: Planned, standing: Standing) -> Planned:
        """The second row of a person adds children; if it says otherwise, somebody must look."""
        here, there = made.values, earlier.values
        apart = [
            name for name in ("name", "id_number", "born_on") if _contradict(here, there, name)
        ]
        if apart:
            message = _(
                "和第 %(n)s 行像是同一个人，但姓名、号码或出生日期不一样。", n=earlier.number
            )
            made.faults.append(self._whole(made.number, message))
            return made
        known = {child["name"] for child in earlier.children}
        earlier.children += [c for c in made.children if c["name"] not in known]
        earlier.guardian = earlier.guardian or made.guardian
        if earlier.fate == "same":
            elder = standing.find(made.values)
            earlier.fate = "changed" if elder and has_more(elder, earlier, standing) else "same"
        made.fate = "merged"
        message = _("和第 %(n)s 行是同一个人，子女并到那一行。", n=earlier.number)
        made.told.append(self._whole(made.number, message))
        return made

    def _placed(self, person: Person, notes: Iterable[tuple[str, str]]) -> list[Fault]:
        return [self._at(person.number, name, text) for name, text in notes]

    def _at(self, number: int, name: str, message: str) -> Fault:
        place = self.column.get(name)
        if place is None:
            label = _(columns.FIELDS[name]) if name in columns.FIELDS else ""
            return Fault(_("第 %(n)s 行", n=number), label, message)
        return Fault(f"{tables.letter(place)}{number}", self.table.headers[place], message)

    def _whole(self, number: int, message: str) -> Fault:
        return Fault(_("第 %(n)s 行", n=number), "", message)


UNREAD = frozenset({"", columns.UNNEEDED})


def _contradict(here: dict[str, Any], there: dict[str, Any], name: str) -> bool:
    return bool(here.get(name) and there.get(name) and here[name] != there[name])


def differing(elder: Elder, given: dict[str, Any]) -> dict[str, Any]:
    """Those of the values that the elder's row does not have yet."""
    return {name: value for name, value in given.items() if plain(elder, name) != value}


def plain(elder: Any, name: str) -> Any:
    """A column as JSON has it; a sealed one opened."""
    value = getattr(elder, name)
    if isinstance(value, sealed.Sealed):
        return value.reveal()
    return value.isoformat() if isinstance(value, date) else value


def has_more(elder: Elder, made: Planned, standing: Standing) -> bool:
    """Whether the row tells of a child, a guardian or a kind that is not there yet."""
    named = made.guardian.get("name")
    return (
        bool({c["name"] for c in made.children} - standing.named(Relative, elder))
        or bool(made.tags and set(made.tags) - {t.tag for t in elder.tags if t.until is None})
        or bool(named and named not in standing.named(Guardian, elder))
    )


def counts(plan: Iterable[Planned]) -> dict[str, int]:
    """How many rows have which fate."""
    found = Counter(each.fate for each in plan)
    return {fate: found[fate] for fate in FATES}
