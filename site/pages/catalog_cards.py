"""Turns one row into the value that a page shows of it: a link, a card, its phones.

Knows rows and values and no page. A contact's personal name passes only with its recorded consent.
"""

import re
from collections.abc import Iterable
from functools import partial
from typing import Any

from models import (
    Activity,
    Area,
    Category,
    Channel,
    ContactPoint,
    Placed,
    Provider,
    Published,
    Service,
    VolunteerTeam,
)
from pages import verification
from pages.catalog_index import Index
from pages.catalog_values import (
    ActivityCard,
    Call,
    ChannelCard,
    ContactCard,
    ContactGroup,
    Kept,
    Link,
    Need,
    Phone,
    ProviderCard,
    ServiceCard,
    Spot,
    TeamCard,
)
from pages.rows import let_go

EXTENSION = re.compile(r"转|分机|ext|#", re.IGNORECASE)


def link(row: Published) -> Link:
    """A link to the page of a row."""
    slug = row.code if isinstance(row, Area) else row.slug
    return Link(row.kind, slug, row.name)


def links(rows: Iterable[Published]) -> tuple[Link, ...]:
    """Links to the pages of rows, in their order."""
    return tuple(map(link, rows))


def phones(row: Any) -> tuple[Phone, ...]:
    """The numbers of a row, the one to ring first on top; worked out once, shown on many pages."""
    known: tuple[Phone, ...] | None = row.__dict__.get("numbers")
    if known is None:
        entries = row.phones or []
        known = tuple(_phone(entry) for entry in entries if entry.get("number"))
        row.__dict__["numbers"] = known
    return known


def _phone(entry: dict[str, str]) -> Phone:
    number = entry["number"].strip()
    return Phone(number, dialled(number), entry.get("label") or "", entry.get("hours") or "")


def dialled(number: str) -> str:
    """The digits of a number up to its extension, which has to be asked for."""
    plain = number.replace("-", "")
    if plain.isascii() and plain.isdigit():
        return plain
    return re.sub(r"[^0-9]", "", EXTENSION.split(number)[0])


def calls(index: Index, row: Placed, makers: Iterable[Placed] = ()) -> tuple[Call, ...]:
    """Whom to ring about a record: its own numbers, else its makers', else its office's."""
    own = phones(row)
    if own:
        return (Call(None, own),)
    theirs = tuple(Call(made.name, phones(made)) for made in makers if phones(made))
    return theirs or nearest_calls(index, row.area_id)


def nearest_calls(index: Index, code: str) -> tuple[Call, ...]:
    """The contact points of an area, or of the nearest one above it that has a number."""
    return index.reads.remembered(("nearest", code), lambda: _nearest_calls(index, code))


def _nearest_calls(index: Index, code: str) -> tuple[Call, ...]:
    for area in reversed(index.lineage(code)):
        found = [Call(made.name, phones(made)) for made in index.contacts[area.code]]
        if any(call.phones for call in found):
            return tuple(call for call in found if call.phones)
    return ()


def kept(index: Index, row: Placed) -> Kept:
    """Who keeps a record, when it was checked, and whom to tell of a mistake."""
    office = index.get("area", row.area_id)
    whom = next(iter(nearest_calls(index, row.area_id)), None)
    has_phones = bool(phones(row))
    return Kept(
        key=row.key,
        office=link(office) if office else None,
        verified_on=row.verified_on,
        revision=row.revision,
        link=link(row),
        label=row.label,
        source=getattr(row, "source", ""),
        interval=verification.interval(has_phones),
        overdue=overdue(index, row),
        report=Call(whom.who, whom.phones[:1]) if whom else None,
    )


def overdue(index: Index, row: Placed) -> bool:
    """Whether a record must be checked again."""
    return verification.is_overdue(row.verified_on, index.today, bool(phones(row)))


def spot(index: Index, row: Any, name: str, address: str) -> Spot:
    """Where a placed row is to be found on a map."""
    found = [area.name for area in index.lineage(row.area_id) if area.level == "district"]
    latitude, longitude = getattr(row, "latitude", None), getattr(row, "longitude", None)
    return Spot(name, address, found[0] if found else "", latitude, longitude)


def service_card(index: Index, row: Service) -> ServiceCard:
    """A service in a list, with the one number to ring."""
    return service_cards(index, (row,))[0]


def service_cards(index: Index, rows: Iterable[Service]) -> tuple[ServiceCard, ...]:
    """Services in a list, in their order; each card is made once, and shown on many pages."""
    named = (((row.kind, row.key), row) for row in rows)
    return index.reads.each_remembered(named, partial(_service_card, index))


def _service_card(index: Index, row: Service) -> ServiceCard:
    first = next(iter(calls(index, row, index.many("provider", row.providers))), None)
    areas = tuple(area.name for area in index.many("area", row.areas))
    cost = Service.COSTS.get(row.cost_kind, "")
    phone = first.phones[0] if first else None
    card = ServiceCard(link(row), row.summary, cost, phone, areas, overdue(index, row))
    let_go(row)
    return card


def provider_card(row: Provider, distance_km: float | None = None) -> ProviderCard:
    """An institution in a list, and how far it is where that is known."""
    known: ProviderCard | None = row.__dict__.get("card")
    if distance_km is None and known is not None:
        return known
    kind = Provider.TYPES.get(row.type, "")
    card = ProviderCard(link(row), kind, row.address, phones(row), distance_km)
    if distance_km is None:
        row.__dict__["card"] = card
    return card


def team_card(row: VolunteerTeam) -> TeamCard:
    """A volunteer team in a list."""
    return TeamCard(link(row), row.summary, phones(row))


def channel_card(row: Channel) -> ChannelCard:
    """A way to get services in a list."""
    known: ChannelCard | None = row.__dict__.get("card")
    if known is None:
        kind = Channel.TYPES.get(row.type, "")
        known = row.__dict__["card"] = ChannelCard(link(row), kind, row.summary, phones(row))
    return known


def contact_card(index: Index, row: ContactPoint) -> ContactCard:
    """Somebody to ring."""
    return ContactCard(
        key=row.key,
        slug=row.slug,
        name=row.name,
        duty=row.duty,
        person=row.person if row.person_consent_on else "",
        address=row.address,
        phones=phones(row),
        hours=index.hours(row),
        spot=spot(index, row, row.name, row.address),
    )


def contact_group(index: Index, area: Area) -> ContactGroup | None:
    """The contact points of an area, or None where it has none."""
    found = tuple(contact_card(index, row) for row in index.contacts[area.code])
    return ContactGroup(link(area), found) if found else None


def activity_card(index: Index, row: Activity) -> ActivityCard:
    """A dated event in a list."""
    area = index.get("area", row.area_id)
    name = area.name if area else ""
    return ActivityCard(link(row), row.summary, row.starts_at, row.ends_at, row.place, name)


def activity_cards(index: Index, rows: Iterable[Activity]) -> tuple[ActivityCard, ...]:
    """Dated events in a list, in their order."""
    return tuple(activity_card(index, row) for row in rows)


def need(index: Index, row: Category) -> Need:
    """A category as an elder would say it."""
    children = tuple(need(index, child) for child in index.subcategories[row.key])
    count = len(index.services_of_category[row.key]) + sum(child.count for child in children)
    return Need(link(row), row.need or row.name, row.summary, row.icon, count, children)
