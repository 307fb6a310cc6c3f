"""Which number each entry has in the index: what the lists count, and where the cards lie.

A number comes from a record's own key, so that a record that comes or goes leaves the numbers of
all others as they are. Of what fits equally well the lower number comes first: by kind, the widest
places first. It knows keys and places, no name and no word.
"""

from collections.abc import Collection, Mapping

from pages.search_entries import KINDS

# Kinds of which an entry may be for a district, a town or a village: one range for each.
PLACED = ("service", "contact", "provider", "team", "channel")
WIDTHS = (6, 9)  # digits of the codes of districts and towns; what is longer is a village
# A key may be so many times as high as there are keys, or it would be a waste.
THIN = 16
FEW = 1_024

# Each range of numbers: its kind, and how many numbers it has.
Ranges = list[tuple[str, int]]


def size_class(count: int) -> int:
    """The next of 1, 2, 3, 4, 6, 8, 12, 16, …: what is cut so seldom has to be cut anew."""
    power = 1
    while power < count:
        if count <= power + power // 2:
            return power + power // 2
        power *= 2
    return power


class Numbers:
    """The numbers of one set of records; `counted` are the kinds whose keys are counted off."""

    def __init__(self, keys: Mapping[str, Collection[str]]) -> None:
        self._places: dict[str, dict[str, int]] = {}
        self._starts: dict[str, tuple[int, int]] = {}
        self.ranges: Ranges = []
        self.total = 0
        for kind in KINDS:
            self._add(kind, keys.get(kind, ()))

    @property
    def counted(self) -> Collection[str]:
        return self._places.keys()

    def _add(self, kind: str, keys: Collection[str]) -> None:
        highest = _highest(kind, keys)
        if highest is None:
            in_order = sorted(keys, key=lambda key: (len(key), key))
            self._places[kind] = {key: place for place, key in enumerate(in_order)}
            highest = len(keys)
        span = size_class(highest + 1)
        self._starts[kind] = self.total, span
        for _width in range(len(WIDTHS) + 1 if kind in PLACED else 1):
            self.ranges.append((kind, span))
            self.total += span

    def of(self, kind: str, key: str, areas: Collection[str]) -> int:
        """The number of a record that is for these places."""
        start, span = self._starts[kind]
        place = self._places[kind][key] if kind in self._places else int(key)
        return start + place + (span * _width(areas) if kind in PLACED else 0)


def _highest(kind: str, keys: Collection[str]) -> int | None:
    """The highest of keys that are numbers and lie close enough to be used as they are."""
    if kind in ("area", "article"):
        return None
    found = max(map(int, keys), default=0)
    return found if found < len(keys) * THIN + FEW else None


def _width(areas: Collection[str]) -> int:
    """0 for everybody or a district, 1 for a town, 2 for a village."""
    shortest = min(map(len, areas), default=0)
    return sum(shortest > width for width in WIDTHS)
