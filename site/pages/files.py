"""The table of the site's files that are no pages: address, type, and the bytes that fill it.

One line a file kind; `file_urls` lists every such file that the site has today. A file is a pure
function of the catalog, like a page of its model, and may ask for addresses with `url_for`.
"""

import mimetypes
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from flask import Response

from pages import assets, feeds, posters
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


def _photo(catalog: Catalog, name: str) -> bytes:
    return catalog.photo(name).content


def _asset(_catalog: Catalog, name: str) -> bytes:
    return assets.content(name)


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

    def response(self, catalog: Catalog, **values: str) -> Response:
        """The file as a browser gets it.

        :raises NotPublished, assets.UnknownAsset: there is none of that name.
        """
        content = self.content(catalog, **values)
        name = next(iter(values.values()), self.rule)
        kind = self.mimetype or mimetypes.guess_type(name)[0]
        headers = {"Cache-Control": LASTING} if self.lasting else {}
        return Response(content, mimetype=kind, headers=headers)


FILES: dict[str, FileKind] = {
    "robots": FileKind("/robots.txt", feeds.robots, mimetype="text/plain"),
    "sitemap": FileKind("/sitemap.xml", feeds.sitemap, mimetype="application/xml", absolute=True),
    "photo": FileKind("/photos/<name>", _photo, _photos),
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
