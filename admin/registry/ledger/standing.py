"""The people who are in the register already, as a ledger's rows may mean them.

They are looked up within the clerk's area; of those beyond it only that a number is taken is known.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from admin import sealed
from admin.accounts import scope
from admin.accounts.users import User
from admin.registry.ledger.rows import Person
from admin.registry.people.elders import Elder

CHUNK = 400
Key = tuple[str, ...]


class Standing:
    """The elders whom a ledger may mean, within the clerk's area, read in a few queries."""

    def __init__(self, user: User, people: Sequence[Person]) -> None:
        self.user = user
        self.by_key: dict[Key, Elder] = {}
        prints = {p.values["id_number"]: "" for p in people if p.values.get("id_number")}
        marks = [sealed.fingerprint(number) for number in prints]
        names = sorted({p.values["name"] for p in people if p.values.get("name")})
        for elder in self._read(Elder.name, names):
            for key in _of(elder):
                self.by_key.setdefault(key, elder)
        for elder in self._read(Elder.id_fingerprint, marks):
            self.by_key["id", str(elder.id_fingerprint)] = elder
        self._taken = set(_taken(marks))
        self._named: dict[Any, dict[int, set[str]]] = {}

    def _read(self, column: Any, wanted: Sequence[str]) -> Iterator[Elder]:
        for start in range(0, len(wanted), CHUNK):
            query = Elder.select().where(column.in_(wanted[start : start + CHUNK]))
            yield from scope.visible(self.user, query, Elder)

    def find(self, given: dict[str, Any]) -> Elder | None:
        """The elder whom a row means; one with another id number is another person."""
        for key in identities(given):
            elder = self.by_key.get(key)
            if elder is not None and not _is_another(elder, given):
                return elder
        return None

    def named(self, model: Any, elder: Elder) -> set[str]:
        """The names of an elder's relatives or guardians; those of everybody are read at once."""
        if model not in self._named:
            self._named[model] = self._around(model)
        return self._named[model].get(elder.id, set())

    def _around(self, model: Any) -> dict[int, set[str]]:
        ids = sorted({elder.id for elder in self.by_key.values()})
        found: dict[int, set[str]] = {}
        for start in range(0, len(ids), CHUNK):
            here = model.elder.in_(ids[start : start + CHUNK]) & model.removed_at.is_null()
            for elder, name in model.select(model.elder, model.name).where(here).tuples():
                found.setdefault(elder, set()).add(name)
        return found

    def is_elsewhere(self, given: dict[str, Any]) -> bool:
        """Whether the number belongs to somebody beyond the clerk's area: that much, no more."""
        return sealed.fingerprint(given.get("id_number", "")) in self._taken


def _taken(marks: Sequence[str]) -> Iterator[str]:
    for start in range(0, len(marks), CHUNK):
        chosen = Elder.id_fingerprint.in_(marks[start : start + CHUNK])
        yield from (mark for (mark,) in Elder.select(Elder.id_fingerprint).where(chosen).tuples())


def identities(given: dict[str, Any]) -> Iterator[Key]:
    """By what a person is known again, the surest first."""
    number, name, area = (given.get(n, "") for n in ("id_number", "name", "area_code"))
    if number:
        yield "id", sealed.fingerprint(number)
    if given.get("born_on"):
        yield "born", name, given["born_on"], area
    elif not number:
        yield "name", name, area, given.get("group_name", "")


def _of(elder: Elder) -> Iterator[Key]:
    if elder.born_on:
        yield "born", elder.name, elder.born_on.isoformat(), elder.area_code
    yield "name", elder.name, elder.area_code, elder.group_name


def _is_another(elder: Elder, given: dict[str, Any]) -> bool:
    number = given.get("id_number")
    mark = str(elder.id_fingerprint)
    return bool(number and mark and mark != sealed.fingerprint(number))
