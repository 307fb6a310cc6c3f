"""The booklet of a whole district: whom to ring, services by need and by town, and an index.

Computes one plain value from the index. Page numbers are not its business: it names what is to be
found, and the booklet, once set, knows where that stands.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from models import Area, Provider
from pages.catalog_cards import contact_group, link, provider_card
from pages.catalog_index import Index
from pages.catalog_posters import Line, NeedOffers, hotlines, needs, numbers, villages
from pages.catalog_services import groups
from pages.catalog_values import ContactCard, Link, ProviderCard, ServiceCard
from pages.sounds import pinyin

# As many places of a service are named; the rest is a number.
MOST_AREAS = 3
# What does not begin with a letter comes last.
OTHER = "#"
PLACE_IN_NAME = re.compile(r"（[^（）]*）$")


@dataclass(frozen=True)
class VillageLine:
    """A village and the number that is rung first there."""

    area: Link
    line: Line | None


@dataclass(frozen=True)
class BookletTown:
    """One town: whom to ring, its villages, what it has beyond what the whole district has."""

    area: Link
    contacts: tuple[ContactCard, ...]
    villages: tuple[VillageLine, ...]
    needs: tuple[NeedOffers, ...]
    providers: tuple[ProviderCard, ...]


@dataclass(frozen=True)
class ServicePlace:
    """Where a service is had and at which number; `elsewhere` counts the places not named."""

    link: Link
    number: str
    areas: tuple[str, ...]
    elsewhere: int


@dataclass(frozen=True)
class BookletService:
    """A service that one place or many places have under the same name."""

    name: str
    summary: str
    places: tuple[ServicePlace, ...]


@dataclass(frozen=True)
class BookletNeed:
    """The services that answer one need."""

    need: str
    category: str
    services: tuple[BookletService, ...]


@dataclass(frozen=True)
class Initial:
    """The entries of the index that begin with one letter."""

    letter: str
    entries: tuple[Link, ...]


@dataclass(frozen=True)
class Booklet:
    """Everything that a district offers, to be held in the hand."""

    district: str
    hotline: Line | None
    hotlines: tuple[Line, ...]
    contacts: tuple[ContactCard, ...]
    needs: tuple[BookletNeed, ...]
    towns: tuple[BookletTown, ...]
    index: tuple[Initial, ...]
    as_of: date | None


def booklet(index: Index, district: Area | None, as_of: date | None) -> Booklet:
    """The booklet of everything that is published."""
    needs_of_all, towns = _needs(index), tuple(_town(index, town) for town in index.towns)
    contacts = _contacts(index, district) if district else ()
    known = {phone.digits for contact in contacts for phone in contact.phones}
    lines = hotlines(index, index.lineage(district.code)) if district else []
    return Booklet(
        district=district.name if district else "",
        hotline=lines[0] if lines else None,
        hotlines=tuple(line for line in lines if line.phone.digits not in known),
        contacts=contacts,
        needs=needs_of_all,
        towns=towns,
        index=_initials(index, needs_of_all, towns),
        as_of=as_of,
    )


def _contacts(index: Index, area: Area) -> tuple[ContactCard, ...]:
    group = contact_group(index, area)
    return group.contacts if group else ()


def _needs(index: Index) -> tuple[BookletNeed, ...]:
    found = groups(index, index.in_order(index.services.values()))
    return tuple(
        BookletNeed(
            group.need, group.category.name if group.category else "", _services(group.services)
        )
        for group in found
    )


def _services(cards: Iterable[ServiceCard]) -> tuple[BookletService, ...]:
    """Services as they come; those that differ by "（南定镇）" alone are one."""
    same: dict[tuple[str, str], list[ServiceCard]] = {}
    for card in cards:
        same.setdefault((plain_name(card.link.name), card.summary), []).append(card)
    return tuple(
        BookletService(
            name if len(found) > 1 else found[0].link.name, summary, tuple(map(_place, found))
        )
        for (name, summary), found in same.items()
    )


def plain_name(name: str) -> str:
    """The name of a service without the place in brackets at its end."""
    return PLACE_IN_NAME.sub("", name) or name


def _place(card: ServiceCard) -> ServicePlace:
    number = card.phone.number if card.phone else ""
    return ServicePlace(card.link, number, card.areas[:MOST_AREAS], len(card.areas[MOST_AREAS:]))


def _town(index: Index, town: Area) -> BookletTown:
    places = [town, *villages(index, town)]
    found = [row for place in places for row in index.services_in[place.code]]
    services = {row.key: row for row in found}
    return BookletTown(
        area=link(town),
        contacts=_contacts(index, town),
        villages=tuple(_village(index, row) for row in places[1:]),
        needs=needs(index, index.in_order(services.values()), [town.name]),
        providers=tuple(map(provider_card, _providers(index, places))),
    )


def _providers(index: Index, places: Iterable[Area]) -> list[Provider]:
    return [row for place in places for row in index.providers[place.code]]


def _village(index: Index, village: Area) -> VillageLine:
    own = numbers(index, [village])
    return VillageLine(link(village), own[0] if own else None)


def _initials(
    index: Index, needs_of_all: Iterable[BookletNeed], towns: Iterable[BookletTown]
) -> tuple[Initial, ...]:
    """What stands in the booklet, by the sound of its name; what has none comes last."""
    links = [
        Link("service", service.places[0].link.slug, service.name)
        for need in needs_of_all
        for service in need.services
    ]
    for town in towns:
        links += [town.area, *(village.area for village in town.villages)]
        links += [provider.link for provider in town.providers]
    entries = sorted((_sound(index, link), link.kind, link.slug, link) for link in links)
    return tuple(
        Initial(letter or OTHER, tuple(entry[-1] for entry in found))
        for (_last, letter), found in groupby(entries, key=lambda entry: entry[0][:2])
    )


def _sound(index: Index, link: Link) -> tuple[bool, str, str]:
    row = index.areas[link.slug] if link.kind == "area" else link
    sound = pinyin(row).replace(" ", "")
    letter = sound[:1].upper() if sound[:1].isascii() and sound[:1].isalpha() else ""
    return not letter, letter, sound
