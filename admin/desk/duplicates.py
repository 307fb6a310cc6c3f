"""Which records may be the same thing entered twice: hints for an eye, never a decision.

Pure: the same telephone in different offices, a name alike in the same place, the same address.
It merges nothing and hides nothing.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import combinations

from pypinyin import lazy_pinyin

from admin.desk import phones
from models import N_

REASONS: dict[str, str] = {
    "phone": N_("电话相同，归口不同"),
    "name": N_("名称很像，在同一个镇村"),
    "address": N_("地址相同"),
}
# Services share the telephone of the office that offers them; these are offices themselves.
OFFICES = frozenset({"provider", "channel", "contact", "team"})
ALIKE = 0.85
SHORTEST_ADDRESS = 5
# More of one kind in one place than anybody compares by eye.
MOST_IN_A_PLACE = 300
BLANKS = re.compile(r"[\s,，。.、·()（）-]+")


@dataclass(frozen=True)
class Entry:
    """A record as far as it is compared; `numbers` are ready to be dialled."""

    kind: str
    key: str
    name: str
    area: str
    numbers: frozenset[str]
    address: str


@dataclass(frozen=True)
class Double:
    """Records that may be one; `reason` is a key of `REASONS`."""

    reason: str
    entries: tuple[Entry, ...]


def entry(kind: str, key: str, name: str, area: str, rows: list[dict[str, str]], at: str) -> Entry:
    """A record with its telephones and its address made comparable."""
    numbers = frozenset(phones.dialable(str(row.get("number") or "")) for row in rows)
    plain = BLANKS.sub("", unicodedata.normalize("NFKC", at))
    return Entry(kind, key, name, area, numbers - {""}, plain)


def find(entries: Iterable[Entry]) -> list[Double]:
    """Every hint, the telephones first."""
    given = list(entries)
    return [*_same_numbers(given), *_same_addresses(given), *_names_alike(given)]


def _same_numbers(entries: list[Entry]) -> Iterator[Double]:
    by_number: dict[str, list[Entry]] = defaultdict(list)
    for each in entries:
        for number in each.numbers if each.kind in OFFICES else ():
            by_number[number].append(each)
    for sharing in by_number.values():
        if any(_apart(a.area, b.area) for a, b in combinations(sharing[:MOST_IN_A_PLACE], 2)):
            yield Double("phone", tuple(sharing))


def _apart(one: str, other: str) -> bool:
    """Neither office is above the other: a town may answer for its villages."""
    return not (one.startswith(other) or other.startswith(one))


def _same_addresses(entries: list[Entry]) -> Iterator[Double]:
    by_address: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for each in entries:
        if each.kind == "provider" and len(each.address) >= SHORTEST_ADDRESS:
            by_address[each.kind, each.address].append(each)
    for sharing in by_address.values():
        if len(sharing) > 1:
            yield Double("address", tuple(sharing))


def _names_alike(entries: list[Entry]) -> Iterator[Double]:
    by_place: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for each in entries:
        by_place[each.kind, each.area].append(each)
    for near in by_place.values():
        for one, other in combinations(near[:MOST_IN_A_PLACE], 2):
            if alike(one.name, other.name):
                yield Double("name", (one, other))


def alike(one: str, other: str) -> bool:
    """Whether two names could be one name written twice: letters left out, or of the same sound.

    A letter with another sound in the same place makes another name: 吃 is not 穿.
    """
    if _distinctions(one) != _distinctions(other):
        return False
    matcher = SequenceMatcher(None, _sounds(one), _sounds(other), autojunk=False)
    # The first two tell most pairs apart without looking at every syllable.
    return (
        matcher.real_quick_ratio() >= ALIKE
        and matcher.quick_ratio() >= ALIKE
        and matcher.ratio() >= ALIKE
        and all(tag != "replace" for tag, *_places in matcher.get_opcodes())
    )


def _distinctions(name: str) -> list[str]:
    """What tells neighbours apart: 一号院 and 二号院 are two, and so are 东村 and 西村."""
    return re.findall(r"[\d一二三四五六七八九十东西南北]", name)


@lru_cache(maxsize=50_000)
def _sounds(name: str) -> tuple[str, ...]:
    return tuple(lazy_pinyin(name))
