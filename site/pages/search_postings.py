"""Which entries hold which letters: lists of entry numbers, in files of a few kilobytes.

Five families of files. `n`: two letters in a row in a name, filed by the initials of their
readings, so that one file answers for the characters, for the pinyin, for the initials and for
what sounds alike. `u`: one letter of a name, filed by its syllable. `t`: two letters in a row in
the other words, filed by both syllables. `p`: what is for a place and what for places below it,
filed by town. `k`: what is of a category. A reader that knows a query knows which files it needs.
A line says nothing of any other line, so that a changed record changes only its own.
"""

from collections.abc import Callable, Collection, Iterable
from functools import cache, lru_cache
from itertools import pairwise

from pages.search_entries import Entry
from pages.search_numbers import size_class
from pages.search_words import TEXTS, folded, initial, letters, recorded, syllable, words

# In a file: few enough to fetch it quickly, enough not to have thousands of files.
LETTERS = 1_200
START = "^"
TOWN = 9  # digits of the code of a town
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
DIGITS = {letter: number for number, letter in enumerate(ALPHABET)}

# Of a family the letters that an entry holds anywhere else, and those that it begins with. Behind
# letters stands how they are read where that is not as usual: "送餐", "长期 chang qi".
Marks = dict[str, tuple[Collection[str], Collection[str]]]
# The numbers of the entries in those two columns: of one line, and of a family by letters.
Columns = tuple[list[int], list[int]]
Lists = tuple[dict[str, list[int]], dict[str, list[int]]]
FAMILIES = ("n", "u", "t", "p", "k")


def numbers(values: Iterable[int]) -> str:
    """Numbers as text: five bits a letter, the lowest first, all but the last marked."""
    return "".join(map(_number, values))


@lru_cache(TEXTS)
def _number(value: int) -> str:
    text = ""
    while value >= 32:
        text += ALPHABET[32 + value % 32]
        value //= 32
    return text + ALPHABET[value]


def gaps(ascending: Iterable[int]) -> str:
    """Different numbers in ascending order, as text: each as its distance to the one before."""
    return numbers(after - before - 1 for before, after in pairwise([-1, *ascending]))


def ungapped(text: str) -> list[int]:
    """The numbers that `gaps` has written."""
    found, number, value, shift = [], -1, 0, 1
    for letter in text:
        digit = DIGITS[letter]
        value += digit % 32 * shift
        shift *= 32
        if digit < 32:
            number += value + 1
            found.append(number)
            value, shift = 0, 1
    return found


def bucket(key: str, count: int) -> int:
    """Which of so many files a key is in; `search.js` computes the same."""
    value = 0
    for letter in key:
        value = (value * 33 + ord(letter)) & 0xFFFF
    return value % count


def files_for(size: int) -> int:
    """How many files so many letters of lines are cut into; it seldom changes."""
    return size_class(size // LETTERS + 1)


def place(family: str, gram: str, count: int) -> int:
    """Which of its family's files a line stands in."""
    return bucket(FILED[family](gram), count)


def worded(entry: Entry) -> Marks:
    """The letters that an entry's names and words hold."""
    named = [(letters(name.text), recorded(name.text, name.pinyin)) for name in entry.names]
    pairs, singles = _held(named, 2), _held(named, 1)
    texts = {text[at : at + 2] for text, _read in named for at in _range(text, 2)}
    begun = {f"{START}{gram}" for gram in singles[1]}
    other = set().union(*map(_in_words, entry.words)) - texts
    return {"n": (pairs[0], pairs[1] | begun), "u": singles, "t": (other, ())}


def sorted_in(entry: Entry) -> Marks:
    """The places and categories under which an entry is found."""
    below = {code[:TOWN] for code in entry.areas if len(code) > TOWN}
    return {"p": (below, entry.areas), "k": ((), entry.categories)}


def _held(named: Iterable[tuple[str, tuple[str, ...]]], size: int) -> tuple[set[str], set[str]]:
    """Which so many letters in a row names hold, and which of them they begin with."""
    begins: set[str] = set()
    found: set[str] = set()
    for text, read in named:
        places = [_grams(text, read, at, size) for at in _range(text, size)]
        begins.update(*places[:1])
        found.update(*places)
    return found - begins, begins


def _range(text: str, size: int) -> range:
    return range(len(text) - size + 1)


def _grams(text: str, read: tuple[str, ...], at: int, size: int) -> tuple[str, ...]:
    """The letters at a place, and again with their readings where those are not as usual."""
    gram, spoken = text[at : at + size], read[at : at + size]
    return (gram,) if spoken == _usual(gram) else (gram, f"{gram} {' '.join(spoken)}")


@cache
def _usual(gram: str) -> tuple[str, ...]:
    return tuple(map(syllable, gram))


def line(gram: str, elsewhere: Iterable[int], begins: Iterable[int]) -> str:
    """Letters, the entries that hold them, those that begin so, and the unusual readings."""
    text, _space, unusual = gram.partition(" ")
    return " ".join([text, gaps(elsewhere), gaps(begins), unusual]).rstrip()


def lines(lists: Lists) -> dict[str, str]:
    """The lines of a family by what they are the lines of."""
    elsewhere, begins = lists
    return {
        gram: line(gram, elsewhere.get(gram, ()), begins.get(gram, ()))
        for gram in {*elsewhere, *begins}
    }


def gram_of(text: str) -> str:
    """What a line is the line of."""
    letters_of, *cells = text.split(" ")
    return " ".join([letters_of, *cells[2:]])


def columns(text: str) -> Columns:
    """The two lists of a line."""
    cells = [*text.split(" "), "", ""]
    return ungapped(cells[1]), ungapped(cells[2])


def joined(lines: dict[str, str]) -> str:
    """The lines of a file, in their order."""
    return "\n".join(lines[gram] for gram in sorted(lines))


def split(text: str) -> dict[str, str]:
    """The lines of a file by what they are the lines of."""
    return {gram_of(line): line for line in text.split("\n") if line}


def _spoken(gram: str) -> tuple[str, ...]:
    text, _space, unusual = gram.removeprefix(START).partition(" ")
    return tuple(unusual.split(" ")) if unusual else _usual(text)


def _initials(gram: str) -> str:
    start = START if gram.startswith(START) else ""
    return start + "".join(map(initial, _spoken(gram)))


def sound(gram: str) -> str:
    """How letters sound, as far as people tell sounds apart."""
    return " ".join(map(folded, _spoken(gram)))


FILED: dict[str, Callable[[str], str]] = {
    "n": _initials,
    "u": sound,
    "t": sound,
    "p": lambda code: code[:TOWN],
    "k": str,
}


def sounds(pairs: Iterable[str]) -> tuple[str, str]:
    """The syllables that names are made of, and which follow which, as pairs of their places."""
    found = [pair.split(" ") for pair in pairs]
    known = sorted({spoken for pair in found for spoken in pair})
    where = {spoken: number for number, spoken in enumerate(known)}
    placed = sorted(where[one] * len(known) + where[other] for one, other in found)
    return " ".join(known), gaps(placed)


@lru_cache(TEXTS)
def _in_words(text: str) -> frozenset[str]:
    """Two letters in a row of a text; a stop between them is no bridge."""
    return frozenset(word[at : at + 2] for word in words(text) for at in _range(word, 2))
