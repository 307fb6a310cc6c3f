"""Walks a built site and finds what would fail a reader: dead links, dead anchors, absolute links.

Used on every built output in the tests; it reads files only, as a browser opening them would.
"""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup

ATTRIBUTES = (("a", "href"), ("link", "href"), ("img", "src"), ("script", "src"))


def pages(output: Path) -> list[Path]:
    """Every HTML page of the site."""
    return sorted(output.rglob("*.html"))


def problems(output: Path) -> list[str]:
    """One line for each fault, naming the page and the link."""
    root = output.resolve()
    soups = {path: BeautifulSoup(path.read_bytes(), "html.parser") for path in pages(root)}
    anchors = {
        path: {str(tag["id"]) for tag in soup.find_all(id=True)} for path, soup in soups.items()
    }
    return [
        f"{path.relative_to(root)}: {problem}"
        for path, soup in soups.items()
        for problem in [*_duplicate_ids(soup), *_dead_links(root, path, soup, anchors)]
    ]


def _duplicate_ids(soup: BeautifulSoup) -> Iterator[str]:
    seen: set[str] = set()
    for tag in soup.find_all(id=True):
        if str(tag["id"]) in seen:
            yield f"id {tag['id']} twice"
        seen.add(str(tag["id"]))


def _links(soup: BeautifulSoup) -> Iterator[str]:
    for name, attribute in ATTRIBUTES:
        for tag in soup.find_all(name, attrs={attribute: True}):
            if tag.get("rel") != ["canonical"]:
                yield str(tag[attribute])
    for tag in soup.find_all("meta", attrs={"http-equiv": "refresh"}):
        yield str(tag["content"]).partition("url=")[2]


def _dead_links(
    root: Path, page: Path, soup: BeautifulSoup, anchors: dict[Path, set[str]]
) -> Iterator[str]:
    for link in _links(soup):
        parts = urlsplit(link)
        if parts.scheme in {"tel", "mailto"}:
            continue
        target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
        if parts.scheme or parts.netloc or parts.path.startswith("/"):
            yield f"absolute link {link}"
        elif not target.is_file() or not target.is_relative_to(root):
            yield f"dead link {link}"
        elif parts.fragment and unquote(parts.fragment) not in anchors[target]:
            yield f"dead anchor {link}"
