"""When a record is due to be checked again: the one source of that rule, for both faces.

Pure: dates in, a date or a claim out. It does not say who checks, and it hides nothing: a record
that is overdue stays on the site and says so.
"""

from datetime import date, timedelta
from functools import lru_cache

# A number that has moved to another desk does harm at once; an address seldom changes.
DAYS_WITH_PHONES = 90
DAYS_WITHOUT_PHONES = 180


def interval(has_phones: bool) -> int:
    """For how many days a check holds."""
    return DAYS_WITH_PHONES if has_phones else DAYS_WITHOUT_PHONES


def due_on(verified_on: date | None, has_phones: bool) -> date | None:
    """The last day on which a check still holds; None where there never was one."""
    if verified_on is None:
        return None
    return verified_on + timedelta(days=interval(has_phones))


@lru_cache(10_000)
def is_overdue(verified_on: date | None, today: date, has_phones: bool) -> bool:
    """Whether a record must be checked; one that never was is overdue."""
    due = due_on(verified_on, has_phones)
    return due is None or due < today
