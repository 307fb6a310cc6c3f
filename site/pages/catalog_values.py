"""The parts of pages as plain values: links, phones, cards, and groups of cards.

Frozen dataclasses of texts, numbers, dates, tuples and other such dataclasses. Nothing here reads a
database, holds a row or knows an address: a `Link` only says which record is meant, and the
template asks `url_for`. Labels are untranslated: the template translates them where it shows them.
"""

from dataclasses import dataclass
from datetime import date, datetime

from pages.hours import DayLine


@dataclass(frozen=True)
class Link:
    """Another page: its endpoint, the slug (or area code) that it is found by, and its name."""

    kind: str
    slug: str
    name: str


@dataclass(frozen=True)
class Site:
    """What every page says: whose site it is and whether it is a demonstration."""

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


@dataclass(frozen=True)
class Call:
    """Whom to ring: `who` is None where the page itself says whose numbers these are."""

    who: str | None
    phones: tuple[Phone, ...]


@dataclass(frozen=True)
class ServiceCard:
    """A service in a list."""

    link: Link
    summary: str
    cost: str
    phone: Phone | None
    areas: tuple[str, ...]


@dataclass(frozen=True)
class ServiceGroup:
    """Services that answer one need; `category` is None for those without a published one."""

    category: Link | None
    need: str
    services: tuple[ServiceCard, ...]


@dataclass(frozen=True)
class ProviderCard:
    """An institution in a list."""

    link: Link
    type: str
    address: str
    phones: tuple[Phone, ...]


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
    """Somebody to ring; `person` is only filled where the consent to publish it is recorded."""

    key: str
    name: str
    duty: str
    person: str
    address: str
    phones: tuple[Phone, ...]
    hours: tuple[DayLine, ...]


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
    """The articles on one topic."""

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
    """A category as an elder would say it, with the finer needs below it."""

    link: Link
    need: str
    summary: str
    icon: str
    children: tuple["Need", ...]


@dataclass(frozen=True)
class Kept:
    """Who keeps a record, when it was last checked, and how often it was published."""

    key: str
    office: Link | None
    verified_on: date | None
    revision: int


@dataclass(frozen=True)
class Picture:
    """A photograph and what it shows."""

    name: str
    alt: str
    width: int
    height: int
