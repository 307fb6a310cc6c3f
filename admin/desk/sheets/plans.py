"""The dry run: what an import would do with every row, and what is wrong with which cell.

Nothing is written here. What the clerk has seen is what `importing` stores: the plan holds the
fields and the revision that each row was compared with.
"""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from flask_babel import gettext as _

from admin.accounts import scope
from admin.accounts.users import User
from admin.desk import checks, difference, slugs
from admin.desk.sheets import cells
from admin.desk.sheets.columns import NUMBER, Column, columns
from admin.desk.sheets.references import References
from admin.sheets import tables
from admin.sheets.tables import Row, Table
from admin.sheets.values import Wrong
from admin.sheets.values import text as cell_text
from models import KINDS, N_

FATES: dict[str, str] = {
    "wrong": N_("有错"),
    "new": N_("新增"),
    "changed": N_("修改"),
    "same": N_("没变"),
}
CHUNK = 500
MayEdit = Callable[[str], bool]


@dataclass
class Fault:
    """What is wrong: `place` is the cell (`B5`) or the row, `label` the column."""

    place: str
    label: str
    message: str


@dataclass
class Planned:
    """One row's fate: a key of `FATES`, and what would be stored."""

    number: int
    fate: str
    name: str
    key: str | None = None
    base: int | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    changed: list[str] = field(default_factory=list)
    before: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def plain(self) -> dict[str, Any]:
        """As JSON values."""
        return asdict(self)

    @classmethod
    def of(cls, plain: dict[str, Any]) -> "Planned":
        """What `plain` gave."""
        faults = [Fault(**each) for each in plain["faults"]]
        return cls(**plain | {"faults": faults})


