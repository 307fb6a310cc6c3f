"""The rows of one snapshot, indexed once by what the pages ask for.

Drops what must not be shown on the given day (a service outside its dates) and every reference
to a row that is not published. It knows no page: it hands out rows, sorted as people look for
them, by pinyin.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import Any

from pypinyin import lazy_pinyin

from models import Activity, Area, Category, ContactPoint, Published, Service
from pages.catalog_snapshot import Snapshot
from pages.catalog_values import Link, ServiceCard

ByKey = dict[str, list[Any]]


def pinyin(row: Published | Link) -> str:
    """What a name sorts by: the recorded pinyin, or that of its characters."""
    recorded: str = getattr(row, "pinyin", "")
    return (recorded or "".join(lazy_pinyin(row.name))).lower()


def by_pinyin(row: Published) -> tuple[str, str]:
    """The sort key of a row by name."""
    return pinyin(row), row.key


def by_position(row: ContactPoint | Category) -> tuple[int, str, str]:
    """The sort key of rows that an office has put in order."""
    return row.position, *by_pinyin(row)


class Index:
    """Rows by key, and lists of rows by the key of what they belong to."""

    def __init__(self, snapshot: Snapshot, today: date) -> None:
        self.rows, self.today = snapshot.rows, today
        self.service_cards: dict[str, ServiceCard] = {}
        self.areas: dict[str, Area] = self._of("area")
        self.categories: dict[str, Category] = self._of("category")
        self.services: dict[str, Service] = {
            key: row for key, row in self._of("service").items() if self._is_valid(row)
        }
        self.by_slug = {kind: {row.slug: row for row in self.all(kind)} for kind in WITH_SLUG}
        self._index_areas()
        self._index_placed()
        self._index_services()

    def _of(self, kind: str) -> dict[str, Any]:
        return dict(self.rows.get(kind) or {})

    def _is_valid(self, service: Service) -> bool:
        begun = service.valid_from is None or service.valid_from <= self.today
        return begun and (service.valid_until is None or self.today <= service.valid_until)

    def all(self, kind: str) -> list[Any]:
        """Every row of a kind that may be shown today, in the order of the keys."""
        return list((self.services if kind == "service" else self._of(kind)).values())

    def get(self, kind: str, key: object) -> Any | None:
        """The row of a reference, or None when it is not published."""
        rows = self.services if kind == "service" else self.rows.get(kind) or {}
        return None if key is None else rows.get(str(key))

    def many(self, kind: str, keys: Iterable[object]) -> list[Any]:
        """The published rows of a list of references, in that order, each once."""
        rows = (self.get(kind, key) for key in dict.fromkeys(keys))
        return [row for row in rows if row is not None]

    def _index_areas(self) -> None:
        self.children = _grouped(self.areas.values(), lambda row: row.parent_id, by_pinyin)
        self.towns = [row for row in self.areas.values() if row.level == "town"]
        self.towns.sort(key=by_pinyin)
        self.subcategories = _grouped(
            self.categories.values(), lambda row: row.parent_id, by_position
        )

    def _index_placed(self) -> None:
        self.contacts = _grouped(self.all("contact"), _area, by_position)
        self.providers = _grouped(self.all("provider"), _area, by_pinyin)
        self.teams = _grouped(self.all("team"), _area, by_pinyin)
        self.channels = _grouped(self.all("channel"), lambda row: row.type, by_pinyin)
        self.activities = _grouped(self.upcoming(), _area, by_start)
        self.activities_of_team = _grouped(self.upcoming(), lambda row: row.team_id, by_start)

    def _index_services(self) -> None:
        services = sorted(self.services.values(), key=by_pinyin)
        self._order = {row.key: place for place, row in enumerate(services)}
        self.services_of_category: ByKey = defaultdict(list)
        self.services_of_provider: ByKey = defaultdict(list)
        self.services_of_channel: ByKey = defaultdict(list)
        self.services_in: ByKey = defaultdict(list)
        self.services_below: ByKey = defaultdict(list)
        for row in services:
            self.services_of_category[str(row.category_id)].append(row)
            _file(self.services_of_provider, row.providers, row)
            _file(self.services_of_channel, row.channels, row)
            _file(self.services_in, row.areas, row)
            _file(self.services_below, self._above(row.areas), row)

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
        """Services by pinyin, which is worked out once: it is slow."""
        return sorted(services, key=lambda row: self._order[row.key])

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


WITH_SLUG = ("category", "service", "provider", "team", "channel", "contact", "activity", "figure")


def by_start(activity: Activity) -> tuple[datetime, str]:
    """The sort key of activities."""
    return activity.starts_at, activity.key


def _area(row: Any) -> str:
    code: str = row.area_id
    return code


def _grouped(rows: Iterable[Any], group: Any, sort_key: Any) -> ByKey:
    groups: ByKey = defaultdict(list)
    for row in sorted(rows, key=sort_key):
        groups[str(group(row))].append(row)
    return groups


def _file(groups: ByKey, keys: Iterable[object], row: Service) -> None:
    for key in dict.fromkeys(map(str, keys)):
        groups[key].append(row)


def _once(rows: Iterable[Service]) -> list[Service]:
    return list({row.key: row for row in rows}.values())
