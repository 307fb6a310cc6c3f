"""Calendar arithmetic as the law counts: full years of age and months by the date.

民法典 art. 202: a period of months ends on the day with the same number, and where a month has no
such day, on its last. It knows no clock.
"""

from calendar import monthrange
from datetime import date


def months_after(day: date, months: int) -> date:
    """The same day so many months later; 31 August and half a year is the end of February."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def turns(born_on: date, years: int) -> date:
    """The birthday of that age; who was born on 29 February has it on 1 March in other years."""
    year = born_on.year + years
    if (born_on.month, born_on.day) == (2, 29) and monthrange(year, 2)[1] == 28:
        return date(year, 3, 1)
    return born_on.replace(year=year)


def age(born_on: date, today: date) -> int:
    """Full years (周岁) on that day."""
    had = (today.month, today.day) >= (born_on.month, born_on.day)
    return today.year - born_on.year - (not had)


def month_end(day: date) -> date:
    """The last day of the month."""
    return day.replace(day=monthrange(day.year, day.month)[1])
