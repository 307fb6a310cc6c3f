"""一帮一, 多帮一, 一帮多: what a pairing is follows from who helps whom, and is never typed in.

A pure function of the pairs in force. People who are joined by pairs, however far along, are one
circle; its numbers of companions and of elders decide. Several with several is shown as a warning.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import Literal

from models import N_

Mode = Literal["one_to_one", "many_to_one", "one_to_many", "many_to_many"]
MODES: dict[Mode, str] = {
    "one_to_one": N_("一帮一"),
    "many_to_one": N_("多帮一"),
    "one_to_many": N_("一帮多"),
    "many_to_many": N_("多帮多（请理清）"),
}
Pair = tuple[Hashable, Hashable]
Links = dict[Hashable, set[Hashable]]


def modes(pairs: Iterable[Pair]) -> dict[Pair, Mode]:
    """The mode of each pair (companion, elder) from the whole graph."""
    wanted = set(pairs)
    elders_of, companions_of = _neighbours(wanted)
    found: dict[Pair, Mode] = {}
    for start in wanted:
        if start not in found:
            companions, elders = _circle(start[0], elders_of, companions_of)
            mode = _mode(len(companions), len(elders))
            found |= {(c, e): mode for c in companions for e in elders_of[c]}
    return found


def _neighbours(pairs: set[Pair]) -> tuple[Links, Links]:
    elders_of: Links = defaultdict(set)
    companions_of: Links = defaultdict(set)
    for companion, elder in pairs:
        elders_of[companion].add(elder)
        companions_of[elder].add(companion)
    return elders_of, companions_of


def _circle(
    companion: Hashable, elders_of: Links, companions_of: Links
) -> tuple[set[Hashable], set[Hashable]]:
    """All companions and all elders that are joined to this companion."""
    companions, waiting = {companion}, [companion]
    elders: set[Hashable] = set()
    while waiting:
        fresh = elders_of[waiting.pop()] - elders
        elders |= fresh
        joined = set().union(*(companions_of[elder] for elder in fresh)) - companions
        companions |= joined
        waiting += joined
    return companions, elders


def _mode(companions: int, elders: int) -> Mode:
    if companions == 1:
        return "one_to_one" if elders == 1 else "one_to_many"
    return "many_to_one" if elders == 1 else "many_to_many"
