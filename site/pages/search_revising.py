"""Makes of the search only the lists and cards of which an entry has changed.

An earlier index spares making the same again and decides nothing: the files are those that would be
made from nothing. Where it does not fit (another size, a lost file, very much that is new) there is
no answer, and everything is to be made.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from pages.reads import asks_for
from pages.search_entries import Entry
from pages.search_files import file_name, value
from pages.search_making import CARD_FILES, CARDS, Card, Found, Made, Records, card, tell
from pages.search_postings import (
    Marks,
    columns,
    files_for,
    joined,
    line,
    place,
    sorted_in,
    split,
    worded,
)
from pages.search_state import Before, State, packed, read, read_entry

# Of more than every so many entries it is quicker to make everything.
MUCH = 8


def again(records: Records, before: Before) -> Made | None:
    """The index by what was there before; None where everything has to be made."""
    state = read(before)
    if state is None or state.ranges != records.numbers.ranges:
        return None
    names = set(records.names())
    gone = state.entries.keys() - names
    new = names - state.entries.keys()
    if any(name.startswith("area:") for name in gone | new):
        return None
    counted = {name.partition(":")[0] for name in gone | new} & set(records.numbers.counted)
    looked = new | {
        name
        for name, (_number, asks, _start, _size) in state.entries.items()
        if name not in gone
        and (asks_for(asks, before.touched) or name.partition(":")[0] in counted)
    }
    if len(looked) + len(gone) > len(names) // MUCH + MUCH:
        return None
    try:
        return _Revision(state, before).made({n: records.found(n) for n in looked}, gone)
    except (OSError, ValueError):
        return None


class _Revision:
    """An index in which some entries have changed."""

    def __init__(self, state: State, before: Before) -> None:
        self._state, self._before, self._made = state, before, Made(state)
        # By family and letters: what to take out of which column, and what to put in.
        self._lines: dict[tuple[str, str], tuple[set[tuple[int, int]], set[tuple[int, int]]]] = (
            defaultdict(lambda: (set(), set()))
        )
        self._cards: dict[int, Card | None] = {}

    def made(self, found: dict[str, Found], gone: Iterable[str]) -> Made | None:
        """The index; None where it has to be cut anew."""
        state = self._state
        counts = _counts(state)
        told = set(state.sounds), set(state.letters)
        for name in gone:
            number = self._state.entries[name][0]
            self._take(number, _every(read_entry(self._before, self._state, name)))
            self._cards.setdefault(number, None)
            del self._state.entries[name]
        for name, one in found.items():
            self._change(name, *one)
        self._write_lines(counts)
        self._write_cards()
        if told[0] != state.sounds.keys():
            del state.others["sounds"]
        if told[1] != state.letters.keys():
            del state.others["characters"]
        return self._made if _counts(state) == counts else None

    def _change(self, name: str, number: int, asks: bytes, one: Entry) -> None:
        kept = self._state.entries.get(name)
        if kept is not None:
            was = read_entry(self._before, self._state, name)
            if kept[0] != number:
                self._cards.setdefault(kept[0], None)
                self._take(kept[0], _every(was))
                self._put(number, _every(one))
            else:
                before, after = _different(was, one)
                self._take(number, before)
                self._put(number, after)
        else:
            self._put(number, _every(one))
        self._cards[number] = card(one)
        self._state.entries[name] = (number, asks, 0, 0)
        self._made.fresh[name] = packed(one)

    def _take(self, number: int, marks: Marks) -> None:
        for key, column in _single(marks):
            self._lines[key][0].add((column, number))

    def _put(self, number: int, marks: Marks) -> None:
        for key, column in _single(marks):
            self._lines[key][1].add((column, number))

    def _write_lines(self, counts: dict[str, int]) -> None:
        by_file: dict[tuple[str, int], list[str]] = defaultdict(list)
        for (family, gram), (out, into) in self._lines.items():
            if out != into:
                by_file[family, place(family, gram, counts[family])].append(gram)
        for (family, number), grams in by_file.items():
            lines = split(self._standing(family, number))
            for gram in grams:
                self._write_line(family, gram, lines)
            self._made.add(family, number, joined(lines))

    def _standing(self, family: str, number: int) -> Any:
        version = self._state.digests[family][number]
        name = f"{family}{number}"
        return value(name, version, self._before.file(file_name(name, version)))

    def _write_line(self, family: str, gram: str, lines: dict[str, str]) -> None:
        before = lines.pop(gram, "")
        out, into = self._lines[family, gram]
        both = tuple(map(set, columns(before)))
        for column, number in out:
            both[column].discard(number)
        for column, number in into:
            both[column].add(number)
        after = line(gram, *map(sorted, both)) if any(both) else ""
        if after:
            lines[gram] = after
        self._state.sizes[family] += len(after) - len(before)
        if bool(before) != bool(after):
            tell(self._state, family, gram, 1 if after else -1)

    def _write_cards(self) -> None:
        blocks: dict[int, dict[int, Card | None]] = defaultdict(dict)
        for number, shown in self._cards.items():
            blocks[number // CARDS][number % CARDS] = shown
        for number, some in blocks.items():
            is_new = number not in self._state.digests[CARD_FILES]
            standing = [0] * CARDS if is_new else self._standing(CARD_FILES, number)
            after = [(some[at] or 0) if at in some else standing[at] for at in range(CARDS)]
            if any(after):
                self._made.add(CARD_FILES, number, after)
            else:
                self._state.digests[CARD_FILES].pop(number, None)


def _counts(state: State) -> dict[str, int]:
    return {family: files_for(size) for family, size in state.sizes.items()}


def _every(one: Entry) -> Marks:
    return worded(one) | sorted_in(one)


def _different(was: Entry, one: Entry) -> tuple[Marks, Marks]:
    """What to look at of an entry before and after: nothing of what is as it was."""
    before: Marks = {}
    after: Marks = {}
    if (was.names, was.words) != (one.names, one.words):
        before, after = worded(was), worded(one)
    if (was.areas, was.categories) != (one.areas, one.categories):
        before, after = before | sorted_in(was), after | sorted_in(one)
    return before, after


def _single(marks: Marks) -> Iterator[tuple[tuple[str, str], int]]:
    for family, both in marks.items():
        for column, grams in enumerate(both):
            yield from (((family, gram), column) for gram in grams)
