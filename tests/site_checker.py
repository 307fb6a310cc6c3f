"""Walks a built site and finds what would fail a reader: dead links, dead anchors, absolute links.

Used on every built output in the tests; it reads files only, as a browser opening them would.
"""

import os
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

LINKS = {("a", "href"), ("link", "href"), ("img", "src"), ("script", "src")}


class Page(HTMLParser):
    """What the checker needs of a page: its ids, and the links that a reader may follow."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "meta" and values.get("http-equiv") == "refresh":
            self.links.append(values["content"].partition("url=")[2])
        if values.get("rel") != "canonical" and not _leads_out(tag, values):
            self.links += [value for name, value in values.items() if (tag, name) in LINKS]


def _leads_out(tag: str, values: dict[str, str]) -> bool:
    """A link that a reader may follow to another site, which does not learn where from."""
    rel = set(values.get("rel", "").split())
    return (
        tag == "a"
        and values.get("href", "").startswith("https://")
        and {"noopener", "noreferrer"} <= rel
    )


def pages(output: Path) -> list[Path]:
    """Every HTML page of the site."""
    return sorted(output.rglob("*.html"))


def problems(output: Path) -> list[str]:
    """One line for each fault, naming the page and the link."""
    root = output.resolve()
    read = {path: Page(path.read_text(encoding="utf-8")) for path in pages(root)}
    files = {str(path) for path in root.rglob("*") if path.is_file()}
    return [
        f"{path.relative_to(root)}: {problem}"
        for path, page in read.items()
        for problem in [*_duplicate_ids(page), *_dead_links(path, page, read, files)]
    ]


def _duplicate_ids(page: Page) -> Iterator[str]:
    for name in sorted(set(page.ids)):
        if page.ids.count(name) > 1:
            yield f"id {name} twice"


def _dead_links(path: Path, page: Page, read: dict[Path, Page], files: set[str]) -> Iterator[str]:
    for link in page.links:
        parts = urlsplit(link)
        if parts.scheme in {"tel", "sms", "mailto"}:
            continue
        target = os.path.normpath(path.parent / unquote(parts.path)) if parts.path else str(path)
        if parts.scheme or parts.netloc or parts.path.startswith("/"):
            yield f"absolute link {link}"
        elif target not in files:
            yield f"dead link {link}"
        elif parts.fragment and unquote(parts.fragment) not in read[Path(target)].ids:
            yield f"dead anchor {link}"
