"""What machines read of the site: robots.txt, the site map, and the feed of what has changed.

Each is text made from the catalog inside a request. Nothing here knows a record's fields: what a
page says is the page's business.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import islice
from math import ceil
from zlib import crc32

from flask import current_app, render_template

from pages import addresses
from pages.catalog import Catalog, NotPublished
from pages.catalog_pages import Change, ChangesPage
from pages.identifiers import urn
from pages.search_numbers import size_class
from pages.speech import gettext as _
from pages.urls import Values, page_urls

# The protocol's limit; from there on /sitemap.xml is a list of site maps.
MOST_IN_A_SITEMAP = 50_000
# So many are aimed at in each part, for addresses fall into parts by chance.
FULL = 45_000
MOST_IN_THE_FEED = 50
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


def robots(_catalog: Catalog) -> str:
    """Everything may be read; the site map is named where it exists."""
    return render_template("robots.txt")


def sitemap(catalog: Catalog) -> str:
    """Every page for search engines, in absolute addresses: there is none without a base URL."""
    parts = _parts(catalog)
    if parts > 1:
        return render_template("sitemaps.xml", numbers=range(1, parts + 1))
    return render_template("sitemap.xml", pages=_pages(catalog, _mapped(catalog)))


def sitemap_numbers(catalog: Catalog) -> list[Values]:
    """The parts of a site map that is too long for one file; none where it is not."""
    parts = _parts(catalog)
    return [{"number": number} for number in range(1, parts + 1)] if parts > 1 else []


def sitemap_part(catalog: Catalog, number: int) -> str:
    """One part of a long site map.

    Which part a page is in, its address says alone: one that comes moves no other.

    :raises NotPublished: there is none of that number.
    """
    parts = _parts(catalog)
    if not 1 <= number <= parts or parts == 1:
        raise NotPublished("sitemap", str(number))
    mine = (page for page in _mapped(catalog) if part_of(*page, parts) == number)
    return render_template("sitemap.xml", pages=_pages(catalog, mine))


def _parts(catalog: Catalog) -> int:
    """How many site maps there are."""
    return parts_for(sum(1 for _page in _mapped(catalog)))


def parts_for(count: int) -> int:
    """How many site maps so many pages make: some room in each, and seldom another number."""
    return 1 if count <= MOST_IN_A_SITEMAP else size_class(ceil(count / FULL))


def part_of(endpoint: str, values: Values, parts: int) -> int:
    """Which of so many site maps a page is in, from 1 on."""
    name = "/".join((endpoint, *map(str, values.values())))
    return crc32(name.encode()) % parts + 1


def _pages(catalog: Catalog, mapped: Iterable[tuple[str, Values]]) -> list[tuple[str, date | None]]:
    """Each page's path and the day on which its record last changed."""
    paths = current_app.url_map.bind("")
    return [
        (
            paths.build(endpoint, values).removeprefix("/"),
            catalog.changed_on(endpoint, *values.values()) if values else None,
        )
        for endpoint, values in mapped
    ]


def _mapped(catalog: Catalog) -> Iterator[tuple[str, Values]]:
    """What a search engine should know: no address that only leads on, and no error page."""
    for endpoint, values in page_urls(catalog, former=False):
        if endpoint not in {"not_found", "offline"}:
            yield endpoint, values


@dataclass(frozen=True)
class Entry:
    """One line of the feed; `id` is the same for the same change for ever."""

    id: str
    title: str
    updated_at: datetime
    url: str = ""


def atom(catalog: Catalog) -> str:
    """What has changed lately, for feed readers; its links are absolute or left out."""
    page = catalog.changes()
    as_of = catalog.as_of
    return render_template(
        "feed.xml",
        site=catalog.site,
        id=urn(catalog.district_code, "changes"),
        updated_at=as_of.replace(tzinfo=UTC) if as_of else NEVER,
        entries=list(islice(_entries(catalog.district_code, page), MOST_IN_THE_FEED)),
        home=addresses.absolute("home"),
        itself=addresses.absolute("feed"),
    )


def _entries(district: str, page: ChangesPage) -> Iterator[Entry]:
    for found in page.days:
        for change in found.changes:
            name = urn(district, "change", change.kind, change.key, found.day.isoformat())
            url = addresses.of(change.link) if change.link else ""
            yield Entry(name, _title(change), change.at.replace(tzinfo=UTC), url)
    if page.first:
        at, count = page.first
        title = _("首次发布：%(count)s 条信息", count=count)
        yield Entry(urn(district, "change", "first"), title, at.replace(tzinfo=UTC))


def _title(change: Change) -> str:
    if change.gone:
        return _("撤下：%(kind)s，%(count)s 条", kind=_(change.label), count=change.gone)
    # XML has no way to write a control character; a name may hold one.
    name = "".join(letter for letter in change.name if letter.isprintable())
    return _("新增或更新：%(kind)s《%(name)s》", kind=_(change.label), name=name)
