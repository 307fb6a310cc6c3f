"""The pages of a built folder by kind, and a web host for it as a careful office sets one up.

The kinds come from the table of the site's pages, so that a new one is found by itself.
"""

import mimetypes
import re
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

import brotli

from pages.urls import PAGES

LEADS_ON = 'http-equiv="refresh"'
COMPRESSED = re.compile(r"text/|application/(javascript|json|manifest\+json)|image/svg")
WsgiApp = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def pages_of(site: Path, kind: str) -> list[Path]:
    """The files of one kind of page, without those that lead on from a former address."""
    rule = re.sub("<[^>]+>", "*", PAGES[kind].rule).lstrip("/")
    pattern = f"{rule}index.html" if rule.endswith("/") or not rule else rule
    found = sorted(site.glob(pattern))
    return [path for path in found if LEADS_ON not in path.read_text("utf-8")]


def heaviest(site: Path, kind: str) -> Path:
    """The largest page of its kind, as a browser must take it in."""
    return max(pages_of(site, kind), key=lambda path: path.stat().st_size)


def address(site: Path, page: Path) -> str:
    """The path of a page on a host: a folder for its index."""
    return f"/{page.relative_to(site).as_posix()}".removesuffix("index.html")


@cache
def compressed(path: Path, quality: int = 11) -> bytes:
    """A file as it goes over the wire."""
    return bytes(brotli.compress(path.read_bytes(), quality=quality))


def web_host(site: Path) -> WsgiApp:
    """Serves the folder in brotli; hashed names may be kept for ever, pages may not."""

    def serve(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        asked = environ["PATH_INFO"].lstrip("/")
        path = site / asked / "index.html" if asked.endswith("/") or not asked else site / asked
        if not path.is_file():
            start("404 Not Found", [("Content-Length", "0")])
            return [b""]
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        lasting = "max-age=31536000, immutable" if asked.startswith("static/") else "no-cache"
        headers = [("Content-Type", kind), ("Cache-Control", lasting)]
        smaller = COMPRESSED.match(kind)
        content = compressed(path) if smaller else path.read_bytes()
        headers += [("Content-Encoding", "br")] if smaller else []
        start("200 OK", [*headers, ("Content-Length", str(len(content)))])
        return [content]

    return serve
