"""Until when a request about one's own data must be answered, and whether that day has passed.

The law says "in good time" (个人信息保护法 art. 50); GB/T 35273-2020 8.7 sets thirty days, which is
the limit here. An office may promise less, never more.
"""

from datetime import date, timedelta

LONGEST_DAYS = 30
# From so many days before the end on, a request is shown as pressing.
PRESSING_DAYS = 3


def due_on(asked_on: date, days: int) -> date:
    """The last day for the answer; a longer promise than the limit is cut to it."""
    return asked_on + timedelta(days=min(max(days, 1), LONGEST_DAYS))


def state(due: date, is_answered: bool, today: date) -> str:
    """One of answered, overdue, pressing and running; the last day itself is still in time."""
    if is_answered:
        return "answered"
    if today > due:
        return "overdue"
    return "pressing" if (due - today).days <= PRESSING_DAYS else "running"
