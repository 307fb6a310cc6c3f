"""The published facts as pages need them: one method a page kind, each answering a plain value.

A catalog is made from one snapshot, the articles and a date, and asks nothing else: the same three
give the same pages. It drops what is out of date and what refers to nothing; it writes nothing and
knows neither addresses nor templates.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import cached_property
from typing import Any

from models import N_, Area, Published
from pages import catalog_booklet as booklets
from pages import catalog_places as places
from pages import catalog_posters as posters
from pages import catalog_records as records
from pages import catalog_services as services
from pages.articles import Article
from pages.catalog_booklet import Booklet
from pages.catalog_cards import contact_card, link
from pages.catalog_changes import changes_page
from pages.catalog_figures import FigurePage, FiguresPage, figure_page, figures_page
from pages.catalog_index import Index, by_start
from pages.catalog_pages import (
    AboutPage,
    ActivitiesPage,
    ActivityPage,
    AreaPage,
    ArticlePage,
    ArticlesPage,
    CategoryPage,
    ChangesPage,
    ChannelPage,
    ChannelsPage,
    ComfortPage,
    ContactsPage,
    EmergencyPage,
    FormerPage,
    HomePage,
    NotFoundPage,
    PrintPage,
    ProviderPage,
    ProvidersPage,
    SearchPage,
    ServicePage,
    ServicesPage,
    TeamPage,
    TeamsPage,
)
from pages.catalog_posters import Notice
from pages.catalog_snapshot import (
    PhotoFile,
    Rows,
    Snapshot,
)
from pages.catalog_values import ContactCard, Site
from pages.reads import EVERY, Cell, Noted, Reads
from pages.rows import day_of, instant, let_go
from pages.search import Before, SearchIndex

__all__ = [
    "Catalog",
    "NotPublished",
    "PhotoFile",
    "Rows",
    "Snapshot",
]

TITLE = N_("守望")
LOG: Cell = ("log", EVERY)
SEARCH: Cell = ("search", EVERY)


class NotPublished(LookupError):
    """There is no page of this kind at this slug."""

    def __init__(self, kind: str, slug: str) -> None:
        super().__init__(f"{kind}:{slug}")
        self.kind, self.slug = kind, slug


class Catalog:
    """Every page of the site as a value."""

    def __init__(
        self,
        snapshot: Snapshot,
        articles: Iterable[Article],
        today: date,
        ready: Callable[[], None] = lambda: None,
    ) -> None:
        """`ready` is waited for as late as can be: before names are asked how they sound."""
        self.reads = Reads()
        self.snapshot, self.index = snapshot, Index(snapshot, today, self.reads, ready)
        by_slug = {article.slug: article for article in articles}
        self._articles: Noted[Article] = Noted(self.reads, "article", by_slug)
        self._photos: Noted[PhotoFile] = Noted(self.reads, "photo", dict(snapshot.photos))
        self.today = today
        self.search_before: Before | None = None
        self.site = self._site()

    def _site(self) -> Site:
        settings, district = self.snapshot.settings, self._district()
        return Site(
            title=settings.get("title") or TITLE,
            office=settings.get("office") or "",
            demonstration=settings.get("demonstration") == "yes",
            district=link(district) if district else None,
        )

    @property
    def as_of(self) -> datetime | None:
        """When anything last changed (UTC), or None where nothing was ever published."""
        self.reads.now.add(LOG)
        return self.snapshot.as_of

    @property
    def as_of_day(self) -> date | None:
        """The day in China on which anything last changed."""
        return day_of(self.as_of)

    @property
    def district_code(self) -> str:
        """What tells this site's records from those of another district's."""
        return self.site.district.slug if self.site.district else ""

    def _district(self) -> Area | None:
        """The district of the settings, else the only one there is."""
        named = self.index.get("area", self.snapshot.settings.get("district"))
        found = [row for row in self.index.areas.values() if row.level == "district"]
        return named or (found[0] if len(found) == 1 else None)

    def _found(self, kind: str, slug: str) -> Any:
        """The row at a slug."""
        row = self.index.by_slug[kind].get(slug)
        if row is None:
            raise NotPublished(kind, slug)
        return row

    def slugs(self, kind: str) -> list[str]:
        """Every slug (or area code, article or photo name) that has a page of this kind."""
        if kind == "area":
            return sorted(self.index.areas)
        if kind == "article":
            return list(self._articles)
        if kind == "notice":
            return posters.codes(self.index)
        if kind == "photo":
            return sorted(self._photos)
        return sorted(self.index.by_slug[kind])

    def former_slugs(self, kind: str) -> list[str]:
        """The addresses of this kind that lead on to a page that there still is."""
        live: Mapping[str, Any] = self.index.by_slug.get(kind, {})
        return [
            former.slug
            for former in self.snapshot.former_slugs
            if former.kind == kind
            and former.slug not in live
            and kind in self.index.by_slug
            and self.index.get(kind, former.key)
        ]

    def former(self, kind: str, slug: str) -> FormerPage:
        """Where an address that a record had before leads on to."""
        for former in self.snapshot.former_slugs:
            row = self.index.get(kind, former.key)
            if (former.kind, former.slug) == (kind, slug) and row is not None:
                return FormerPage(link(row))
        raise NotPublished(kind, slug)

    def home(self) -> HomePage:
        topics = records.topic_groups(self._articles.values())
        return places.home_page(self.index, self._district(), topics)

    def services(self) -> ServicesPage:
        return services.services_page(self.index)

    def service(self, slug: str) -> ServicePage:
        row = self._found("service", slug)
        page = services.service_page(self.index, row)
        let_go(row)
        return page

    def category(self, slug: str) -> CategoryPage:
        return services.category_page(self.index, self._found("category", slug), self._district())

    def area(self, code: str) -> AreaPage:
        if code not in self.index.areas:
            raise NotPublished("area", code)
        return places.area_page(self.index, self.index.areas[code])

    def providers(self) -> ProvidersPage:
        return records.providers_page(self.index)

    def provider(self, slug: str) -> ProviderPage:
        row = self._found("provider", slug)
        return records.provider_page(self.index, row, self._photos.get(row.photo))

    def teams(self) -> TeamsPage:
        return records.teams_page(self.index)

    def team(self, slug: str) -> TeamPage:
        return records.team_page(self.index, self._found("team", slug))

    def channels(self) -> ChannelsPage:
        return records.channels_page(self.index)

    def channel(self, slug: str) -> ChannelPage:
        return records.channel_page(self.index, self._found("channel", slug))

    def activities(self) -> ActivitiesPage:
        return records.activities_page(self.index)

    def activity(self, slug: str) -> ActivityPage:
        return records.activity_page(self.index, self._found("activity", slug))

    def articles(self) -> ArticlesPage:
        return ArticlesPage(records.topic_groups(self._articles.values()))

    def article(self, slug: str) -> ArticlePage:
        if slug not in self._articles:
            raise NotPublished("article", slug)
        return records.article_page(self._articles[slug], self._articles.values())

    def contacts(self) -> ContactsPage:
        return places.contacts_page(self.index, self._district())

    @cached_property
    def search_index(self) -> SearchIndex:
        """What a browser searches: made once, before the work is shared among processes."""
        return SearchIndex(self.index, self._articles.values(), self.search_before)

    def search(self) -> SearchPage:
        self.reads.now.add(SEARCH)
        return places.search_page(self.index, self.search_index.directory)

    def search_file(self, name: str) -> str:
        # What has this name is never another file: it depends on nothing else.
        if not (found := self.search_index.text(name)):
            raise NotPublished("search", name)
        return found

    def emergency(self) -> EmergencyPage:
        return places.emergency_page(self.index, self._district())

    def about(self) -> AboutPage:
        levels = [row.level for row in self.index.areas.values()]
        return AboutPage(
            towns=levels.count("town"),
            villages=levels.count("village"),
            services=len(self.index.services),
        )

    def comfort(self) -> ComfortPage:
        return ComfortPage()

    def changes(self) -> ChangesPage:
        self.reads.now.add(LOG)
        return changes_page(self.index, self.snapshot)

    def figures(self) -> FiguresPage:
        return figures_page(self.index)

    def figure(self, slug: str) -> FigurePage:
        return figure_page(self._found("figure", slug))

    def contact(self, slug: str) -> ContactCard:
        """A contact point, which has a file to keep and no page of its own."""
        return contact_card(self.index, self._found("contact", slug))

    def upcoming_slugs(self) -> list[str]:
        """The activities that are not over, the next one first."""
        return [row.slug for row in sorted(self.index.upcoming(), key=by_start)]

    def changed_at(self, kind: str, slug: str) -> datetime | None:
        """When a record last changed (UTC), or None where the log does not say."""
        found: datetime | None = instant(self._logged_of(kind, slug))
        return found

    def _logged_of(self, kind: str, slug: str) -> Any:
        row = self.index.areas.get(slug) if kind == "area" else self._found(kind, slug)
        return self._logged(kind, row.key) if row else None

    def _logged(self, kind: str, key: str) -> Any:
        self.reads.now.add(("logged", f"{kind}:{key}"))
        return self.snapshot.last_changes.get((kind, key))

    def changed_on(self, endpoint: str, slug: str) -> date | None:
        """The day on which a page's record last changed, where that is known."""
        if endpoint == "article":
            return self.article(slug).updated_on
        return day_of(self._logged_of(endpoint, slug))

    def printing(self) -> PrintPage:
        return posters.print_page(self.index)

    def notice(self, code: str) -> Notice:
        if code not in posters.codes(self.index):
            raise NotPublished("notice", code)
        area = self.index.areas[code]
        return posters.notice(self.index, area, self._latest(posters.sources(self.index, area)))

    def _latest(self, rows: Iterable[Published]) -> date | None:
        """The day on which one of the rows last changed; where the log does not say, any row."""
        found = [at for row in rows if (at := self._logged(row.kind, row.key))]
        return day_of(max(found)) if found else self.as_of_day

    def booklet(self) -> Booklet:
        return booklets.booklet(self.index, self._district(), self.as_of_day)

    def not_found(self) -> NotFoundPage:
        return places.not_found_page(self.index)

    def photo(self, name: str) -> PhotoFile:
        if name not in self._photos:
            raise NotPublished("photo", name)
        return self._photos[name]
