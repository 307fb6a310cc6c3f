"""The page models: one frozen value a page kind, and a page is a pure function of it.

Each is complete: its template sees it, the site-wide `Site`, and nothing else. Nothing here reads a
database or holds a row.
"""

from dataclasses import dataclass
from datetime import date, datetime

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
    Spot,
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
    """The way to every service by need; `rest` are those without a published category."""

    needs: tuple[Need, ...]
    rest: tuple[ServiceCard, ...]
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
    valid_from: date | None
    valid_until: date | None


@dataclass(frozen=True)
class CategoryPage:
    """One kind of need.

    `towns` are those that something reaches: on their pages it stands at the anchor of the
    top-level category, whose slug is `top`.
    """

    key: str
    name: str
    need: str
    icon: str
    summary: str
    trail: tuple[Link, ...]
    top: str
    towns: tuple[Link, ...]
    contacts: ContactGroup | None
    groups: tuple[ServiceGroup, ...]


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
    spot: Spot
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
    spot: Spot
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
    spot: Spot
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
class SearchPage:
    """Where to search: the first file of the index, what cards say of costs and types by key, and
    the lists that lead to everything without a script.
    """

    directory: str
    needs: tuple[Need, ...]
    towns: tuple[Link, ...]
    labels: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class EmergencyPage:
    """Whom to ring when something happens: for each place the one office to ring first."""

    district: ContactGroup | None
    towns: tuple[ContactGroup, ...]


@dataclass(frozen=True)
class AboutPage:
    """Whose site this is, and how much is in it."""

    towns: int
    villages: int
    services: int


@dataclass(frozen=True)
class ComfortPage:
    """How to see and hear the pages better; says nothing of any record."""


@dataclass(frozen=True)
class Change:
    """One line of what has changed: a record, or how many of a kind were withdrawn.

    What was withdrawn has neither name nor key here: `gone` counts it. `at` is in UTC. A record
    without a page, such as the contact of an area that is not published, has no link.
    """

    kind: str
    label: str
    at: datetime
    key: str = ""
    name: str = ""
    link: Link | None = None
    gone: int = 0


@dataclass(frozen=True)
class ChangeDay:
    """What changed on one day in China."""

    day: date
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class ChangesPage:
    """What has changed lately, the latest first; `first` is what the site began with.

    `first` is an instant (UTC) and a count; `cut` says that there were more changes than these.
    """

    days: tuple[ChangeDay, ...]
    first: tuple[datetime, int] | None
    cut: bool


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
