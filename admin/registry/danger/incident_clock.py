"""The clock of an incident: how long until somebody came, until it was over, and who must know.

A pure function of three instants (UTC) and the gravity. Being late is shown to the village first,
to the town after twice the limit, to the district after four times. It does not judge the reason.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from models import N_

GRAVITIES: dict[str, str] = {
    "urgent": N_("紧急（有生命危险）"),
    "serious": N_("严重"),
    "ordinary": N_("一般"),
}
Level = Literal["", "village", "town", "district"]
LEVELS: dict[Level, str] = {
    "": "",
    "village": N_("村居要处理"),
    "town": N_("镇办要过问"),
    "district": N_("区里要督办"),
}


@dataclass(frozen=True)
class Limit:
    """How soon somebody must have come, how soon the town must know, how soon it must be over."""

    response: timedelta
    report: timedelta
    closing: timedelta


LIMITS: dict[str, Limit] = {
    "urgent": Limit(timedelta(hours=1), timedelta(hours=2), timedelta(days=3)),
    "serious": Limit(timedelta(hours=4), timedelta(hours=24), timedelta(days=7)),
    "ordinary": Limit(timedelta(hours=24), timedelta(days=3), timedelta(days=30)),
}


@dataclass(frozen=True)
class Times:
    """What happened when; None has not happened yet."""

    reported_at: datetime
    gravity: str = "ordinary"
    responded_at: datetime | None = None
    told_town_at: datetime | None = None
    closed_at: datetime | None = None


@dataclass(frozen=True)
class Clock:
    """What the clock says now."""

    response: timedelta
    closing: timedelta
    is_response_late: bool
    is_report_late: bool
    is_closing_late: bool
    level: Level

    @property
    def is_late(self) -> bool:
        return self.is_response_late or self.is_report_late or self.is_closing_late


def read(times: Times, now: datetime) -> Clock:
    """What the clock says; what has not happened is measured until now.

    An instant before the report (a phone's wrong clock) counts as none elapsed.
    """
    limit = LIMITS[times.gravity]
    closed = _elapsed(times, times.closed_at, now)
    # Who closes an incident has answered it.
    responded = _elapsed(times, times.responded_at or times.closed_at, now)
    told = _elapsed(times, times.told_town_at, now)
    return Clock(
        response=responded,
        closing=closed,
        is_response_late=responded > limit.response,
        is_report_late=told > limit.report,
        is_closing_late=closed > limit.closing,
        level=_level(times, responded, closed),
    )


def _elapsed(times: Times, happened: datetime | None, now: datetime) -> timedelta:
    return max((happened or now) - times.reported_at, timedelta())


def _level(times: Times, responded: timedelta, closed: timedelta) -> Level:
    """Who must see to an open incident; a closed one needs nobody."""
    if times.closed_at is not None:
        return ""
    limit = LIMITS[times.gravity]
    answered = times.responded_at is not None
    share = max(0.0 if answered else responded / limit.response, closed / limit.closing)
    if share > 4:
        return "district"
    if share > 2:
        return "town"
    return "village" if share > 1 or not answered else ""
