"""Two people changed one record: which fields can be joined, and which somebody must choose.

Pure: three states of the fields go in (what both saw, what stands now, what the second typed). A
field that only one side changed is that side's; one that both changed differently is nobody's
until it is chosen. Nothing of either side is dropped in silence.
"""

from dataclasses import dataclass
from typing import Any, Literal

Side = Literal["theirs", "mine"]
Fields = dict[str, Any]


@dataclass(frozen=True)
class Merged:
    """The names of the fields by who changed them; `both` must be chosen, `alike` are agreed."""

    theirs: tuple[str, ...] = ()
    mine: tuple[str, ...] = ()
    both: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()


def merge(names: list[str], base: Fields, theirs: Fields, mine: Fields) -> Merged:
    """Who changed which of the named fields; those that nobody changed are left out."""
    sides: dict[str, list[str]] = {"theirs": [], "mine": [], "both": [], "alike": []}
    for name in names:
        side = _side(base.get(name), theirs.get(name), mine.get(name))
        if side:
            sides[side].append(name)
    return Merged(**{side: tuple(found) for side, found in sides.items()})


def _side(base: Any, theirs: Any, mine: Any) -> str:
    if theirs == mine:
        return "" if base == mine else "alike"
    if theirs == base:
        return "mine"
    return "theirs" if mine == base else "both"


def joined(found: Merged, theirs: Fields, mine: Fields, chosen: dict[str, Side]) -> Fields:
    """The fields to be saved on top of theirs.

    :raises KeyError: a field that both changed was not chosen.
    """
    from_me = [*found.mine, *(name for name in found.both if chosen[name] == "mine")]
    return theirs | {name: mine[name] for name in from_me}
