"""Makes the lists and cards of the search from all that there is to find.

What is made is a function of the rows alone. Which files a browser begins with is not said here.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from pages.articles import Article
from pages.catalog_index import Index
from pages.reads import packed as packed_cells
from pages.search_entries import Entry, Sources, entry, sources
from pages.search_files import digest, file_name, script
from pages.search_numbers import Numbers
from pages.search_postings import (
    FAMILIES,
    START,
    Lists,
    files_for,
    joined,
    lines,
    place,
    sorted_in,
    sound,
    worded,
)
from pages.search_state import State, packed

CARDS = 16  # entries whose cards are in one file
CARD_FILES = "c"

Card = list[str]
# Of an entry, by kind and key: its number, what it has asked for, and itself.
Found = tuple[int, bytes, Entry]


@dataclass
class Made:
    """An index: its state, the files that are new by name, the entries that are new."""

    state: State
    texts: dict[str, str] = field(default_factory=dict)
    fresh: dict[str, bytes] = field(default_factory=dict)

    def add(self, family: str, number: int, part: Any) -> None:
        """One more numbered file."""
        self.state.digests[family][number] = self._file(f"{family}{number}", part)

    def add_other(self, name: str, part: Any) -> None:
        """A file of which there is one."""
        self.state.others[name] = self._file(name, part)

    def _file(self, name: str, part: Any) -> str:
        version = digest(part)
        self.texts[file_name(name, version)] = script(name, part)
        return version


class Records:
    """What there is to find today, with its numbers."""

    def __init__(self, index: Index, articles: Iterable[Article]) -> None:
        self._index = index
        self.sources: Sources = sources(index, articles)
        self.numbers = Numbers(self.sources)

    def names(self) -> Iterator[str]:
        """Every entry by kind and key."""
        for kind, rows in self.sources.items():
            yield from (f"{kind}:{key}" for key in rows)

    def found(self, name: str) -> Found:
        """An entry, made now."""
        kind, _colon, key = name.partition(":")
        with self._index.reads.noting() as cells:
            made = entry(self._index, kind, self.sources[kind][key])
        return self.numbers.of(kind, key, made.areas), packed_cells(cells), made


def anew(records: Records) -> Made:
    """The whole index."""
    found = sorted(((records.found(name), name) for name in records.names()), key=_number)
    known = _filed(tuple((number, one) for (number, _asks, one), _name in found))
    state = replace(
        deepcopy(known.state),
        ranges=records.numbers.ranges,
        entries={name: (number, asks, 0, 0) for (number, asks, _one), name in found},
    )
    return Made(state, dict(known.texts), {name: packed(one[2]) for one, name in found})


def _number(found: tuple[Found, str]) -> int:
    return found[0][0]


@lru_cache(2)
def _filed(found: tuple[tuple[int, Entry], ...]) -> Made:
    """The lists and cards; remembered, for a preview asks anew for every file."""
    made = Made(State([]))
    lists: dict[str, Lists] = {f: (defaultdict(list), defaultdict(list)) for f in FAMILIES}
    cards: dict[int, dict[int, Card]] = defaultdict(dict)
    for number, one in found:
        cards[number // CARDS][number % CARDS] = card(one)
        for family, both in (worded(one) | sorted_in(one)).items():
            for column, grams in zip(lists[family], both, strict=True):
                for gram in grams:
                    column[gram].append(number)
    for family in FAMILIES:
        _cut(made, family, lines(lists.pop(family)))
    made.state.digests[CARD_FILES] = {}
    for number, some in cards.items():
        made.add(CARD_FILES, number, [some.get(at, 0) for at in range(CARDS)])
    return made


def _cut(made: Made, family: str, found: dict[str, str]) -> None:
    """Lines in numbered files, each in the one that its letters lead to."""
    state = made.state
    state.sizes[family], state.digests[family] = sum(map(len, found.values())), {}
    count = files_for(state.sizes[family])
    parts: list[dict[str, str]] = [{} for _number in range(count)]
    for gram, text in found.items():
        parts[place(family, gram, count)][gram] = text
        tell(state, family, gram, 1)
    for number, part in enumerate(parts):
        made.add(family, number, joined(part))


def tell(state: State, family: str, gram: str, by: int) -> None:
    """Keep count of the sounds and letters of lines that come or go."""
    if family == "n" and not gram.startswith(START):
        _raise(state.sounds, sound(gram), by)
    if family in ("u", "t"):
        for letter in set(gram.partition(" ")[0]):
            _raise(state.letters, letter, by)


def _raise(counts: dict[str, int], key: str, by: int) -> None:
    counts[key] = counts.get(key, 0) + by
    if not counts[key]:
        del counts[key]


def card(one: Entry) -> Card:
    """Slug, name, summary, label, number, places, what to dial where that is not all its digits."""
    number = one.phone.number if one.phone else ""
    digits = one.phone.digits if one.phone else ""
    plain = "".join(letter for letter in number if letter in "0123456789")
    shown = [one.slug, one.names[0].text, one.summary, one.label, number, one.places]
    return shown if digits == plain else [*shown, digits]
