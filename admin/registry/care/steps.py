"""The way of a request: accepted or refused, delivered, confirmed by the elder; and no other.

Every step is one act with its day, in the order of time, and is in the trail. A service that only
its maker calls done is not done: the elder's own answer closes it.
"""

from datetime import date, datetime

from admin.registry import logged
from admin.registry.care.rows import ServiceRequest

NEXT: dict[str, tuple[str, ...]] = {
    "asked": ("accepted", "refused"),
    "accepted": ("delivered", "refused"),
    "delivered": ("confirmed",),
    "confirmed": (),
    "refused": (),
}
DAYS = {"accepted": "accepted_on", "delivered": "delivered_on", "confirmed": "confirmed_on"}


class NotNow(Exception):
    """The request is not at this step, or lacks what the step needs; the message says what."""


def take(
    request: ServiceRequest,
    step: str,
    *,
    reply: str,
    funding: str,
    answer: str,
    today: date,
    actor_id: int | None,
    now: datetime,
) -> None:
    """Take a request one step on.

    A service that the elder says was not done goes back to accepted.

    :raises NotNow: another step is due.
    :raises logged.Outdated: somebody took it meanwhile.
    """
    if request.void_at is not None or step not in NEXT[request.state]:
        raise NotNow
    if (step == "refused" and not reply) or (step == "confirmed" and not answer):
        raise NotNow
    values: dict[str, object] = {"state": step}
    if step in DAYS:
        values[DAYS[step]] = today
    values |= {"reply": reply} if reply else {}
    values |= {"funding": funding} if funding else {}
    values |= {"answer": answer} if answer else {}
    if step == "confirmed" and answer == "not_done":
        values |= {"state": "accepted", "delivered_on": None, "confirmed_on": None}
    logged.change(request, values, actor_id=actor_id, now=now)
