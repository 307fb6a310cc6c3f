"""Which entries hold which letters: lists of entry numbers, in files of a few kilobytes.

Three families of files. `n`: two letters in a row in a name, filed by the initials of their
readings, so that one file answers for the characters, for the pinyin, for the initials and for
what sounds alike. `u`: one letter of a name, filed by its syllable. `t`: two letters in a row in
the other words, filed by both syllables. A reader that knows a query knows which files it needs.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from pages.search_entries import Entry
from pages.search_words import TEXTS, folded, initial, letters, recorded, syllable, words

# In a file: few enough to fetch it quickly, enough not to have thousands of files.
LETTERS = 1_800
START = "^"
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

# By letters, and after them how they are read where that is not as usual: "送餐", "长期 chang qi".
Lists = dict[str, list[int]]


def numbers(values: Iterable[int]) -> str:
    """Numbers as text: five bits a letter, the lowest first, all but the last marked."""
    return "".join(map(_number, values))


@cache
def _number(value: int) -> str:
    text = ""
    while value >= 32:
        text += ALPHABET[32 + value % 32]
        value //= 32
    return text + ALPHABET[value]


def gaps(ascending: Iterable[int]) -> str:
    """Different numbers in ascending order, as text: each as its distance to the one before."""
    return numbers(after - before - 1 for before, after in pairwise([-1, *ascending]))


def bucket(key: str, count: int) -> int:
    """Which of so many files a key is in; `search.js` computes the same."""
    value = 0
    for letter in key:
        value = (value * 33 + ord(letter)) & 0xFFFF
    return value % count


@dataclass(frozen=True)
class Postings:
    """The texts of the files by name, such as `n3`, and how many each family has.

    `sounds` are the syllables, folded, that names are made of, and which of them follow which, as
    pairs of their places; `letters` is every letter that stands in some list.
    """

    files: dict[str, str]
    counts: dict[str, int]
    sounds: tuple[str, str]
    letters: frozenset[str]


@lru_cache(2)
def postings(entries: tuple[Entry, ...]) -> Postings:
    """What a set of entries is found by; remembered, for a preview asks anew for every file."""
    pairs, singles = Held(2), Held(1)
    other: Lists = defaultdict(list)
    for number, entry in enumerate(entries):
        named = [(letters(name.text), recorded(name.text, name.pinyin)) for name in entry.names]
        pairs.add(number, named)
        singles.add(number, named)
        texts = {text[at : at + 2] for text, _read in named for at in _range(text, 2)}
        for text in set().union(*map(_in_words, entry.words)) - texts:
            other[text].append(number)
    begun = {f"{START}{gram}": found for gram, found in singles.begins.items()}
    families = {
        "n": _parts({**pairs.lines(), **_lines({}, begun)}, _initials),
        "u": _parts(singles.lines(), _sound),
        "t": _parts(_lines(other, {}), _sound),
    }
    return Postings(
        files={f"{name}{n}": part for name, parts in families.items() for n, part in parts},
        counts={name: len(parts) for name, parts in families.items()},
        sounds=_sounds(pairs.grams()),
        letters=frozenset(letter for gram in (*singles.grams(), *other) for letter in gram),
    )


def _parts(lines: dict[str, str], key: Callable[[str], str]) -> list[tuple[int, str]]:
    """Lines in numbered files, each in the one that its key leads to."""
    count = sum(map(len, lines.values())) // LETTERS + 1
    parts: list[list[str]] = [[] for _number in range(count)]
    for gram in sorted(lines):
        parts[bucket(key(gram), count)].append(lines[gram])
    return [(number, "\n".join(part)) for number, part in enumerate(parts)]


def _sounds(grams: Iterable[str]) -> tuple[str, str]:
    pairs = {_sound(gram) for gram in grams}
    known = sorted({spoken for pair in pairs for spoken in pair.split(" ")})
    place = {spoken: number for number, spoken in enumerate(known)}
    found = ([place[spoken] for spoken in pair.split(" ")] for pair in pairs)
    return " ".join(known), gaps(sorted(one * len(known) + other for one, other in found))


class Held:
    """Which entries' names hold so many letters in a row, and which of them begin with those."""

    def __init__(self, size: int) -> None:
        self._size = size
        self.elsewhere: Lists = defaultdict(list)
        self.begins: Lists = defaultdict(list)

    def add(self, number: int, named: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        """File the names of an entry; the numbers of entries come in ascending order."""
        begins: set[str] = set()
        found: set[str] = set()
        for text, read in named:
            places = [_grams(text, read, at, self._size) for at in _range(text, self._size)]
            begins.update(*places[:1])
            found.update(*places)
        for gram in begins:
            self.begins[gram].append(number)
        for gram in found - begins:
            self.elsewhere[gram].append(number)

    def grams(self) -> set[str]:
        return {*self.elsewhere, *self.begins}

    def lines(self) -> dict[str, str]:
        return _lines(self.elsewhere, self.begins)


def _range(text: str, size: int) -> range:
    return range(len(text) - size + 1)


def _grams(text: str, read: tuple[str, ...], at: int, size: int) -> tuple[str, ...]:
    """The letters at a place, and again with their readings where those are not as usual."""
    gram, spoken = text[at : at + size], read[at : at + size]
    return (gram,) if spoken == _usual(gram) else (gram, f"{gram} {' '.join(spoken)}")


@cache
def _usual(gram: str) -> tuple[str, ...]:
    return tuple(map(syllable, gram))


def _lines(elsewhere: Lists, begins: Lists) -> dict[str, str]:
    """By gram: its letters, the entries that hold them, those that begin so, unusual readings."""
    return {gram: _line(gram, elsewhere.get(gram, ()), begins.get(gram, ()))
            for gram in {*elsewhere, *begins}}  # fmt: skip


def _line(gram: str, elsewhere: Iterable[int], begins: Iterable[int]) -> str:
    text, _space, unusual = gram.partition(" ")
    return " ".join([text, gaps(elsewhere), gaps(begins), unusual]).rstrip()


def _spoken(gram: str) -> tuple[str, ...]:
    text, _space, unusual = gram.removeprefix(START).partition(" ")
    return tuple(unusual.split(" ")) if unusual else _usual(text)


def _initials(gram: str) -> str:
    start = START if gram.startswith(START) else ""
    return start + "".join(map(initial, _spoken(gram)))


def _sound(gram: str) -> str:
    return " ".join(map(folded, _spoken(gram)))


@lru_cache(TEXTS)
def _in_words(text: str) -> frozenset[str]:
    """Two letters in a row of a text; a stop between them is no bridge."""
    return frozenset(word[at : at + 2] for word in words(text) for at in _range(word, 2))
