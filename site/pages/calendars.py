"""Activities as iCalendar files: one alone, and all that are still to come.

A pure function of the catalog: an entry is stamped with when its record last changed and not with
now, so that the same facts give the same bytes. Times are those on a wall clock in China, whose
zone each file brings along.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from pages import addresses
from pages.catalog import Catalog
from pages.catalog_pages import ActivityPage
from pages.clock import SHANGHAI
from pages.coordinates import world
from pages.distance import Point
from pages.identifiers import urn

if TYPE_CHECKING:
    from icalendar import Event, Timezone

PRODUCT = "-//Shouwang//Activities//ZH"


def event(catalog: Catalog, slug: str) -> bytes:
    """One activity."""
    return _calendar(catalog, [catalog.activity(slug)])


def upcoming(catalog: Catalog) -> bytes:
    """Every activity that is not over, to subscribe to."""
    return _calendar(catalog, map(catalog.activity, catalog.upcoming_slugs()))


def _calendar(catalog: Catalog, pages: Iterable[ActivityPage]) -> bytes:
    from icalendar import Calendar  # noqa: PLC0415 (loads much; few builds make one)

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", catalog.site.title)
    calendar.add_component(_zone())
    for page in pages:
        calendar.add_component(_event(catalog, page))
    made: bytes = calendar.to_ical()
    return made


def _zone() -> "Timezone":
    """China has had no summer time since 1991, so one line says it all."""
    from icalendar import Timezone, TimezoneStandard  # noqa: PLC0415 (loads much)

    standard = TimezoneStandard()
    standard.add("dtstart", datetime(1991, 9, 15, 1))  # noqa: DTZ001 (local by definition)
    standard.add("tzoffsetfrom", timedelta(hours=8))
    standard.add("tzoffsetto", timedelta(hours=8))
    standard.add("tzname", "CST")
    zone = Timezone()
    zone.add("tzid", SHANGHAI.key)
    zone.add_component(standard)
    return zone


def _event(catalog: Catalog, page: ActivityPage) -> "Event":
    from icalendar import Event  # noqa: PLC0415 (loads much)

    card, kept = page.card, page.kept
    starts_at = card.starts_at.replace(tzinfo=SHANGHAI)
    changed_at = catalog.changed_at("activity", card.link.slug) or catalog.as_of
    stamp = changed_at.replace(tzinfo=UTC) if changed_at else starts_at.astimezone(UTC)
    made = Event()
    made.add("uid", urn(catalog.district_code, "activity", kept.key))
    made.add("dtstamp", stamp.replace(microsecond=0))
    made.add("sequence", kept.revision)
    made.add("summary", card.link.name)
    made.add("dtstart", starts_at)
    if card.ends_at:
        made.add("dtend", card.ends_at.replace(tzinfo=SHANGHAI))
    if where := card.place if card.area in card.place else f"{card.area} {card.place}".strip():
        made.add("location", where)
    numbers = (line for call in page.calls for line in call.lines())
    if said := "\n".join(filter(None, [card.summary, *numbers])):
        made.add("description", said)
    if page.spot.latitude is not None and page.spot.longitude is not None:
        made.add("geo", world(Point(page.spot.latitude, page.spot.longitude)))
    if address := addresses.of(card.link):
        made.add("url", address)
    return made
