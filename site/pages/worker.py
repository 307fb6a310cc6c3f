"""The service worker: what lets a reader see the site without a network, and of one version.

It is written after every other file, because it names the site's version, a digest over all of
them, and the files that each reader gets kept. It knows bytes and addresses, no record.
"""

import hashlib
import posixpath
import re
from base64 import b64encode
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Flask, render_template
from flask_babel import gettext as _
from markupsafe import escape

from pages.presentation import day
from pages.relative import NOWHERE

WORKER = "sw.js"
# Replaced before any other file of a new version, as the worker is after all of them: who reads it
# after a page knows whether that page can be of the version that it names.
VERSION = "version.txt"
# The pages that each reader gets kept, whether read or not; with what they are made of.
SHELL = ("home", "emergency", "contacts", "offline")
LINKED = re.compile(r'\s(?:href|src)="([^"#?]+)')


@dataclass(frozen=True)
class Whole:
    """A site that is finished but for its worker.

    `tally` is what all its files are together, `read` gives the bytes of one, `as_of` is the day
    until which its facts are.
    """

    tally: int
    files: Collection[str]
    read: Callable[[str], bytes]
    as_of: date | None


def files(app: Flask, site: Whole) -> dict[str, bytes]:
    """The worker of a site and what belongs to it.

    Without `offline` in the site's settings: the worker that ends an earlier one.
    """
    with app.request_context(dict(NOWHERE)):
        if not app.config["SITE_OFFLINE"]:
            return {WORKER: render_template("sw-farewell.js").encode()}
        facts = _facts(app, site) | {"until": _until(site.as_of)}
        facts["version"] = _version(site.tally, render_template("sw.js", facts=facts))
        worker = render_template("sw.js", facts=facts)
        return {VERSION: f"{facts['version']}\n".encode(), WORKER: worker.encode()}


def counted(name: str, digest: bytes) -> int:
    """What a file adds to the tally of a site, in whatever order files are made."""
    return int.from_bytes(hashlib.sha256(f"{name}\n".encode() + digest).digest())


def _until(as_of: date | None) -> str:
    """What a page says that comes out of the store: until when its facts are."""
    return str(escape(_("内容截至 %(date)s", date=day(as_of)) + _("。"))) if as_of else ""


def _facts(app: Flask, site: Whole) -> dict[str, Any]:
    pages = [_file(app, endpoint) for endpoint in SHELL]
    return {
        "offline": _file(app, "offline"),
        "versionFile": VERSION,
        "shell": [[name, _integrity(site.read(name))] for name in _with_assets(site, pages)],
        "lastResort": render_template("last_resort.html"),
    }


def _file(app: Flask, endpoint: str) -> str:
    """The file of a page that has one address."""
    return app.url_map.bind("").build(endpoint).removeprefix("/") + "index.html"


def _with_assets(site: Whole, pages: list[str]) -> list[str]:
    """Pages, and each style, script and picture that they load from `static/`."""
    linked = {asset for page in pages for asset in _assets(site, page)}
    return [*pages, *sorted(linked)]


def _assets(site: Whole, page: str) -> Iterator[str]:
    for link in LINKED.findall(site.read(page).decode()):
        path = posixpath.normpath(posixpath.join(posixpath.dirname(page), link))
        if path.startswith("static/") and path in site.files:
            yield path


def _integrity(content: bytes) -> str:
    """The digest of a file in the form that a browser checks."""
    return f"sha256-{b64encode(hashlib.sha256(content).digest()).decode()}"


def _version(tally: int, worker: str) -> str:
    """What all files of the site are together, the worker's own program included."""
    return hashlib.sha256(f"{tally:x}\n{worker}".encode()).hexdigest()[:16]
