"""The page models: one frozen value a page kind, and a page is a pure function of it.

Each is complete: its template sees it, the site-wide `Site`, and nothing else. Nothing here reads a
database or holds a row.
"""

from dataclasses import dataclass
from datetime import date

from pages.catalog_values import (
    ActivityCard,
    AreaGroup,
    ArticleCard,
    Call,
    ChannelCard,
    ChannelGroup,
    ContactGroup,
    Kept,
    Link,
    Need,
    Picture,
    PrintTown,
    ProviderCard,
    ProviderGroup,
    ServiceCard,
    ServiceGroup,
    TeamCard,
    TeamGroup,
    TopicGroup,
)
from pages.hours import DayLine


@dataclass(frozen=True)
class HomePage:
    """The three ways in, and what is new."""

    needs: tuple[Need, ...]
    towns: tuple[Link, ...]
    contacts: ContactGroup | None
    activities: tuple[ActivityCard, ...]
    topics: tuple[TopicGroup, ...]


@dataclass(frozen=True)
class ServicesPage:
    """Every service."""

    groups: tuple[ServiceGroup, ...]
    count: int


@dataclass(frozen=True)
class ServicePage:
    """One service."""

    kept: Kept
    name: str
    summary: str
    trail: tuple[Link, ...]
    calls: tuple[Call, ...]
    content_html: str
    audience: tuple[str, ...]
    eligibility: str
    delivery: str
    standard: str
    funder: str
    channels: tuple[ChannelCard, ...]
    providers: tuple[ProviderCard, ...]
    areas: tuple[Link, ...]
    steps: tuple[str, ...]
    bring: tuple[str, ...]
    cost: str
    cost_note: str
    hours: tuple[DayLine, ...]
    hours_note: str
    source: str
    valid_from: date | None
    valid_until: date | None


@dataclass(frozen=True)
class CategoryPage:
    """One kind of need."""

    key: str
    name: str
    need: str
    summary: str
    trail: tuple[Link, ...]
    children: tuple[Need, ...]
    services: tuple[ServiceCard, ...]


@dataclass(frozen=True)
class AreaPage:
    """One district, town or village."""

    code: str
    name: str
    level: str
    trail: tuple[Link, ...]
    contacts: tuple[ContactGroup, ...]
    services: tuple[ServiceGroup, ...]
    partial: tuple[ServiceCard, ...]
    providers: tuple[ProviderGroup, ...]
    teams: tuple[TeamCard, ...]
    activities: tuple[ActivityCard, ...]
    below: tuple[AreaGroup, ...]


@dataclass(frozen=True)
class ProvidersPage:
    """Every institution."""

    groups: tuple[ProviderGroup, ...]


@dataclass(frozen=True)
class ProviderPage:
    """One institution."""

    kept: Kept
    name: str
    type: str
    trail: tuple[Link, ...]
    address: str
    latitude: float | None
    longitude: float | None
    calls: tuple[Call, ...]
    hours: tuple[DayLine, ...]
    hours_note: str
    capacity: int | None
    description_html: str
    picture: Picture | None
    services: tuple[ServiceCard, ...]


@dataclass(frozen=True)
class TeamsPage:
    """Every volunteer team."""

    groups: tuple[TeamGroup, ...]


@dataclass(frozen=True)
class TeamPage:
    """One volunteer team."""

    kept: Kept
    name: str
    summary: str
    trail: tuple[Link, ...]
    calls: tuple[Call, ...]
    members: int | None
    founded_on: date | None
    description_html: str
    activities: tuple[ActivityCard, ...]


@dataclass(frozen=True)
class ChannelsPage:
    """Every way to get services."""

    groups: tuple[ChannelGroup, ...]


@dataclass(frozen=True)
class ChannelPage:
    """One way to get services."""

    kept: Kept
    name: str
    type: str
    summary: str
    address: str
    calls: tuple[Call, ...]
    hours: tuple[DayLine, ...]
    hours_note: str
    description_html: str
    services: tuple[ServiceCard, ...]


@dataclass(frozen=True)
class ActivitiesPage:
    """What comes next and what is over."""

    upcoming: tuple[ActivityCard, ...]
    past: tuple[ActivityCard, ...]


@dataclass(frozen=True)
class ActivityPage:
    """One dated event."""

    kept: Kept
    card: ActivityCard
    over: bool
    trail: tuple[Link, ...]
    calls: tuple[Call, ...]
    team: TeamCard | None
    description_html: str


@dataclass(frozen=True)
class ArticlesPage:
    """Every article."""

    topics: tuple[TopicGroup, ...]


@dataclass(frozen=True)
class ArticlePage:
    """One article."""

    slug: str
    title: str
    summary: str
    topic: str
    html: str
    source: str
    updated_on: date
    others: tuple[ArticleCard, ...]


@dataclass(frozen=True)
class ContactsPage:
    """Whom to ring, near and far."""

    district: ContactGroup | None
    towns: tuple[ContactGroup, ...]


@dataclass(frozen=True)
class AboutPage:
    """Whose site this is, and since when its facts are."""

    as_of: date | None
    towns: int
    villages: int
    services: int


@dataclass(frozen=True)
class PrintPage:
    """Every sheet to print."""

    towns: tuple[PrintTown, ...]


@dataclass(frozen=True)
class FormerPage:
    """An address that leads on."""

    link: Link


@dataclass(frozen=True)
class NotFoundPage:
    """An address that leads nowhere."""

    towns: tuple[Link, ...]
