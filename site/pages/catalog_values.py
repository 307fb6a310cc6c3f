"""The parts of pages as plain values: links, phones, cards, and groups of cards.

Frozen dataclasses of texts, numbers, dates, tuples and other such dataclasses. Nothing here reads a
database, holds a row or knows an address: a `Link` only says which record is meant, and the
template asks `url_for`. Labels are untranslated: the template translates them where it shows them.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime

from pages.hours import DayLine

MOBILE = re.compile(r"(?:86)?1[3-9][0-9]{9}")


@dataclass(frozen=True)
class Link:
    """Another page: its endpoint, the slug (or area code) that it is found by, and its name."""

    kind: str
    slug: str
    name: str


@dataclass(frozen=True)
class Site:
    """What every page says: whose site it is, and whether it is real."""

    title: str
    office: str
    demonstration: bool
    district: Link | None


@dataclass(frozen=True)
class Phone:
    """A number as it is read, as it is dialled, and who answers it when."""

    number: str
    digits: str
    label: str
    hours: str

    @property
    def takes_messages(self) -> bool:
        """Whether it is a mobile telephone, which alone reads an SMS."""
        return MOBILE.fullmatch(self.digits) is not None


@dataclass(frozen=True)
class Call:
    """Whom to ring: `who` is None where the page itself says whose numbers these are."""

    who: str | None
    phones: tuple[Phone, ...]

    def lines(self) -> tuple[str, ...]:
        """Each number with who answers when, as one writes it on a slip of paper."""
        return tuple(
            " ".join(filter(None, [phone.number, self.who, phone.label, phone.hours]))
            for phone in self.phones
        )


@dataclass(frozen=True)
class Spot:
    """Where something is: in words, and in GCJ-02 where known; `region` is the district's name."""

    name: str
    address: str
    region: str
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True)
class MapLink:
    """A map that shows a spot; `href` leads away from the site."""

    label: str
    href: str


@dataclass(frozen=True)
class ServiceCard:
    """A service in a list; `overdue` says that its facts may have changed."""

    link: Link
    summary: str
    cost: str
    phone: Phone | None
    areas: tuple[str, ...]
    overdue: bool = False


@dataclass(frozen=True)
class ServiceGroup:
    """Services that answer one need; `category` is None for those without a published one."""

    category: Link | None
    need: str
    icon: str
    services: tuple[ServiceCard, ...]


@dataclass(frozen=True)
class ProviderCard:
    """An institution in a list; the distance is from the village whose page it is."""

    link: Link
    type: str
    address: str
    phones: tuple[Phone, ...]
    distance_km: float | None = None


@dataclass(frozen=True)
class TeamCard:
    """A volunteer team in a list."""

    link: Link
    summary: str
    phones: tuple[Phone, ...]


@dataclass(frozen=True)
class ChannelCard:
    """A way to get services in a list."""

    link: Link
    type: str
    summary: str
    phones: tuple[Phone, ...]


@dataclass(frozen=True)
class ContactCard:
    """Somebody to ring; `person` is only filled where the consent to publish it is recorded.

    `slug` is the name of its file: it has no page of its own.
    """

    key: str
    slug: str
    name: str
    duty: str
    person: str
    address: str
    phones: tuple[Phone, ...]
    hours: tuple[DayLine, ...]
    spot: Spot


@dataclass(frozen=True)
class ActivityCard:
    """A dated event in a list; times are local."""

    link: Link
    summary: str
    starts_at: datetime
    ends_at: datetime | None
    place: str
    area: str


@dataclass(frozen=True)
class ArticleCard:
    """An article in a list."""

    link: Link
    summary: str


@dataclass(frozen=True)
class ContactGroup:
    """The contact points of one area."""

    area: Link
    contacts: tuple[ContactCard, ...]


@dataclass(frozen=True)
class ProviderGroup:
    """The institutions of one place; None gathers those whose place is not published."""

    area: Link | None
    providers: tuple[ProviderCard, ...]


@dataclass(frozen=True)
class TeamGroup:
    """The volunteer teams of one town; None gathers those whose place is not published."""

    area: Link | None
    teams: tuple[TeamCard, ...]


@dataclass(frozen=True)
class ChannelGroup:
    """Channels of one type."""

    type: str
    channels: tuple[ChannelCard, ...]


@dataclass(frozen=True)
class TopicGroup:
    """The articles on one topic: its key, its drawing, and what it is called."""

    key: str
    icon: str
    topic: str
    articles: tuple[ArticleCard, ...]


@dataclass(frozen=True)
class AreaGroup:
    """Areas whose names begin with the same letter."""

    initial: str
    areas: tuple[Link, ...]


@dataclass(frozen=True)
class PrintTown:
    """The places of one town that have sheets to print: itself and its villages."""

    places: tuple[Link, ...]


@dataclass(frozen=True)
class Need:
    """A category as an elder would say it, with how many services it has, and the finer needs."""

    link: Link
    need: str
    summary: str
    icon: str
    count: int
    children: tuple["Need", ...]


@dataclass(frozen=True)
class Kept:
    """Why a record may be believed: who keeps it, when it was checked, what it rests on.

    A check holds for `interval` days. `report` is whom to tell of a mistake, None where the
    office has no number. `link` is the record itself, `label` says of what kind it is.
    """

    key: str
    office: Link | None
    verified_on: date | None
    revision: int
    link: Link
    label: str
    source: str
    interval: int
    overdue: bool
    report: Call | None


@dataclass(frozen=True)
class Picture:
    """A photograph and what it shows."""

    name: str
    alt: str
    width: int
    height: int
