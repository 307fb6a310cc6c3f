"""The rows of one snapshot, indexed once by what the pages ask for.

Drops what must not be shown on the given day (a service outside its dates) and every reference
to a row that is not published. It knows no page: it hands out rows, sorted as people look for
them, by pinyin, and notes what it was asked for (`reads`). The lists that a row stands in are said
in one place, `_places`: from it the lists are made, and from it one knows what a change touches.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time
from functools import cache
from typing import Any

from models import KINDS, Activity, Area, Category, ContactPoint, Published, Service
from pages import hours
from pages.catalog_snapshot import Snapshot
from pages.hours import DayLine
from pages.reads import Cell, Noted, Reads
from pages.rows import let_go, with_any
from pages.sounds import pinyin


def by_pinyin(row: Published) -> tuple[str, str]:
    """The sort key of a row by name, worked out once: it is slow."""
    known: tuple[str, str] | None = row.__dict__.get("by_pinyin")
    if known is None:
        known = row.__dict__["by_pinyin"] = (pinyin(row), row.key)
    return known


def by_position(row: ContactPoint | Category) -> tuple[int, str, str]:
    """The sort key of rows that an office has put in order."""
    return row.position, *by_pinyin(row)


def by_start(activity: Activity) -> tuple[datetime, str]:
    """The sort key of activities."""
    return activity.starts_at, activity.key


# What a row is asked for when it is filed.
FOUND_BY = ("slug", "name", "pinyin", "category_id")
# So many opening hours are remembered.
MOST_HOURS = 5_000
WITH_SLUG = ("category", "service", "provider", "team", "channel", "contact", "activity", "figure")
# Each list, and in which order its rows stand.
ORDER: dict[str, Callable[[Any], Any]] = {
    "children": by_pinyin,
    "towns": by_pinyin,
    "subcategories": by_position,
    "contacts": by_position,
    "providers": by_pinyin,
    "teams": by_pinyin,
    "channels": by_pinyin,
    "activities": by_start,
    "activities_of_team": by_start,
    "services_of_category": by_pinyin,
    "services_of_provider": by_pinyin,
    "services_of_channel": by_pinyin,
    "services_in": by_pinyin,
    "services_below": by_pinyin,
}


class Lists:
    """Lists of rows by what they belong to; each that is handed out is noted."""

    __slots__ = ("_all", "_name", "_reads")

    def __init__(self, reads: Reads, name: str, every: dict[Cell, list[Any]]) -> None:
        self._reads, self._name, self._all = reads, name, every

    def __getitem__(self, group: str) -> list[Any]:
        cell = (self._name, group)
        self._reads.now.add(cell)
        return self._all.get(cell, [])


class Index:
    """Rows by key, and lists of rows by the key of what they belong to."""

    children: Lists
    subcategories: Lists
    contacts: Lists
    providers: Lists
    teams: Lists
    channels: Lists
    activities: Lists
    activities_of_team: Lists
    services_of_category: Lists
    services_of_provider: Lists
    services_of_channel: Lists
    services_in: Lists
    services_below: Lists

    def __init__(
        self,
        snapshot: Snapshot,
        today: date,
        reads: Reads | None = None,
        ready: Callable[[], None] = lambda: None,
    ) -> None:
        self.today, self.reads = today, reads or Reads()
        self._rows: dict[str, dict[str, Any]] = {k: dict(snapshot.rows.get(k) or {}) for k in KINDS}
        self._tables: dict[str, Noted[Any]] = {
            kind: Noted(self.reads, kind, self._shown(kind)) for kind in KINDS
        }
        self._listed: dict[Cell, list[Any]] = {}
        self._within: dict[tuple[str, ...], tuple[Cell, ...]] = {}
        self._hours: dict[int, tuple[Any, tuple[DayLine, ...]]] = {}
        for name in ORDER:
            vars(self)[name] = Lists(self.reads, name, self._listed)
        self._towns = Lists(self.reads, "towns", self._listed)
        for kind in KINDS:
            self._look_through(kind)
        self.by_slug: dict[str, Noted[Any]] = {
            kind: Noted(self.reads, f"{kind}/slug", self._slugs(kind)) for kind in WITH_SLUG
        }
        ready()
        self._file_all()

    def _shown(self, kind: str) -> dict[str, Any]:
        rows = self._rows[kind]
        if kind != "service":
            return rows
        dated = with_any(rows.values(), "valid_from", "valid_until")
        return {key: row for key, row in rows.items() if key not in dated or self._is_valid(row)}

    def _look_through(self, kind: str) -> None:
        """Take of each row what it is found by, all at once: to read it again costs time."""
        for row in self._tables[kind].data.values():
            if "places" not in row.__dict__:
                self.places(row)
                for name in FOUND_BY:
                    getattr(row, name, None)
                if kind == "service":
                    let_go(row)

    def _slugs(self, kind: str) -> dict[str, Any]:
        return {row.slug: row for row in self._tables[kind].data.values()}

    def _file_all(self) -> None:
        listed = self._listed
        for kind in KINDS:
            for row in sorted(self._tables[kind].data.values(), key=by_pinyin):
                if self._is_listed(row):
                    for place in self.places(row):
                        listed.setdefault(place, []).append(row)
        for (name, _group), rows in listed.items():
            if ORDER[name] is not by_pinyin:
                rows.sort(key=ORDER[name])

    def can_replace(self, row: Published) -> bool:
        """Whether a row may take the place of an earlier one with no page coming or going."""
        before = self._tables[row.kind].data.get(row.key)
        if before is None or not (row.kind != "service" or self._is_valid(row)):
            return False
        return all(
            getattr(before, name, "") == getattr(row, name, "") for name in ("slug", "photo")
        )

    def replace(self, row: Published) -> None:
        """Let a row take the place of an earlier one, in every list."""
        before = self._tables[row.kind].data[row.key]
        for place in self.places(before) if self._is_listed(before) else ():
            rows = self._listed[place]
            del rows[next(number for number, row in enumerate(rows) if row is before)]
        self._tables[row.kind].data[row.key] = self._rows[row.kind][row.key] = row
        if row.kind in self.by_slug:
            self.by_slug[row.kind].data[row.slug] = row
        for place in self.places(row) if self._is_listed(row) else ():
            self._listed.setdefault(place, []).append(row)
            self._listed[place].sort(key=ORDER[place[0]])

    def _is_listed(self, row: Published) -> bool:
        return not isinstance(row, Activity) or not self.is_over(row)

    def places(self, row: Published) -> tuple[Cell, ...]:
        """The lists in which a row stands when it is shown: each one's name, and whose it is."""
        known: tuple[Cell, ...] | None = row.__dict__.get("places")
        if known is None:
            known = row.__dict__["places"] = tuple(self._places(row))
        return known

    def _places(self, row: Any) -> Iterable[Cell]:
        if row.kind == "service":
            return self._places_of_service(row)
        if row.kind == "area":
            found = [("children", str(row.parent_id))]
            return [*found, ("towns", "")] if row.level == "town" else found
        if row.kind == "category":
            return [("subcategories", str(row.parent_id))]
        if row.kind == "activity":
            return [("activities", row.area_id), ("activities_of_team", str(row.team_id))]
        if row.kind == "channel":
            return [("channels", row.type)]
        return [(f"{row.kind}s", row.area_id)] if row.kind != "figure" else []

    def _places_of_service(self, row: Service) -> Iterator[Cell]:
        yield _cell("services_of_category", str(row.category_id))
        yield from (_cell("services_of_provider", key) for key in _distinct(row.providers))
        yield from (_cell("services_of_channel", key) for key in _distinct(row.channels))
        yield from self._places_in(tuple(row.areas))

    def _places_in(self, codes: tuple[str, ...]) -> tuple[Cell, ...]:
        """Many services are had in the same places."""
        found = self._within.get(codes)
        if found is None:
            below = _distinct(self._above(codes))
            found = self._within[codes] = (
                *(("services_in", key) for key in _distinct(codes)),
                *(("services_below", key) for key in below),
            )
        return found

    def _is_valid(self, service: Service) -> bool:
        begun = service.valid_from is None or service.valid_from <= self.today
        return begun and (service.valid_until is None or self.today <= service.valid_until)

    def hours(self, row: Any) -> tuple[DayLine, ...]:
        """The opening hours of a row; many rows have the same, and then they are one object."""
        said = row.hours
        found = self._hours.get(id(said))
        if found is None:
            if len(self._hours) >= MOST_HOURS:
                self._hours.clear()
            # With what it is known by, or another object might come to be known by the same.
            found = self._hours[id(said)] = (said, tuple(hours.describe(said)))
        return found[1]

    @property
    def areas(self) -> Noted[Area]:
        return self._tables["area"]

    @property
    def categories(self) -> Noted[Category]:
        return self._tables["category"]

    @property
    def services(self) -> Noted[Service]:
        """Those that may be shown today."""
        return self._tables["service"]

    @property
    def towns(self) -> list[Area]:
        return self._towns[""]

    def all(self, kind: str) -> list[Any]:
        """Every row of a kind that may be shown today, in the order of the keys."""
        return list(self._tables[kind].values())

    def get(self, kind: str, key: object) -> Any | None:
        """The row of a reference, or None when it is not published."""
        table = self._tables.get(kind)
        return None if key is None or table is None else table.get(str(key))

    def is_published(self, kind: str, key: str) -> bool:
        """Whether there is such a row, be it shown today or not."""
        self.reads.now.add((kind, key))
        return key in (self._rows.get(kind) or {})

    def many(self, kind: str, keys: Iterable[object]) -> list[Any]:
        """The published rows of a list of references, in that order, each once."""
        get = self._tables[kind].get
        found = [get(str(key)) for key in dict.fromkeys(keys)]
        return found if None not in found else [row for row in found if row is not None]

    def _above(self, codes: Iterable[str]) -> Iterator[str]:
        for code in codes:
            yield from (row.code for row in self.lineage(code)[:-1])

    def lineage(self, code: str | None) -> list[Area]:
        """An area and everything above it, the highest first; unpublished ones end it."""
        rows: list[Area] = []
        while code is not None and (row := self.areas.get(code)) is not None and row not in rows:
            rows.insert(0, row)
            code = row.parent_id
        return rows

    def reaching(self, code: str) -> list[Service]:
        """The services that cover a whole area: its own and those of everything above it."""
        found = [row for area in self.lineage(code) for row in self.services_in[area.code]]
        return self.in_order(_once(found))

    def in_order(self, services: Iterable[Service]) -> list[Service]:
        """Services by pinyin."""
        return sorted(services, key=by_pinyin)

    def reaching_partly(self, code: str) -> list[Service]:
        """The services that cover some places below an area and not all of it."""
        whole = {row.key for row in self.reaching(code)}
        return [row for row in self.services_below[code] if row.key not in whole]

    def top_category(self, service: Service) -> Category | None:
        """The top-level category of a service, or None when no category is published."""
        lineage = self.category_lineage(service.category_id)
        return lineage[0] if lineage else None

    def category_lineage(self, key: object) -> list[Category]:
        """A category and the one above it, the highest first."""
        row = self.get("category", key)
        if row is None:
            return []
        above = self.get("category", row.parent_id)
        return [row] if above is None else [above, row]

    def upcoming(self) -> list[Activity]:
        """The activities that have not ended by the beginning of today."""
        return [row for row in self.all("activity") if not self.is_over(row)]

    def is_over(self, activity: Activity) -> bool:
        """Whether an activity had ended when today began."""
        midnight = datetime.combine(self.today, time.min)
        return bool((activity.ends_at or activity.starts_at) < midnight)


@cache
def _cell(name: str, group: str) -> Cell:
    """The same pair for every row that stands there: there are many rows."""
    return name, group


def _distinct(keys: Iterable[object]) -> Iterator[str]:
    return iter(dict.fromkeys(map(str, keys)))


def _once(rows: Iterable[Service]) -> list[Service]:
    return list({row.key: row for row in rows}.values())
