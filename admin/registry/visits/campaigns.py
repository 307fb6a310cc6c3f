"""Extra visits for heat, cold, snow and festivals: who is meant, and who has been seen.

A campaign reaches down: the district's holds in every village. Progress is counted from the visits
themselves; nothing is ticked by hand.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

import peewee as pw

from admin.accounts import audit, scope
from admin.accounts.users import User
from admin.registry.in_force import Act
from admin.registry.people.elders import Elder
from admin.registry.visits import duties
from admin.registry.visits.records import Campaign, Visit
from models import current_database

CALLS = ("phone", "video")


@dataclass(frozen=True)
class Progress:
    """How many are meant within the reader's area, and how many of them have been seen."""

    campaign: Campaign
    meant: int
    seen: int

    @property
    def waiting(self) -> int:
        return self.meant - self.seen


def visible(user: User) -> pw.ModelSelect:
    """Campaigns of the own area and of the areas above it."""
    return scope.pickable(user, Campaign.select(), Campaign)


def running(user: User, today: date) -> list[Progress]:
    """Those that hold today, with their progress."""
    found = visible(user).where(
        Campaign.starts_on <= today, Campaign.ends_on >= today, Campaign.closed_at.is_null()
    )
    return [progress(user, row) for row in found.order_by(Campaign.ends_on)]


def meant(user: User, campaign: Campaign) -> pw.ModelSelect:
    """The elders in scope that a campaign is for."""
    query = scope.visible(user, Elder.select(Elder.id), Elder).where(
        Elder.left_on.is_null(), Elder.area_code.startswith(campaign.area_code)
    )
    if campaign.audience == "priority":
        return query.where((Elder.is_priority == True) | (Elder.has_alarm == True))  # noqa: E712
    return query.where(Elder.living == "alone") if campaign.audience == "alone" else query


def seen(campaign: Campaign) -> Any:
    """That an elder has been seen in the campaign's days, as a condition."""
    modes = [duties.IN_PERSON, *(CALLS if campaign.phone_counts else ())]
    visits = Visit.select(Visit.elder).where(
        Visit.made_on.between(campaign.starts_on, campaign.ends_on),
        Visit.mode.in_(modes),
        Visit.taken_back_at.is_null(),
        Visit.area_code.startswith(campaign.area_code),
    )
    return Elder.id.in_(visits)


def progress(user: User, campaign: Campaign) -> Progress:
    query = meant(user, campaign)
    return Progress(campaign, query.count(), query.where(seen(campaign)).count())


def waiting(user: User, campaign: Campaign, most: int) -> list[int]:
    """Who has not been seen yet: the alarm first."""
    query = meant(user, campaign).where(~seen(campaign))
    ordered = query.order_by(Elder.has_alarm.desc(), Elder.is_priority.desc(), Elder.area_code)
    return [number for (number,) in ordered.limit(most).tuples()]


def begin(values: dict[str, Any], act: Act) -> Campaign:
    """Order a campaign."""
    with current_database.atomic():
        made: Campaign = Campaign.create(**values, author_id=act.author_id, created_at=act.now)
        _note(made, act, "begun")
    return made


def close(campaign: Campaign, act: Act) -> None:
    """End a campaign before its day."""
    with current_database.atomic():
        Campaign.update(closed_at=act.now).where(Campaign.id == campaign.id).execute()
        _note(campaign, act, "closed")


def _note(campaign: Campaign, act: Act, action: str) -> None:
    audit.note(
        "campaign_saved",
        now=act.now,
        kind="campaign",
        key=campaign.key,
        area_code=str(campaign.area_code),
        actor_id=act.author_id,
        action=action,
    )
