"""Draws whom an inspection asks: by lot, or by lot with more tickets where there is more risk.

The seed is kept with the inspection, so that anybody can draw again and see that nobody chose. It
takes keys and weights only, and knows no names.
"""

import random
import secrets
from collections.abc import Mapping

# With the number and a colon it fits the column.
BYTES = 12


def new_seed(number: int) -> str:
    """A seed that nobody can know before the draw; its number says which inspection it belongs to.

    What followed from number and place could be worked out the day before. Who draws again until
    the lot pleases leaves every earlier inspection behind, void with its reason.
    """
    return f"{number}:{secrets.token_hex(BYTES)}"


def draw(weights: Mapping[str, float], size: int, seed: str) -> list[str]:
    """`size` different keys (all of them if there are fewer), in the order drawn.

    The chance of a key grows with its weight (Efraimidis and Spirakis); equal weights are a plain
    lot. A weight of zero or less is never drawn. The order of the mapping does not matter.
    """
    dice = random.Random(seed)  # noqa: S311 (a lot that can be drawn again, no secret)
    tickets = [
        (dice.random() ** (1 / weights[key]), key) for key in sorted(weights) if weights[key] > 0
    ]
    return [key for _ticket, key in sorted(tickets, reverse=True)[:size]]


def risk_weight(*, is_priority: bool, is_alarming: bool, missed_months: int, doubts: int) -> float:
    """How many tickets an elder has: one, and more for risk and for work that looks like a form."""
    return 1 + 2 * is_priority + 3 * is_alarming + min(missed_months, 3) + min(doubts, 3)
