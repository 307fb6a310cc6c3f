"""A record as a vCard, so that its number is in the telephone's own address book.

Holds what the record's page says and nothing more: what it is, whom to ring, where it is. Texts are
escaped and folded by `icalendar`, whose syntax a vCard shares; the version is 3.0, because old
telephones read no later one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pages import addresses
from pages.catalog import Catalog
from pages.catalog_values import Call, Link, Phone, Spot
from pages.coordinates import world
from pages.distance import Point
from pages.identifiers import urn
from pages.speech import gettext as _


@dataclass(frozen=True)
class Card:
    """What a vCard says; `uid` is the same for the same record for ever."""

    uid: str
    name: str
    calls: tuple[Call, ...]
    notes: tuple[str, ...] = ()
    spot: Spot | None = None
    url: str = ""


def service(catalog: Catalog, slug: str) -> bytes:
    """A service and the numbers to ring for it."""
    page = catalog.service(slug)
    return _of_page(catalog, page.kept.link, page.kept.key, page.calls, (page.summary,))


def provider(catalog: Catalog, slug: str) -> bytes:
    """An institution and where it is."""
    page = catalog.provider(slug)
    notes = (_(page.type),)
    return _of_page(catalog, page.kept.link, page.kept.key, page.calls, notes, page.spot)


def team(catalog: Catalog, slug: str) -> bytes:
    """A team of volunteers."""
    page = catalog.team(slug)
    return _of_page(catalog, page.kept.link, page.kept.key, page.calls, (page.summary,))


def channel(catalog: Catalog, slug: str) -> bytes:
    """A way to get services and where it is."""
    page = catalog.channel(slug)
    notes = (page.summary,)
    return _of_page(catalog, page.kept.link, page.kept.key, page.calls, notes, page.spot)


def contact(catalog: Catalog, slug: str) -> bytes:
    """An office or a duty telephone; a person only as the page names one."""
    found = catalog.contact(slug)
    who = (_("联系人：%(name)s", name=found.person),) if found.person else ()
    return written(
        Card(
            uid=_uid(catalog, "contact", found.key),
            name=found.name,
            calls=(Call(None, found.phones),),
            notes=(found.duty, *who),
            spot=found.spot,
            url=addresses.absolute("contacts"),
        )
    )


def _of_page(
    catalog: Catalog,
    link: Link,
    key: str,
    calls: tuple[Call, ...],
    notes: tuple[str, ...],
    spot: Spot | None = None,
) -> bytes:
    uid = _uid(catalog, link.kind, key)
    return written(Card(uid, link.name, calls, notes, spot, addresses.of(link)))


def _uid(catalog: Catalog, kind: str, key: str) -> str:
    return urn(catalog.district_code, kind, key)


def written(card: Card) -> bytes:
    """The file, in UTF-8, its lines folded at 75 bytes."""
    return b"".join(_folded(line) + b"\r\n" for line in _lines(card))


def _folded(line: str) -> bytes:
    from icalendar.parser import Contentline  # noqa: PLC0415 (loads much)

    folded: bytes = Contentline(line).to_ical()  # type: ignore[no-untyped-call]
    return folded


def _lines(card: Card) -> Iterator[str]:
    name = _text(card.name)
    # An office has no family name; iPhones file it under its whole name by the last line.
    yield from ("BEGIN:VCARD", "VERSION:3.0", f"N:{name};;;;", f"FN:{name}", f"ORG:{name}")
    yield "X-ABShowAs:COMPANY"
    for phone in _phones(card.calls):
        yield f"TEL;TYPE={'CELL' if phone.takes_messages else 'WORK'}:{phone.digits}"
    if card.spot:
        yield from _place(card.spot)
    # Who answers when has no field of its own in an address book.
    numbers = (line for call in card.calls for line in call.lines())
    if note := "\n".join(filter(None, [*card.notes, *numbers])):
        yield f"NOTE:{_text(note)}"
    if card.url:
        yield f"URL:{card.url}"
    yield from (f"UID:{card.uid}", "END:VCARD")


def _place(spot: Spot) -> Iterator[str]:
    if spot.address:
        yield f"ADR;TYPE=WORK:;;{_text(spot.address)};{_text(spot.region)};;;"
    if spot.latitude is not None and spot.longitude is not None:
        point = world(Point(spot.latitude, spot.longitude))
        yield f"GEO:{point.latitude};{point.longitude}"


def _phones(calls: Iterable[Call]) -> list[Phone]:
    """Each number once, the one to ring first on top."""
    return list({phone.digits: phone for call in calls for phone in call.phones}.values())


def _text(text: str) -> str:
    """A value in which no character means anything else than itself."""
    shown = "".join(letter for letter in text if letter == "\n" or letter.isprintable())
    from icalendar import vText  # noqa: PLC0415 (loads much)

    escaped: bytes = vText(shown).to_ical()
    return escaped.decode()
