"""Remembers pieces of pages that are alike: the frame around all of them, the cards of one town.

A piece is what a macro of given values gives, seen from one place: its links are relative. Which
links it has is noted when it is made, so that a page from which one of them would be another gets
a piece of its own. It changes no byte.
"""

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from pages.relative import RelativeLinks, nearby
from pages.templating import Plain

# A macro, as Jinja has it or as a plain function of the same text.
Piece = Callable[..., str]
# Enough for the towns of a province; what is remembered holds its values.
MOST = 20_000
BY_VALUE = frozenset({str, Markup, int, float, bool, type(None)})


class Alike(Plain):
    """In the place of `alike` in templates."""

    def __init__(self, links: RelativeLinks) -> None:
        self._links = links
        self._pieces: dict[tuple[Any, ...], tuple[str, frozenset[str], Any, set[str]]] = {}

    def __call__(self, macro: Piece, *values: Any) -> str:
        links = self._links
        key = (macro, links.quarter, *map(_known_by, values))
        found = self._pieces.get(key)
        if found is not None and not (found[1] and links.is_near(found[1])):
            if links.asked is not None:
                links.asked |= found[3]
            return found[0]
        before, self._links.asked = self._links.asked, set()
        try:
            piece = macro(*values)
            asked = self._links.asked
        finally:
            self._links.asked = before
        if before is not None:
            before |= asked
        near = nearby(asked, self._links.quarter[1])
        if found is None and not self._links.is_near(near) and len(self._pieces) < MOST:
            self._pieces[key] = (piece, near, values, asked)
        return piece


def _known_by(value: Any) -> Any:
    """Plain values by themselves, others by being the same object, which is kept while they are."""
    kind = type(value)
    if kind in BY_VALUE:
        return value
    if kind is tuple:
        return tuple(map(_known_by, value))
    return id(value)
