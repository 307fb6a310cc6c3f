"""Whether two issues beside each other show who came or went between them.

Where a number that stands in both changed by one to k-1, its readers learn of single people: such
an issue waits, or is rounded to fives as a whole. It compares what was frozen, never live rows.
"""

from collections.abc import Mapping
from dataclasses import dataclass

ROUNDED = 5
Shown = Mapping[tuple[str, str, str], int | None]


@dataclass(frozen=True)
class Difference:
    """A number of both issues that differs by a few: table, row, column, and the two values."""

    place: tuple[str, str, str]
    before: int
    after: int


def revealing(before: Shown, after: Shown, k: int) -> list[Difference]:
    """The numbers of exact issues whose change shows one to k-1 people.

    A number that only one of the issues shows has no difference.
    """
    return [
        Difference(place, old, new)
        for place, new in after.items()
        for old in [before.get(place)]
        if old is not None and new is not None and 0 < abs(new - old) < k
    ]


def regrouped(before: Mapping[str, list[str]], after: Mapping[str, list[str]]) -> bool:
    """Whether a group of towns is made up otherwise than in the issue before."""
    return any(before[name] != after[name] for name in before.keys() & after.keys())


def rounded(count: int | None) -> int | None:
    """A count to the nearest five, so that a change of a few cannot be told from none."""
    return None if count is None else ROUNDED * round(count / ROUNDED)
