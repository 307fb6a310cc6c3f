"""The places of the demonstration: real areas, with the names that texts call them by.

Reads the areas that are there and changes none. In a province names repeat; a label names its
place without doubt.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property

from admin.desk import slugs
from models import Area

ENDINGS = {
    "村民委员会": "村",
    "村委会": "村",
    "社区居民委员会": "社区",
    "社区居委会": "社区",
    "社区居委": "社区",
    "居民委员会": "",
    "居委会": "",
}
# Texts are written for a town with villages; elsewhere people say it otherwise.
IN_SUBDISTRICTS = {
    "区、镇": "区、街道",
    "镇财政": "街道财政",
    "镇民政办": "街道民政办",
    "镇里": "街道",
    "镇上": "街道",
}
IN_CITIES = {
    "村集体和镇财政": "镇财政",
    "村集体": "社区",
    "村（居）委会": "居委会",
    "村民委员会": "居委会",
    "村（社区）": "社区",
    "村里": "社区",
    "村干部": "社区干部",
    "每村": "每个社区",
    "各村": "各社区",
    "到村": "到社区",
    "村医": "社区医生",
}
IN_VILLAGES = {"村（居）委会": "村委会", "村（社区）": "村"}


@dataclass(frozen=True)
class Place:
    """An area under the name of daily life; `label` is not shared with any other place.

    A town is rural when it has a village that is. `unit` is what kind of town it is or lies in.
    """

    code: str
    level: str
    name: str
    label: str
    is_rural: bool
    unit: str

    @property
    def slug(self) -> str:
        return slugs.from_name(self.label)

    @property
    def seat(self) -> str:
        """The building that everybody knows."""
        if self.name.endswith(("镇", "乡")):
            return f"{self.name}政府"
        return self.name if self.name.endswith("办事处") else f"{self.name}办事处"

    @property
    def committee(self) -> str:
        """Who governs a village or a community."""
        return f"{self.label}委会" if self.label.endswith("村") else f"{self.label}居委会"

    def speak(self, text: str) -> str:
        """A text that is written for a town with villages, as it is said here."""
        if self.level == "district":
            return text
        swaps = {} if self.is_rural else IN_CITIES
        if self.is_rural and self.level == "village":
            swaps = IN_VILLAGES
        swaps = swaps | (IN_SUBDISTRICTS if self.unit == "街道" else {"镇财政": f"{self.unit}财政"})
        for word, own in ({"镇（街道）": self.unit} | swaps).items():
            text = text.replace(word, own)
        return text


@dataclass(frozen=True)
class World:
    """Every place by its level; villages by their town's code."""

    root: Area
    districts: list[Place]
    towns: list[Place]
    villages: dict[str, list[Place]]

    def district_of(self, place: Place) -> Place:
        """The district that a place lies in."""
        return self._by_code.get(place.code[:6], self.districts[0])

    def town_of(self, place: Place) -> Place | None:
        """The town that a place lies in; None for a district."""
        return self._by_code.get(place.code[:9]) if len(place.code) > 6 else None

    @cached_property
    def _by_code(self) -> dict[str, Place]:
        return {place.code: place for place in (*self.districts, *self.towns)}

    def rural_villages(self, town: Place) -> list[Place]:
        """The villages proper among a town's villages and communities."""
        return [village for village in self.villages[town.code] if village.is_rural]


def read_world() -> World:
    """The places of the database in use."""
    rows = list(Area.select().order_by(Area.code))
    by_level: dict[str, list[Area]] = defaultdict(list)
    for row in rows:
        by_level[row.level].append(row)
    root = min(rows, key=lambda row: (len(row.code), row.code))
    names = {row.code: row.name for row in rows}
    rural = {row.code[:9] for row in by_level["village"] if row.is_rural}
    districts = _places(by_level["district"] or [root], names, set())
    towns = _places(by_level["town"], names, rural)
    by_code = {town.code: town for town in towns}
    villages: dict[str, list[Place]] = {town.code: [] for town in towns}
    for row in by_level["village"]:
        town = by_code.get(row.code[:9])
        label, unit = (town.label, town.unit) if town else ("", "街道")
        name = short(row.name)
        village = Place(row.code, row.level, name, label + name, row.is_rural, unit)
        villages.setdefault(row.code[:9], []).append(village)
    return World(root, districts, towns, villages)


def short(name: str) -> str:
    """翟家村委会 is 翟家村 in daily life, and 新华社区居委会 is 新华社区."""
    for ending, kept in ENDINGS.items():
        if name.endswith(ending) and len(name) > len(ending):
            stem = name.removesuffix(ending)
            return stem if stem.endswith(("村", "社区")) else stem + kept
    return name


def _places(rows: list[Area], names: dict[str, str], rural: set[str]) -> list[Place]:
    return [
        Place(
            row.code,
            "town" if len(row.code) == 9 else "district",
            row.name,
            label,
            row.code in rural,
            row.name[-1] if row.name.endswith(("镇", "乡")) else "街道",
        )
        for row, label in zip(rows, _labels(rows, names), strict=True)
    ]


def _labels(rows: list[Area], names: dict[str, str]) -> list[str]:
    """The names; where one is shared, with the district's, the city's or the code before it."""
    labels = [row.name for row in rows]
    for length in (6, 4):
        shared = Counter(labels)
        labels = [
            label if shared[label] == 1 else _above(row.code, length, names) + label
            for row, label in zip(rows, labels, strict=True)
        ]
    shared = Counter(labels)
    pairs = zip(rows, labels, strict=True)
    return [label if shared[label] == 1 else label + row.code for row, label in pairs]


def _above(code: str, length: int, names: dict[str, str]) -> str:
    return names.get(code[:length], "") if len(code) > length else ""
