"""What goes on paper for one place: the numbers to ring first, and the services by need.

Computes the values of a notice and of the page that lists them. It decides what a sheet says and
in which order; how much of it fits, the sheet finds out by itself. It knows neither addresses nor
templates.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from models import Area, Category, Published, Service
from pages.catalog_cards import link, links, phones, service_card
from pages.catalog_index import Index
from pages.catalog_pages import PrintPage
from pages.catalog_values import Link, Phone, PrintTown

# The places that have a sheet of their own.
LEVELS = ("town", "village")
MOST_NUMBERS = 5
# Of these so many may be the village's and the town's own: one is left for the hotline.
MOST_NEAR = 4
# More names than this before one number are no longer read.
MOST_NAMES = 3


@dataclass(frozen=True)
class Line:
    """A number to ring, whose it is and what it is for."""

    who: str
    duty: str
    phone: Phone


@dataclass(frozen=True)
class Offer:
    """Services that are asked for at the same number; "" where none is known."""

    names: tuple[str, ...]
    number: str


@dataclass(frozen=True)
class NeedOffers:
    """What there is for one need."""

    need: str
    offers: tuple[Offer, ...]


@dataclass(frozen=True)
class Notice:
    """What the sheets of one place say; `above` names what it lies in, the highest first."""

    area: Link
    above: tuple[str, ...]
    numbers: tuple[Line, ...]
    needs: tuple[NeedOffers, ...]
    as_of: date | None


def codes(index: Index) -> list[str]:
    """Every place that has sheets."""
    return sorted(row.code for row in index.areas.values() if row.level in LEVELS)


def sources(index: Index, area: Area) -> Iterator[Published]:
    """Every record that the sheets of a place show something of."""
    lineage = index.lineage(area.code)
    yield from lineage
    for place in lineage:
        yield from index.contacts[place.code]
        yield from index.providers[place.code] if place.level in LEVELS else ()
    yield from index.reaching(area.code)
    yield from (
        row for row in index.channels["hotline"] if row.area_id in {a.code for a in lineage}
    )


def notice(index: Index, area: Area, as_of: date | None) -> Notice:
    """The sheets of one place."""
    lineage = index.lineage(area.code)
    return Notice(
        area=link(area),
        above=tuple(row.name for row in lineage[:-1] if row.level in {"district", "town"}),
        numbers=numbers(index, lineage),
        needs=needs(index, index.reaching(area.code), [row.name for row in lineage]),
        as_of=as_of,
    )


def numbers(index: Index, lineage: list[Area]) -> tuple[Line, ...]:
    """The most needed numbers: near ones first, then a hotline, then the wider offices'."""
    near = [row for row in reversed(lineage) if row.level in LEVELS]
    wide = [row for row in reversed(lineage) if row.level not in LEVELS]
    first = _distinct(_contact_lines(index, near))
    hotline = hotlines(index, lineage)[:1]
    rest = [*_contact_lines(index, wide), *first[MOST_NEAR:], *_facility_lines(index, near)]
    return tuple(_distinct([*first[:MOST_NEAR], *hotline, *rest])[:MOST_NUMBERS])


def _distinct(lines: Iterable[Line]) -> list[Line]:
    found: dict[str, Line] = {}
    for line in lines:
        found.setdefault(line.phone.digits, line)
    return list(found.values())


def _contact_lines(index: Index, areas: Iterable[Area]) -> Iterator[Line]:
    for area in areas:
        for row in index.contacts[area.code]:
            yield from (Line(row.name, row.duty, phone) for phone in phones(row)[:1])


def hotlines(index: Index, lineage: Iterable[Area]) -> list[Line]:
    """The hotlines that answer for a place or for something that it lies in."""
    known = {row.code for row in lineage}
    return [
        Line(row.name, row.summary, phone)
        for row in index.channels["hotline"]
        if row.area_id in known
        for phone in phones(row)[:1]
    ]


def _facility_lines(index: Index, areas: Iterable[Area]) -> Iterator[Line]:
    for area in areas:
        for row in index.providers[area.code]:
            yield from (Line(row.name, row.address, phone) for phone in phones(row)[:1])


def needs(index: Index, services: Iterable[Service], known: list[str]) -> tuple[NeedOffers, ...]:
    """Services by need, those of one number together; `known` places go without saying."""
    tops: list[Category] = index.subcategories["None"]
    by_need: dict[str, dict[str, list[str]]] = {}
    for row in services:
        top, phone = index.top_category(row), service_card(index, row).phone
        by_number = by_need.setdefault(top.key if top and top in tops else "", {})
        by_number.setdefault(phone.number if phone else "", []).append(short(row.name, known))
    found = [(row.need or row.name, by_need.get(row.key)) for row in tops]
    return tuple(
        NeedOffers(need, _offers(by_number))
        for need, by_number in [*found, ("", by_need.get(""))]
        if by_number
    )


def short(name: str, known: Iterable[str]) -> str:
    """The name of a service without "（南定镇）" where that is said above it."""
    for place in known:
        name = name.removesuffix(f"（{place}）")
    return name


def _offers(by_number: dict[str, list[str]]) -> tuple[Offer, ...]:
    return tuple(
        Offer(tuple(names[start : start + MOST_NAMES]), number)
        for number, names in by_number.items()
        for start in range(0, len(names), MOST_NAMES)
    )


def print_page(index: Index) -> PrintPage:
    """Every sheet that there is, town by town."""
    return PrintPage(
        tuple(PrintTown(links([town, *villages(index, town)])) for town in index.towns)
    )


def villages(index: Index, town: Area) -> list[Area]:
    """The villages of a town, by the sound of their names."""
    return [row for row in index.children[town.code] if row.level == "village"]
