"""The table of the site's files that are no pages: address, type, and the bytes that fill it.

One line a file kind; `file_urls` lists every such file that the site has today. A file is a pure
function of the catalog, like a page of its model, and may ask for addresses with `url_for`.
"""

import mimetypes
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from flask import Response

from pages import assets, calendars, feeds, homescreen, posters, vcards
from pages.catalog import Catalog
from pages.urls import Values

LASTING = "public, max-age=31536000, immutable"
PDF = "application/pdf"


def once(_catalog: Catalog) -> list[Values]:
    """For a file of which a site has exactly one."""
    return [{}]


def _photos(catalog: Catalog) -> list[Values]:
    return [{"name": name} for name in catalog.slugs("photo")]


def _assets(_catalog: Catalog) -> list[Values]:
    return [{"name": name} for name in assets.names()]


def _search_files(catalog: Catalog) -> list[Values]:
    return [{"name": name} for name in catalog.search_index.names]


def _slugs(kind: str) -> Callable[[Catalog], list[Values]]:
    """For a file that every record of a kind has."""
    return lambda catalog: [{"slug": slug} for slug in catalog.slugs(kind)]


def _photo(catalog: Catalog, name: str) -> bytes:
    return catalog.photo(name).content


def _asset(_catalog: Catalog, name: str) -> bytes:
    return assets.content(name)


def _type_of(name: str) -> str | None:
    return mimetypes.guess_type(name)[0]


@dataclass(frozen=True)
class FileKind:
    """Where a kind of file lies, what is in it, and which ones there are.

    `mimetype` is empty where the file's name says it; `lasting` files never change under their
    name; `absolute` ones are full of absolute addresses and exist only with a base URL.
    """

    rule: str
    content: Callable[..., str | bytes]
    values: Callable[[Catalog], Iterable[Values]] = once
    mimetype: str = ""
    lasting: bool = False
    absolute: bool = False

    def response(self, catalog: Catalog, **values: Any) -> Response:
        """The file as a browser gets it.

        :raises NotPublished, assets.UnknownAsset: there is none of that name.
        """
        content = self.content(catalog, **values)
        name = next(iter(values.values()), self.rule)
        kind = self.mimetype or _type_of(str(name)) or _type_of(self.rule)
        headers = {"Cache-Control": LASTING} if self.lasting else {}
        return Response(content, mimetype=kind, headers=headers)


def _vcard(rule: str, kind: str, content: Callable[[Catalog, str], bytes]) -> dict[str, FileKind]:
    return {f"{kind}_vcard": FileKind(rule, content, _slugs(kind))}


FILES: dict[str, FileKind] = {
    "robots": FileKind("/robots.txt", feeds.robots, mimetype="text/plain"),
    "sitemap": FileKind("/sitemap.xml", feeds.sitemap, mimetype="application/xml", absolute=True),
    "webmanifest": FileKind(
        "/manifest.webmanifest", homescreen.webmanifest, mimetype="application/manifest+json"
    ),
    "sitemap_part": FileKind(
        "/sitemap-<int:number>.xml",
        feeds.sitemap_part,
        feeds.sitemap_numbers,
        mimetype="application/xml",
        absolute=True,
    ),
    "feed": FileKind("/feed.xml", feeds.atom, mimetype="application/xml"),
    "calendar": FileKind("/calendar.ics", calendars.upcoming),
    "event": FileKind("/activities/<slug>/event.ics", calendars.event, _slugs("activity")),
    **_vcard("/services/<slug>/contact.vcf", "service", vcards.service),
    **_vcard("/providers/<slug>/contact.vcf", "provider", vcards.provider),
    **_vcard("/teams/<slug>/contact.vcf", "team", vcards.team),
    **_vcard("/channels/<slug>/contact.vcf", "channel", vcards.channel),
    **_vcard("/contacts/<slug>.vcf", "contact", vcards.contact),
    "photo": FileKind("/photos/<name>", _photo, _photos),
    "search_file": FileKind("/search/<name>", Catalog.search_file, _search_files, lasting=True),
    "notice": FileKind("/posters/<code>.pdf", posters.notice, posters.places, PDF),
    "card": FileKind("/posters/<code>-card.pdf", posters.card, posters.places, PDF),
    "booklet": FileKind("/print/booklet.pdf", posters.booklet, mimetype=PDF),
    "asset": FileKind("/static/<path:name>", _asset, _assets, lasting=True),
}


def kinds(base_url: str) -> dict[str, FileKind]:
    """The kinds of file that a site at this base URL has; "" for one that may lie anywhere."""
    return {name: kind for name, kind in FILES.items() if base_url or not kind.absolute}


def file_urls(catalog: Catalog, base_url: str = "") -> Iterator[tuple[str, Values]]:
    """Every file of the site that is no page."""
    for endpoint, kind in kinds(base_url).items():
        yield from ((endpoint, values) for values in kind.values(catalog))