class Planner:
    """Plans the rows of one table for one person."""

    def __init__(
        self, kind: str, table: Table, chosen: list[str], user: User, may: MayEdit, today: date
    ) -> None:
        self.kind, self.table, self.user, self.may, self.today = kind, table, user, may, today
        by_field = {column.field: column for column in columns(kind)}
        self.columns: list[tuple[int, Column]] = [
            (place, by_field[name]) for place, name in enumerate(chosen) if name
        ]
        self.places = {column.field: place for place, column in self.columns}
        self.refs = References(user)
        self.by_key, self.by_slug = self._standing()
        self._seen: dict[tuple[str, Any], int] = {}

    def plan(self) -> list[Planned]:
        """Every row's fate, in the order of the file."""
        return [self._row(row) for row in self.table.rows]

    def _standing(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """The records in scope that the file names, by number and by address."""
        model = KINDS[self.kind]
        numbers = [text for text in self._texts(NUMBER) if scope.is_key(model, text)]
        by_slug = self._in_scope(model.slug, self._texts("slug"))
        found = [*self._in_scope(model.id, numbers), *by_slug]
        return {row.key: row for row in found}, {row.slug: row for row in found}

    def _texts(self, name: str) -> list[str]:
        place = self.places.get(name)
        if place is None:
            return []
        return [text for row in self.table.rows if (text := cell_text(row.cells[place]))]

    def _in_scope(self, column: Any, values: list[str]) -> Iterable[Any]:
        model = KINDS[self.kind]
        for start in range(0, len(values), CHUNK):
            query = model.select().where(column.in_(values[start : start + CHUNK]))
            yield from scope.visible(self.user, query, model)

    def _row(self, row: Row) -> Planned:
        """One row; its faults come together, so that they are mended together."""
        faults = [self._fault(row, place, text) for place, text in row.faults.items()]
        standing = self._identified(row, faults)
        values = self._values(row, standing, faults)
        name = str(values.get("name") or (standing.name if standing else ""))
        planned = Planned(row.number, "wrong", name, faults=faults)
        if standing is not None:
            planned.key, planned.base = standing.key, standing.revision
        if not faults:
            self._compare(row, planned, standing, values)
        planned.fate = "wrong" if planned.faults else planned.fate
        return planned

    def _identified(self, row: Row, faults: list[Fault]) -> Any:
        """The record that the row names by number or address; None for a new one."""
        number, slug = (self._cell(row, name) for name in (NUMBER, "slug"))
        if number:
            if number not in self.by_key:
                message = _("没有编号是 %(number)s 的信息，或者它不归您管。", number=number[:20])
                faults.append(self._fault(row, self.places[NUMBER], message))
                return None
            return self.by_key[number]
        return self.by_slug.get(slug) if slug else None

    def _cell(self, row: Row, name: str) -> str:
        place = self.places.get(name)
        return "" if place is None else cell_text(row.cells[place])

    def _values(self, row: Row, standing: Any, faults: list[Fault]) -> dict[str, Any]:
        """What the filled cells say, by field."""
        values: dict[str, Any] = {}
        blank = KINDS[self.kind]().fields()
        for place, column in self.columns:
            cell = row.cells[place]
            if cell is None or column.field == NUMBER or place in row.faults:
                continue
            if cell == _(cells.CLEAR) or cell == cells.CLEAR:
                values[column.field] = blank[column.field]
                continue
            before = standing.fields()[column.field] if standing else None
            known = before if isinstance(before, list) else [before]
            try:
                values[column.field] = cells.read(column, cell, self.refs, list(map(str, known)))
            except Wrong as wrong:
                faults.append(self._fault(row, place, str(wrong)))
        return values

    def _compare(self, row: Row, planned: Planned, standing: Any, values: dict[str, Any]) -> None:
        """Decide between new, changed and same, and check what would be stored."""
        if standing is None:
            before: dict[str, Any] = KINDS[self.kind]().fields()
            values.setdefault("area", self.user.area_code)
            values["slug"] = values.get("slug") or self._free_slug(str(values.get("name") or ""))
        else:
            before = standing.fields()
        fields = checks.normalise(self.kind, before | values)
        planned.changed = difference.differing(before, fields)
        planned.fate = ("changed" if planned.changed else "same") if standing else "new"
        planned.faults += self._doubles(row, planned, fields)
        if planned.fate == "same" or planned.faults:
            return
        planned.faults += self._forbidden(row, standing, fields)
        planned.fields = {name: fields[name] for name in fields if not name.endswith("_html")}
        if standing is not None:
            planned.before = {name: before.get(name) for name in planned.changed}

    def _free_slug(self, name: str) -> str:
        """An address that neither a record nor an earlier row has."""
        slug = stem = slugs.propose(KINDS[self.kind], name)
        number = 1
        while ("slug", slug) in self._seen:
            number += 1
            slug = f"{stem}-{number}"
        return slug

    def _doubles(self, row: Row, planned: Planned, fields: dict[str, Any]) -> list[Fault]:
        """Two rows for one record, or a new row for what is there already."""
        marks = [("slug", fields.get("slug")), ("name", (fields.get("name"), fields.get("area")))]
        marks = [("key", planned.key)] if planned.key else marks
        found = []
        for mark in marks:
            earlier = self._seen.setdefault(mark, row.number)
            if earlier != row.number:
                message = _("和第 %(number)s 行是同一条。", number=earlier)
                found.append(Fault(_("第 %(n)s 行", n=row.number), "", message))
        return found[:1] or ([] if planned.key else self._there_already(row, fields))

    def _there_already(self, row: Row, fields: dict[str, Any]) -> list[Fault]:
        model = KINDS[self.kind]
        same = (model.name == fields.get("name")) & (model.area == fields.get("area"))
        standing = scope.visible(self.user, model.select(), model).where(same).first()
        if standing is None:
            return []
        message = _(
            "已经有同名的一条（编号 %(key)s）。要改它，请填编号；是另一条，请换个名称。",
            key=standing.key,
        )
        return [self._fault(row, self.places.get("name", 0), message)]

    def _forbidden(self, row: Row, standing: Any, fields: dict[str, Any]) -> list[Fault]:
        """What the rules and the scope say against it."""
        key = standing.key if standing else None
        offices = {str(fields.get("area") or "")} | ({standing.area_id} if standing else set())
        if not all(self.may(office) for office in offices):
            return [self._at(row, "area", _("只能填自己辖区的信息。"))]
        return [
            self._at(row, problem.field, problem.message)
            for problem in checks.check(self.kind, key, fields, self.today)
        ]

    def _at(self, row: Row, name: str, message: str) -> Fault:
        if name in self.places:
            return self._fault(row, self.places[name], message)
        labels = {f.name: _(str(f.verbose_name)) for f in KINDS[self.kind].public_fields()}
        return Fault(_("第 %(n)s 行", n=row.number), labels.get(name, ""), message)

    def _fault(self, row: Row, place: int, message: str) -> Fault:
        """A fault of a cell, under the header that the file gives it."""
        headers = self.table.headers
        label = headers[place] if place < len(headers) else ""
        return Fault(f"{tables.letter(place)}{row.number}", label, message)
