"""The search index: every file that a browser needs to search the site without a server.

A browser reads the directory first, whose name the search page tells, and then what a query needs:
the directory names lists of names, and those name the files. So an old page finds its old files or
none, and what has not changed keeps its name. Nothing here ranks; `site/static/js/search.js` does.
"""

from collections.abc import Collection, Iterable
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import Any

from pages import search_state
from pages.articles import Article
from pages.catalog_index import Index
from pages.search_files import DIGEST, digest, file_name, script
from pages.search_making import CARD_FILES, CARDS, Records, anew
from pages.search_postings import files_for, gaps, sounds
from pages.search_revising import again
from pages.search_state import Before
from pages.search_words import common_characters, syllable

__all__ = ["Before", "SearchIndex"]

GROUP = 16  # files whose names are in one file
ABSENT = "0" * DIGEST


class SearchIndex:
    """The files by name; `directory` is the name of the one to begin with.

    `before` is what an earlier build has made: then only what differs is made, and the rest where
    somebody asks for it. `total` is how many numbers entries may have.
    """

    def __init__(
        self, index: Index, articles: Iterable[Article], before: Before | None = None
    ) -> None:
        self._facts = index, list(articles)
        self._records = Records(*self._facts)
        known = again(self._records, before) if before else None
        self._is_whole = known is None
        self._made = known or anew(self._records)
        self._add_others()
        self._own: dict[str, str] = {}
        self.directory = self._add_directory()
        self.total = self._records.numbers.total

    @property
    def names(self) -> list[str]:
        """The names of all files."""
        state = self._made.state
        found = {file_name(*one) for one in state.others.items()} | self._own.keys()
        for family, versions in state.digests.items():
            found |= {file_name(f"{family}{n}", version) for n, version in versions.items()}
        return sorted(found)

    @property
    def files(self) -> dict[str, str]:
        """Every file by its name."""
        return {name: self.text(name) for name in self.names}

    def text(self, name: str) -> str:
        """A file of the index, or nothing where there is none of that name."""
        found = self._own.get(name) or self._made.texts.get(name, "")
        return found if found or self._is_whole else self._whole.text(name)

    @cached_property
    def _whole(self) -> "SearchIndex":
        return SearchIndex(*self._facts)

    def number(self, kind: str, key: str) -> int:
        """The number of an entry."""
        return self._made.state.entries[f"{kind}:{key}"][0]

    def keep(self, path: Path) -> bytes:
        """Keep what the next build needs; what the ledger is to call it."""
        return search_state.write(path, self._made.state, self._made.fresh)

    def _add_others(self) -> None:
        state, made = self._made.state, self._made
        if "areas" not in state.others:
            made.add_other("areas", _areas(self._records.sources["area"]))
        if "characters" not in state.others:
            made.add_other("characters", _characters(state.letters))
        if "sounds" not in state.others:
            made.add_other("sounds", sounds(state.sounds))

    def _add_directory(self) -> str:
        state, numbers = self._made.state, self._records.numbers
        counts = {family: files_for(size) for family, size in state.sizes.items()}
        each = {**counts, CARD_FILES: -(-numbers.total // CARDS)}
        parts = {
            **state.others,
            "cards": CARDS,
            "counts": counts,
            "group": GROUP,
            "lists": {family: self._add_lists(family, count) for family, count in each.items()},
            "ranges": numbers.ranges,
            "widths": sorted({len(code) for code in self._records.sources["area"]}),
        }
        return self._add("directory", parts)

    def _add_lists(self, family: str, count: int) -> str:
        """The names of a family's files, in files of their own; the names of these in a row."""
        versions = self._made.state.digests[family]
        found = [versions.get(number, ABSENT) for number in range(count)]
        parts = [("".join(found[start : start + GROUP])) for start in range(0, count, GROUP)]
        for number, part in enumerate(parts):
            self._add(f"{family}names{number}", part)
        return "".join(map(digest, parts))

    def _add(self, name: str, part: Any) -> str:
        file = file_name(name, digest(part))
        self._own[file] = script(name, part)
        return file


def _characters(letters: Iterable[str]) -> str:
    """How every common character and every one of the site is read: "can餐参 song送松"."""
    spoken: dict[str, list[str]] = {}
    for letter in sorted({*common_characters(), *letters}):
        if syllable(letter) != letter:
            spoken.setdefault(syllable(letter), []).append(letter)
    return " ".join(read + "".join(same) for read, same in sorted(spoken.items()))


def _areas(codes: Collection[str]) -> list[list[Any]]:
    """Every code, as numbers of so many digits; in the order of the areas' numbers."""
    in_order = sorted(codes, key=lambda code: (len(code), code))
    return [[size, gaps(map(int, same))] for size, same in groupby(in_order, key=len)]
