"""For whom a night can change anything: whose day comes by the calendar alone, and who is new.

What people write is answered when they write it. What is left to the night are birthdays, half
years that become full, new weeks and new months; of a million elders that is a few in a hundred. It
only narrows the night's work: now and then everybody is asked all the same, so that a village that
became rural, or another measure in the configuration, reaches them too.
"""

from datetime import date, timedelta

import peewee as pw

from admin.registry.in_force import Rules
from admin.registry.people.elders import Elder
from admin.registry.people.families import Relative
from admin.registry.rules import days

# Up to so many are asked every night: it takes half a minute.
FEW = 200_000
SUNDAY = 6
# A birthday on 29 February, and months of different lengths.
SLACK = timedelta(days=3)


def chosen(today: date, rules: Rules) -> pw.Expression | None:
    """Whom to ask this night; None is everybody."""
    everybody = today.day == 1 or today.weekday() == SUNDAY
    if everybody or Elder.select().where(Elder.left_on.is_null()).count() <= FEW:
        return None
    return may_change(today, rules)


def may_change(today: date, rules: Rules) -> pw.Expression:
    """Whoever could be answered differently today than on any day of this month before."""
    month = today.replace(day=1)
    unasked = Elder.computed_on.is_null() | (Elder.computed_on < month)
    often = [tier for tier, cadence in rules.cadences.items() if cadence != "month"]
    turned = _turned(today, rules.definition.age) | _turned(today, rules.measures.aged_from)
    return unasked | Elder.tier.in_(often) | turned | Elder.id.in_(_left(today, rules))


def _turned(today: date, age: int) -> pw.Expression:
    """Whose birthday of that age has come since the month began."""
    first = days.months_after(today.replace(day=1), -12 * age) - SLACK
    return Elder.born_on.between(first, days.months_after(today, -12 * age) + SLACK)


def _left(today: date, rules: Rules) -> pw.ModelSelect:
    """The elders of whose family somebody has been away for the time that counts since then."""
    months = rules.definition.months
    first = days.months_after(today.replace(day=1), -months) - SLACK
    last = days.months_after(today, -months) + SLACK
    away = Relative.left_since.between(first, last) & Relative.removed_at.is_null()
    return Relative.select(Relative.elder).where(away)
