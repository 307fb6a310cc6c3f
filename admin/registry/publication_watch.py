"""What of the registry may never be read in a published text: names, telephones and addresses.

A pure matcher over words and numbers that it is given; the release asks it through
`desk.leaks.watch`. It answers yes or no and never which: its answer must not tell who is in the
registry.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable

SHORTEST_NAME = 2
SHORTEST_ADDRESS = 6
SHORTEST_NUMBER = 7
# Between the characters of a name nothing of this makes it another name.
APART = re.compile(r"[\s·•・‧_\-—]+")
DIGITS = re.compile(r"\d{7,}")


class Lexicon:
    """Words and numbers to look for; made once, then asked for any number of texts.

    A text of n characters costs n look-ups of two characters each, however many words there are.
    """

    def __init__(
        self,
        names: Iterable[str] = (),
        addresses: Iterable[str] = (),
        numbers: Iterable[str] = (),
        allowed: Collection[str] = (),
    ) -> None:
        words = {joined(name) for name in names}
        words = {word for word in words if len(word) >= SHORTEST_NAME and not word.isascii()}
        words |= {a for a in map(joined, addresses) if len(a) >= SHORTEST_ADDRESS}
        self._words: dict[str, list[str]] = defaultdict(list)
        for word in words - set(map(joined, allowed)):
            self._words[word[:2]].append(word)
        self._numbers = {ending(number) for number in numbers if len(digits(number)) >= 7}

    def finds(self, text: str) -> bool:
        """Whether the text holds one of the words or numbers."""
        return self._finds_word(joined(text)) or any(
            ending(run) in self._numbers for run in DIGITS.findall(text)
        )

    def _finds_word(self, text: str) -> bool:
        return any(
            text.startswith(word, place)
            for place in range(len(text) - 1)
            for word in self._words.get(text[place : place + 2], ())
        )


def joined(text: str) -> str:
    """The text without what only keeps characters apart."""
    return APART.sub("", text)


def digits(number: str) -> str:
    """The digits of a telephone number."""
    return re.sub(r"\D", "", number)


def ending(number: str) -> str:
    """What two spellings of a telephone number share: eleven digits of a mobile, seven of a land
    line, with or without the codes of country and city."""
    bare = digits(number).removeprefix("86")
    return bare if len(bare) == 11 and bare.startswith("1") else bare[-SHORTEST_NUMBER:]
