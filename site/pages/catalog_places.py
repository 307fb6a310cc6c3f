"""The pages about places: home, a district, town or village, and whom to ring where.

A village's page is complete in itself: what its town and district offer is on it too. Computes
page models from the index; it decides what a page says, never how it looks.
"""

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby
from math import inf

from models import Area, Provider
from pages.catalog_cards import (
    activity_cards,
    contact_group,
    link,
    links,
    need,
    provider_card,
    service_cards,
    team_card,
)
from pages.catalog_index import Index, by_start
from pages.catalog_pages import (
    AreaPage,
    ContactsPage,
    EmergencyPage,
    HomePage,
    NotFoundPage,
    SearchPage,
)
from pages.catalog_services import groups
from pages.catalog_values import (
    ActivityCard,
    AreaGroup,
    ContactGroup,
    ProviderGroup,
    ServiceCard,
    TopicGroup,
)
from pages.distance import Point, kilometres, middle
from pages.search_entries import labels
from pages.sounds import pinyin

NEXT_ACTIVITIES = 5


def home_page(index: Index, district: Area | None, topics: tuple[TopicGroup, ...]) -> HomePage:
    """The three ways in: by need, by village, and whom to ring."""
    upcoming = sorted(index.upcoming(), key=by_start)[:NEXT_ACTIVITIES]
    return HomePage(
        needs=tuple(need(index, row) for row in index.subcategories["None"]),
        towns=links(index.towns),
        contacts=contact_group(index, district) if district else None,
        activities=activity_cards(index, upcoming),
        topics=topics,
    )


def area_page(index: Index, area: Area) -> AreaPage:
    """Everything there is for the people of one place."""
    lineage = index.lineage(area.code)
    return AreaPage(
        code=area.code,
        name=area.name,
        level=area.level,
        trail=links(lineage[:-1]),
        contacts=_contact_groups(index, reversed(lineage)),
        services=groups(index, index.reaching(area.code)),
        partial=_partly(index, area),
        providers=_provider_groups(index, area, lineage),
        teams=tuple(team_card(row) for place in _near(lineage) for row in index.teams[place.code]),
        activities=_next_activities(index, lineage),
        below=_by_initial(index.children[area.code]),
    )


def _near(lineage: list[Area]) -> list[Area]:
    """The place itself and, for a village, its town: where one can walk or be driven."""
    return [place for place in reversed(lineage) if place.level in {"village", "town"}] or lineage


def _contact_groups(index: Index, areas: Iterable[Area]) -> tuple[ContactGroup, ...]:
    found = (contact_group(index, area) for area in areas)
    return tuple(group for group in found if group)


def _partly(index: Index, area: Area) -> tuple[ServiceCard, ...]:
    """For a town, what only some of its villages have; a district would list everything."""
    return service_cards(index, index.reaching_partly(area.code) if area.level == "town" else [])


def _provider_groups(index: Index, area: Area, lineage: list[Area]) -> tuple[ProviderGroup, ...]:
    places = [*_near(lineage), *(index.children[area.code] if area.level == "town" else [])]
    found = ((place, index.providers[place.code]) for place in places)
    here = _place_of(index, area)
    return tuple(
        provider_group(place, rows, None if place is area else here)
        for place, rows in found
        if rows
    )


def _place_of(index: Index, area: Area) -> Point | None:
    """Where a village lies: in the middle of what stands in it and is located.

    Its own institutions are what it is measured by, so only others get a distance from it.
    """
    if area.level != "village":
        return None
    return middle([point for row in index.providers[area.code] if (point := _point(row))])


def _point(row: Provider) -> Point | None:
    if row.latitude is None or row.longitude is None:
        return None
    return Point(row.latitude, row.longitude)


def provider_group(
    area: Area | None, rows: Iterable[Provider], here: Point | None = None
) -> ProviderGroup:
    """The institutions of one place; seen from `here` the near ones come first."""
    cards = [provider_card(row, _distance(here, row)) for row in rows]
    cards.sort(key=lambda card: inf if card.distance_km is None else card.distance_km)
    return ProviderGroup(link(area) if area else None, tuple(cards))


def _distance(here: Point | None, row: Provider) -> float | None:
    """In kilometres, to a tenth."""
    there = _point(row)
    return round(kilometres(here, there), 1) if here and there else None


def _next_activities(index: Index, lineage: list[Area]) -> tuple[ActivityCard, ...]:
    rows = [row for area in lineage for row in index.activities[area.code]]
    return activity_cards(index, sorted(rows, key=by_start)[:NEXT_ACTIVITIES])


def _by_initial(areas: Iterable[Area]) -> tuple[AreaGroup, ...]:
    return tuple(AreaGroup(initial, links(rows)) for initial, rows in groupby(areas, key=_initial))


def _initial(area: Area) -> str:
    return pinyin(area)[:1].upper()


def contacts_page(index: Index, district: Area | None) -> ContactsPage:
    """Whom to ring in the district and in each town; villages have it on their own pages."""
    return ContactsPage(
        district=contact_group(index, district) if district else None,
        towns=_contact_groups(index, index.towns),
    )


def search_page(index: Index, directory: str) -> SearchPage:
    """Where to search, and the lists that lead to everything without it."""
    return SearchPage(
        directory=directory,
        needs=tuple(need(index, row) for row in index.subcategories["None"]),
        towns=links(index.towns),
        labels=tuple(labels().items()),
    )


def emergency_page(index: Index, district: Area | None) -> EmergencyPage:
    """The office to ring first in the district and in each town; without a number, none."""
    groups = contacts_page(index, district)
    return EmergencyPage(
        district=_first_to_ring(groups.district) if groups.district else None,
        towns=tuple(first for group in groups.towns if (first := _first_to_ring(group))),
    )


def _first_to_ring(group: ContactGroup) -> ContactGroup | None:
    reachable = [contact for contact in group.contacts if contact.phones]
    return replace(group, contacts=(reachable[0],)) if reachable else None


def not_found_page(index: Index) -> NotFoundPage:
    """Ways on from an address that leads nowhere."""
    return NotFoundPage(links(index.towns))
