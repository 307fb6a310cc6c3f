"""How the search reads a text: its letters, and the syllables that they are spoken in.

Spaces, punctuation, case, width and tone marks say nothing here. `site/static/js/search.js` reads
a query by the same rules, so what changes here changes there. It knows no record and no file.
"""

import re
import unicodedata
from functools import cache, lru_cache

CHINESE = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
# Texts that are remembered because records share them: a preview runs for months.
TEXTS = 20_000
RETROFLEX = re.compile("^([zcs])h")


@lru_cache(TEXTS)
def words(text: str) -> tuple[str, ...]:
    """The runs of letters and digits of a text: `送餐（３次）` is 送餐 and 3次."""
    plain = unicodedata.normalize("NFKD", text).lower()
    kinds = (unicodedata.category(letter)[0] for letter in plain)
    kept = (
        letter if kind in "LN" else "" if kind == "M" else " "
        for letter, kind in zip(plain, kinds, strict=True)
    )
    return tuple("".join(kept).split())


def letters(text: str) -> str:
    """A text without anything between its letters."""
    return "".join(words(text))


@cache
def syllable(letter: str) -> str:
    """How a character is read by itself; whatever is not Chinese is its own reading."""
    if not CHINESE.fullmatch(letter):
        return letter
    return _spelled(_sounds(letter)[0])


@lru_cache(TEXTS)
def syllables(text: str) -> tuple[str, ...]:
    """How each letter of a text is read where it stands: 长 of 村长 is not that of 长期."""
    return tuple(read for word in words(text) for read in _read(word))


@lru_cache(TEXTS)
def _read(word: str) -> list[str]:
    read: list[str] = []
    for part in re.findall(f"{CHINESE.pattern}|.", word):
        spoken = list(map(_spelled, _sounds(part))) if CHINESE.match(part) else [part]
        read += spoken if len(spoken) == len(part) else map(syllable, part)
    return read


def recorded(text: str, pinyin: str) -> tuple[str, ...]:
    """The syllables that an office has written down for a name, where they are as many."""
    written = tuple(map(_spelled, words(pinyin)))
    return written if len(written) == len(letters(text)) else syllables(text)


def _sounds(text: str) -> list[str]:
    from pypinyin import lazy_pinyin  # noqa: PLC0415 (loads much; most builds search nothing anew)

    return lazy_pinyin(text)


def _spelled(spoken: str) -> str:
    """Without ü, which nobody finds on a keyboard: pypinyin writes v for it."""
    return spoken.replace("v", "u")


@cache
def folded(spoken: str) -> str:
    """What a reading shares with those that people take for it.

    zh, ch, sh are z, c, s; n, r and l are one, as around Zibo; -ng is -n.
    """
    plain = RETROFLEX.sub(r"\1", spoken)
    if len(plain) > 1 and plain[0] in "nr":
        plain = f"l{plain[1:]}"
    return plain.removesuffix("g") if plain.endswith("ng") else plain


def initial(spoken: str) -> str:
    """The letter that a reading is filed under: z for zhu as for zu, l for ren."""
    first = folded(spoken)[0]
    return "l" if first in "nr" else first


def common_characters() -> str:
    """The 3,755 characters of GB 2312 that make up nearly all writing."""
    places = (bytes([row, cell]) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    return "".join(place.decode("gb2312", "ignore") for place in places)
