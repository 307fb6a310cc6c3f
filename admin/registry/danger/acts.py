"""What is done to an incident and to an entry of the risk list, act by act, in order.

Nobody approves what they proposed themselves, neither the entering nor the leaving. A report to the
town is acknowledged by the town. Each act happens once and is in the trail.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from admin.registry import logged
from admin.registry.danger.rows import Incident, RiskEntry
from admin.registry.logged import Logged


class NotNow(Exception):
    """The act is not due, has been done, lacks its text, or belongs to another person."""


Act = Callable[[Any, str, int | None, datetime], dict[str, Any]]


def _need(*conditions: object) -> None:
    if not all(conditions):
        raise NotNow


def respond(row: Incident, text: str, _actor: int | None, now: datetime) -> dict[str, Any]:
    """Somebody is with the elder, or has seen to it."""
    _need(row.responded_at is None, row.closed_at is None, text)
    return {"responded_at": now, "response": text}


def tell_town(row: Incident, _text: str, _actor: int | None, now: datetime) -> dict[str, Any]:
    """It is reported to the town's civil affairs office."""
    _need(row.told_town_at is None)
    return {"told_town_at": now}


def acknowledge(row: Any, _text: str, actor: int | None, now: datetime) -> dict[str, Any]:
    """The town has read the report."""
    told = row.told_town_at if isinstance(row, Incident) else row.approved_at
    _need(told is not None, row.acknowledged_at is None)
    return {"acknowledged_at": now, "acknowledged_by": actor}


def close(row: Incident, text: str, _actor: int | None, now: datetime) -> dict[str, Any]:
    """It is over, and how."""
    _need(row.closed_at is None, text)
    return {"closed_at": now, "outcome": text}


def approve(row: RiskEntry, _text: str, actor: int | None, now: datetime) -> dict[str, Any]:
    """Another person than the proposer puts the elder on the list; that is its report too."""
    _need(row.approved_at is None, actor is not None, actor != row.made_by)
    return {"approved_at": now, "approved_by": actor}


def ask_to_leave(row: RiskEntry, text: str, actor: int | None, _now: datetime) -> dict[str, Any]:
    """Somebody proposes that the elder needs this no longer."""
    _need(row.approved_at is not None, row.left_at is None, not row.leave_reason, text)
    return {"leave_reason": text, "leave_asked_by": actor}


def keep(row: RiskEntry, _text: str, _actor: int | None, _now: datetime) -> dict[str, Any]:
    """The elder stays on the list."""
    _need(row.left_at is None, row.leave_reason)
    return {"leave_reason": "", "leave_asked_by": None}


def let_leave(row: RiskEntry, _text: str, actor: int | None, now: datetime) -> dict[str, Any]:
    """Another person than the proposer takes the elder off the list."""
    _need(row.left_at is None, row.leave_reason, actor is not None, actor != row.leave_asked_by)
    return {"left_at": now, "left_by": actor}


INCIDENT: dict[str, Act] = {
    "respond": respond,
    "tell": tell_town,
    "acknowledge": acknowledge,
    "close": close,
}
RISK: dict[str, Act] = {
    "approve": approve,
    "acknowledge": acknowledge,
    "leave": ask_to_leave,
    "keep": keep,
    "let": let_leave,
}
# What is for the editors of a town or the district.
DECISIONS = frozenset({"acknowledge", "approve", "keep", "let"})


def do(row: Logged, act: Act, text: str, *, actor_id: int | None, now: datetime) -> None:
    """Do it, if it is due.

    :raises NotNow: it is not.
    :raises logged.Outdated: somebody did something meanwhile.
    """
    if row.void_at is not None:
        raise NotNow
    logged.change(row, act(row, text, actor_id, now), actor_id=actor_id, now=now)
