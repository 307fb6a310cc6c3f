"""The table of the site's pages: address, template, and the value that fills it.

One line a page kind; `page_urls` lists every page that the site has today. It renders nothing.
Files that are no pages stand in `files`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from pages.catalog import Catalog

Values = dict[str, Any]


@dataclass(frozen=True)
class PageKind:
    """Where a kind of page lies, what it looks like, and what it says."""

    rule: str
    template: str
    model: Callable[..., Any]


PAGES: dict[str, PageKind] = {
    "home": PageKind("/", "home.html", Catalog.home),
    "services": PageKind("/services/", "services.html", Catalog.services),
    "service": PageKind("/services/<slug>/", "service.html", Catalog.service),
    "category": PageKind("/categories/<slug>/", "category.html", Catalog.category),
    "area": PageKind("/areas/<code>/", "area.html", Catalog.area),
    "providers": PageKind("/providers/", "providers.html", Catalog.providers),
    "provider": PageKind("/providers/<slug>/", "provider.html", Catalog.provider),
    "teams": PageKind("/teams/", "teams.html", Catalog.teams),
    "team": PageKind("/teams/<slug>/", "team.html", Catalog.team),
    "channels": PageKind("/channels/", "channels.html", Catalog.channels),
    "channel": PageKind("/channels/<slug>/", "channel.html", Catalog.channel),
    "activities": PageKind("/activities/", "activities.html", Catalog.activities),
    "activity": PageKind("/activities/<slug>/", "activity.html", Catalog.activity),
    "articles": PageKind("/articles/", "articles.html", Catalog.articles),
    "article": PageKind("/articles/<slug>/", "article.html", Catalog.article),
    "contacts": PageKind("/contacts/", "contacts.html", Catalog.contacts),
    "search": PageKind("/search/", "search.html", Catalog.search),
    "emergency": PageKind("/emergency/", "emergency.html", Catalog.emergency),
    "offline": PageKind("/offline/", "offline.html", Catalog.emergency),
    "changes": PageKind("/changes/", "changes.html", Catalog.changes),
    "figures": PageKind("/figures/", "figures.html", Catalog.figures),
    "figure": PageKind("/figures/<slug>/", "figure.html", Catalog.figure),
    "print": PageKind("/print/", "print.html", Catalog.printing),
    "about": PageKind("/about/", "about.html", Catalog.about),
    "comfort": PageKind("/comfort/", "comfort.html", Catalog.comfort),
    "not_found": PageKind("/404.html", "not_found.html", Catalog.not_found),
}


def page_urls(catalog: Catalog, former: bool = True) -> Iterator[tuple[str, Values]]:
    """Every page of the site: with those that only lead on from a former address, or without."""
    for endpoint, kind in PAGES.items():
        if "<" not in kind.rule:
            yield endpoint, {}
            continue
        argument = kind.rule.partition("<")[2].partition(">")[0]
        leading_on = catalog.former_slugs(endpoint) if former else []
        for slug in [*catalog.slugs(endpoint), *leading_on]:
            yield endpoint, {argument: slug}
