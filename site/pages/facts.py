"""What a page says, once more for machines: schema.org data (JSON-LD) that search engines read.

Pure: a page's value and where it lies go in, a text comes out. It says nothing that the page
does not say, and leaves out what is not known; without a base URL nothing has an address.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from models import N_
from pages import questions
from pages.catalog_pages import (
    ActivityPage,
    ArticlePage,
    ChannelPage,
    HomePage,
    ProviderPage,
    ServicePage,
    TeamPage,
)
from pages.catalog_values import Call, Link, ProviderCard, Site, Spot
from pages.clock import SHANGHAI
from pages.coordinates import world
from pages.distance import Point
from pages.facts_hours import opening
from pages.facts_text import Written, safe, written
from pages.hours import DayLine
from pages.speech import gettext as _

Facts = dict[str, Any]


@dataclass(frozen=True)
class Around:
    """What lies around every page of a kind: the addresses of the home page and the search.

    `index` is the list that the page belongs to, `address_of` finds the page of a link. An address
    is "" where it is unknown.
    """

    home: str
    search: str
    language: str
    index: tuple[str, str] | None
    address_of: Callable[[Link], str]


@dataclass(frozen=True)
class Here:
    """Where a page lies: on whose site, and its address; "" where unknown."""

    site: Site
    url: str
    around: Around


def facts(endpoint: str, page: Any, here: Here) -> Markup | None:
    """Everything that a page says to machines, as it stands in it; None where that is nothing."""
    graph = written([*_crumbs(page, here), *(made(page, here) for made in MADE.get(endpoint, ()))])
    return safe(f'{{"@context":"https://schema.org","@graph":{graph}}}') if graph else None


def _service(page: ServicePage, here: Here) -> Facts:
    return {
        "@type": "GovernmentService",
        "name": page.name,
        "description": page.summary,
        "url": here.url,
        "serviceType": page.trail[-1].name if page.trail else "",
        "serviceOperator": _office(here.site),
        "provider": [_maker(card, here) for card in page.providers] or _office(here.site),
        "areaServed": _areas(tuple(area.name for area in page.areas)),
        "audience": _audience(tuple(map(_, page.audience))),
        "availableChannel": {
            "@type": "ServiceChannel",
            "servicePhone": [
                {"@type": "ContactPoint", "telephone": number} for number in _numbers(page.calls)
            ],
        },
        "hoursAvailable": _opening(page.hours),
    }


@lru_cache(5_000)
def _areas(names: tuple[str, ...]) -> Written:
    return Written(written([{"@type": "AdministrativeArea", "name": name} for name in names]))


@lru_cache(1_000)
def _audience(tags: tuple[str, ...]) -> Written:
    return Written(written([{"@type": "Audience", "audienceType": tag} for tag in tags]))


@lru_cache(5_000)
def _opening(lines: tuple[DayLine, ...]) -> Written:
    """Many records have the same hours."""
    return Written(written(opening(lines)))


@lru_cache(10)
def _organization_of(office: str) -> Written:
    return Written(written({"@type": "GovernmentOrganization", "name": office}))


def _office(site: Site) -> Written:
    return _organization_of(site.office)


def _maker(card: ProviderCard, here: Here) -> Written:
    numbers = tuple(phone.number for phone in card.phones)
    return _organized(card.link.name, here.around.address_of(card.link), card.address, numbers)


@lru_cache(5_000)
def _organized(name: str, url: str, address: str, numbers: tuple[str, ...]) -> Written:
    organization = {
        "@type": "Organization",
        "name": name,
        "url": url,
        "address": address,
        "telephone": list(numbers),
    }
    return Written(written(organization))


def _numbers(calls: Iterable[Call]) -> list[str]:
    return list(dict.fromkeys(phone.number for call in calls for phone in call.phones))


def _provider(page: ProviderPage, here: Here) -> Facts:
    return _organization(page, here) | {
        "address": _postal(page.spot),
        "location": _place(page.spot) | {"openingHoursSpecification": _opening(page.hours)},
    }


def _channel(page: ChannelPage, here: Here) -> Facts:
    return _organization(page, here) | {
        "description": page.summary,
        "address": _postal(page.spot),
        "location": _place(page.spot) | {"openingHoursSpecification": _opening(page.hours)},
    }


def _team(page: TeamPage, here: Here) -> Facts:
    founded = page.founded_on.isoformat() if page.founded_on else ""
    return _organization(page, here) | {"description": page.summary, "foundingDate": founded}


def _organization(page: ProviderPage | ChannelPage | TeamPage, here: Here) -> Facts:
    own = (call for call in page.calls if call.who is None)
    return {
        "@type": "Organization",
        "name": page.name,
        "url": here.url,
        "telephone": _numbers(own),
    }


def _postal(spot: Spot) -> Facts:
    if not spot.address:
        return {}
    return {
        "@type": "PostalAddress",
        "streetAddress": spot.address,
        "addressLocality": spot.region,
        "addressCountry": "CN",
    }


def _place(spot: Spot) -> Facts:
    geo: Facts = {}
    if spot.latitude is not None and spot.longitude is not None:
        point = world(Point(spot.latitude, spot.longitude))
        geo = {"@type": "GeoCoordinates", **point._asdict()}
    return {"@type": "Place", "address": _postal(spot), "geo": geo}


def _activity(page: ActivityPage, here: Here) -> Facts:
    card = page.card
    organizer = {"@type": "Organization", "name": page.team.link.name} if page.team else None
    return {
        "@type": "Event",
        "name": card.link.name,
        "description": card.summary,
        "url": here.url,
        "startDate": _instant(card.starts_at),
        "endDate": _instant(card.ends_at) if card.ends_at else "",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": _place(page.spot) | {"name": card.place or card.area},
        "organizer": organizer or _office(here.site),
    }


def _instant(local: datetime) -> str:
    return local.replace(tzinfo=SHANGHAI).isoformat()


def _questions(page: ArticlePage, _here: Here) -> Facts:
    return {
        "@type": "FAQPage",
        "mainEntity": [
            {
                "@type": "Question",
                "name": question,
                "acceptedAnswer": {"@type": "Answer", "text": answer},
            }
            for question, answer in questions.asked(page.html)
        ],
    }


def _website(_page: HomePage, here: Here) -> Facts:
    if not here.around.home:
        return {}
    return {
        "@type": "WebSite",
        "name": here.site.title,
        "url": here.around.home,
        "inLanguage": here.around.language,
        "publisher": _office(here.site),
        "potentialAction": _search(here.around.search),
    }


def _search(address: str) -> Facts:
    if not address:
        return {}
    return {
        "@type": "SearchAction",
        "target": f"{address}?q={{q}}",
        "query-input": "required name=q",
    }


def _crumbs(page: Any, here: Here) -> list[Facts]:
    """The way from the home page to this one; without addresses it would lead nowhere."""
    trail: tuple[Link, ...] | None = getattr(page, "trail", None)
    if not here.url or (trail is None and here.around.index is None):
        return []
    steps = [(_("首页"), here.around.home), *([here.around.index] if here.around.index else [])]
    steps += [(link.name, here.around.address_of(link)) for link in trail or ()]
    return [
        {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": place, "name": name, "item": address}
                for place, (name, address) in enumerate([*steps, (_name(page), here.url)], 1)
            ],
        }
    ]


def _name(page: Any) -> str:
    """What a page is called; an activity has its name on its card, an article in its title."""
    if isinstance(page, ActivityPage):
        return page.card.link.name
    return str(page.title if isinstance(page, ArticlePage) else page.name)


MADE: dict[str, tuple[Callable[[Any, Here], Facts], ...]] = {
    "home": (_website,),
    "service": (_service,),
    "provider": (_provider,),
    "channel": (_channel,),
    "team": (_team,),
    "activity": (_activity,),
    "article": (_questions,),
}
# The lists that a kind of page hangs below, and their names, as the page's own trail has them.
INDEXES = {
    "service": ("services", N_("服务清单")),
    "category": ("services", N_("服务清单")),
    "channel": ("channels", N_("获取渠道")),
    "activity": ("activities", N_("活动")),
    "article": ("articles", N_("政策和知识")),
}
