"""Where the demonstration's institutions stand: plausible places, near each other within a town.

The same area and kind stand at the same spot for every seed; nothing is measured and no building is
meant. Only Zhangdian is known: elsewhere nothing is located.
"""

import random
from typing import NamedTuple

ZHANGDIAN = "370303"
# The middle of the district; how far its towns, their villages and the houses there spread.
MIDDLE = (36.80, 118.06)
TOWNS, VILLAGES, HOUSES = 0.065, 0.015, 0.003


class Spot(NamedTuple):
    """GCJ-02 degrees, as a clerk would pick them on a map."""

    latitude: float
    longitude: float


def stand(code: str, kind: str) -> Spot | None:
    """Where an institution of a kind stands in an area; None outside of Zhangdian."""
    if not code.startswith(ZHANGDIAN):
        return None
    steps = [(code[:9], TOWNS), (code, VILLAGES if len(code) > 9 else 0), (code + kind, HOUSES)]
    north, east = MIDDLE
    for name, spread in steps:
        # A stream of its own for each name: one more institution moves no other.
        dice = random.Random(name)  # noqa: S311 (nothing here is a secret)
        north += dice.uniform(-spread, spread)
        east += dice.uniform(-spread, spread)
    return Spot(round(north, 5), round(east, 5))
