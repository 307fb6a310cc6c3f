"""The search index: every file that a browser needs to search the site without a server.

A browser reads the directory first, whose name the search page tells, and then what a query needs.
All names change together with the content, so that an old page never reads a new file. The files
are scripts because a page that was opened from a disk may load nothing else; each only hands over
a value. Nothing here ranks: that is `site/static/js/search.js`.
"""

import hashlib
import json
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from pages.articles import Article
from pages.catalog_index import Index
from pages.search_entries import KINDS, Entry, entries
from pages.search_postings import numbers, postings
from pages.search_words import common_characters, syllable

CARDS = 16  # entries whose cards are in one file


class SearchIndex:
    """The files by name; `directory` is the name of the one to begin with.

    `kinds` are the kinds of entry and how many there are, in the order of their numbers.
    """

    def __init__(self, index: Index, articles: Iterable[Article]) -> None:
        found = entries(index, articles)
        lists = postings(tuple(found))
        self.kinds = [(kind, sum(entry.kind == kind for entry in found)) for kind in KINDS]
        parts: dict[str, Any] = {**lists.files, **_cards(found)}
        version = _digest(parts)
        self.files = {f"{name}.{version}.js": _script(name, part) for name, part in parts.items()}
        self.directory = self._add(
            "directory",
            {
                **_directory(index, found),
                "characters": self._add("characters", _characters(lists.letters)),
                "counts": lists.counts,
                "kinds": self.kinds,
                "sounds": self._add("sounds", lists.sounds),
                "version": version,
            },
        )

    def _add(self, name: str, part: Any) -> str:
        file = f"{name}.{_digest(part)}.js"
        self.files[file] = _script(name, part)
        return file


def _digest(part: Any) -> str:
    return hashlib.sha256(_json(part).encode()).hexdigest()[:10]


def _json(part: Any) -> str:
    return json.dumps(part, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def _script(name: str, part: Any) -> str:
    """JSON in a call; two line ends that JSON allows and older JavaScript does not are escaped."""
    data = _json(part).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f'Shouwang.take("{name}",{data});\n'


def _cards(found: list[Entry]) -> dict[str, list[list[str]]]:
    return {
        f"c{start // CARDS}": [_card(entry) for entry in found[start : start + CARDS]]
        for start in range(0, len(found), CARDS)
    }


def _card(entry: Entry) -> list[str]:
    """Slug, name, summary, label, number, and what to dial where that is not all its digits."""
    number = entry.phone.number if entry.phone else ""
    digits = entry.phone.digits if entry.phone else ""
    plain = "".join(letter for letter in number if letter in "0123456789")
    card = [entry.slug, entry.names[0].text, entry.summary, entry.label, number]
    return card if digits == plain else [*card, digits]


def _characters(letters: Iterable[str]) -> str:
    """How every common character and every one of the site is read: "can餐参 song送松"."""
    spoken: dict[str, list[str]] = {}
    for letter in sorted({*common_characters(), *letters}):
        if syllable(letter) != letter:
            spoken.setdefault(syllable(letter), []).append(letter)
    return " ".join(read + "".join(same) for read, same in sorted(spoken.items()))


def _directory(index: Index, found: list[Entry]) -> dict[str, Any]:
    """What every search needs: how much there is, for which places, of which category."""
    areas, categories = sorted(index.areas), sorted(index.categories, key=int)
    place = {code: number for number, code in enumerate(areas)}
    ordinal = {key: number for number, key in enumerate(categories, 1)}
    return {
        "areas": [[code, index.areas[code].name] for code in areas],
        "cards": CARDS,
        "categories": [
            [row.slug, ordinal.get(str(row.parent_id), 0)]
            for row in (index.categories[key] for key in categories)
        ],
        "of": numbers(ordinal.get(entry.category, 0) for entry in found),
        "places": [
            [[place[code] for code in codes], len(list(same))]
            for codes, same in groupby(found, key=lambda entry: entry.areas)
        ],
        "total": len(found),
    }
