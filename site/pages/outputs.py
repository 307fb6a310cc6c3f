"""Every file of the site by its path, and the address that fills it: what a build has to make.

Takes the tables of `urls` and `files` and a catalog. It renders nothing; the service worker, which
is made from all the others, is not among them.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pages.catalog import Catalog
from pages.files import kinds
from pages.precompressing import ENDINGS
from pages.urls import PAGES, Values, page_urls

CARDS = ("service", "provider", "team", "channel", "contact")
# The parts that a build may leave as an earlier one has made them: their addresses, their files.
PARTS: dict[str, frozenset[str]] = {
    "search": frozenset({"search", "search_file"}),
    "posters": frozenset({"notice", "card", "booklet"}),
    "vcards": frozenset(f"{kind}_vcard" for kind in CARDS),
}
# Of each part how its files' paths begin, and how they end.
FILES = {
    "search": (("search/",), ()),
    "posters": (("posters/", "print/booklet.pdf"), ()),
    "vcards": ((), (".vcf",)),
}
ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")
# Of a path: its endpoint and the values of its address.
Outputs = dict[str, tuple[str, Values]]


def outputs(catalog: Catalog, base_url: str, without: frozenset[str] = frozenset()) -> Outputs:
    """What the site consists of today, without the parts that are left as they are."""
    left = frozenset().union(*(PARTS[part] for part in without))
    patterns = {name: _pattern(kind.rule) for name, kind in PAGES.items()}
    patterns |= {name: _pattern(kind.rule) for name, kind in kinds(base_url).items()}
    made = {}
    for endpoint, values in _addresses(catalog, base_url, left):
        before, argument, after = patterns[endpoint]
        made[f"{before}{values[argument]}{after}" if argument else before] = (endpoint, values)
    return made


def _addresses(
    catalog: Catalog, base_url: str, left: frozenset[str]
) -> Iterator[tuple[str, Values]]:
    yield from (found for found in page_urls(catalog) if found[0] not in left)
    for endpoint, kind in kinds(base_url).items():
        if endpoint not in left:
            yield from ((endpoint, values) for values in kind.values(catalog))


def _pattern(rule: str) -> tuple[str, str, str]:
    """What stands before the argument of a rule, its name, and what stands after it."""
    path = f"{rule}index.html" if rule.endswith("/") else rule
    found = ARGUMENT.search(path)
    if found is None:
        return path[1:], "", ""
    return path[1 : found.start()], found[1], path[found.end() :]


def of_parts(parts: Iterable[str], names: Iterable[str]) -> list[str]:
    """The files among these that belong to parts that can be left alone."""
    found = [FILES[part] for part in parts]
    begin = tuple(each for begins, _ends in found for each in begins)
    end = tuple(each for _begins, ends in found for each in ends)
    return [
        name
        for name in names
        if (name.startswith(begin) or name.endswith(end)) and not name.endswith(ENDINGS)
    ]


def counts(sizes: Mapping[str, int]) -> dict[str, Any]:
    """How many files there are, of what kinds, with how many bytes."""
    kinds = Counter(name.partition("/")[0] if "/" in name else "." for name in sizes)
    return {
        "pages": sum(name.endswith(".html") for name in sizes),
        "kinds": dict(kinds),
        "size": sum(sizes.values()),
        "files": len(sizes),
    }


def address(name: str) -> str:
    """The address of a file: `services/song-can/index.html` lies at `/services/song-can/`."""
    return f"/{name.removesuffix('index.html')}" if name.endswith("/index.html") else _top(name)


def _top(name: str) -> str:
    return "/" if name == "index.html" else f"/{name}"
