"""Requests about one's own data: counted, answered once, handed over, linked to what was changed.

Whoever counts what is open or overdue calls `counts`; there is no second rule. An answer is not
rewritten. Deleting is granted only for somebody who has left the register: the others' files are
kept by a duty of the law.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from admin.accounts import scope
from admin.accounts.users import User
from admin.registry import logged
from admin.registry.people.elders import Elder, ElderVersion
from admin.registry.rights.rows import RequestChange, RightsRequest
from admin.registry.rules import rights_clock


class NotNow(Exception):
    """It has been answered, or lacks its answer; the message is no word for a page."""


class StillRegistered(Exception):
    """A file that the duty needs is not deleted on request."""


@dataclass(frozen=True)
class Counts:
    """How many requests wait for an answer, and how many of them are beyond their day."""

    open: int
    overdue: int


def is_open() -> Any:
    """Which requests wait for their answer."""
    return RightsRequest.void_at.is_null() & RightsRequest.decided_at.is_null()


def is_overdue(today: date) -> Any:
    """Which of them should have been answered before today; see `rights_clock.state`."""
    return is_open() & (RightsRequest.due_on < today)


def counts(user: User, today: date) -> Counts:
    """What waits in somebody's area."""
    mine = scope.visible(user, RightsRequest.select(), RightsRequest)
    return Counts(mine.where(is_open()).count(), mine.where(is_overdue(today)).count())


def state(row: RightsRequest, today: date) -> str:
    """One of answered, overdue, pressing and running."""
    return rights_clock.state(row.due_on, row.decided_at is not None, today)


def decide(
    row: RightsRequest, answer: str, text: str, *, actor_id: int | None, now: datetime
) -> None:
    """Answer a request; who did so and when is kept with it.

    :raises NotNow: it is answered or void, the word is none, or a refusal lacks its reason.
    :raises StillRegistered: deleting is granted although the elder is in the register.
    :raises logged.Outdated: somebody did something meanwhile.
    """
    fits = answer in RightsRequest.ANSWERS and bool(text)
    if not fits or row.decided_at is not None or row.void_at is not None:
        raise NotNow
    if row.type == "delete" and answer != "refused" and row.elder.is_active:
        raise StillRegistered
    values = {
        "answer": answer,
        "answer_text": text,
        "decided_by": actor_id,
        "decided_at": now,
    }
    logged.change(row, values, actor_id=actor_id, now=now)


def hand_over(row: RightsRequest, on: date, *, actor_id: int | None, now: datetime) -> None:
    """Note the day on which the asker got the answer.

    :raises NotNow: there is no answer yet, or it has been handed over.
    """
    if row.decided_at is None or row.handed_on is not None:
        raise NotNow
    logged.change(row, {"handed_on": on}, actor_id=actor_id, now=now)


def link(row: RightsRequest, elder: Elder, actor_id: int | None, now: datetime) -> None:
    """Tie the change that was just made to the request that asked for it."""
    version = (
        ElderVersion.select()
        .where((ElderVersion.elder == elder) & (ElderVersion.at == now))
        .where(ElderVersion.author_id == actor_id)
        .order_by(ElderVersion.id.desc())
        .first()
    )
    if version is not None and row.elder_id == elder.id:
        RequestChange.create(elder=elder, request=row, version=version)


def changes(row: RightsRequest) -> list[ElderVersion]:
    """What was changed for a request, the earliest first."""
    query = ElderVersion.select().join(RequestChange).where(RequestChange.request == row)
    return list(query.order_by(ElderVersion.id))
