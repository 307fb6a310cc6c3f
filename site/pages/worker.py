"""The service worker: what lets a reader see the site without a network, and of one version.

It is written after every other file, because it names the site's version, a digest over all of
them, and the files that each reader gets kept. It knows bytes and addresses, no record.
"""

import hashlib
import json
import posixpath
import re
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flask import Flask, render_template

WORKER = "sw.js"
# Replaced before any other file of a new version, as the worker is after all of them: who reads it
# after a page knows whether that page can be of the version that it names.
VERSION = "version.txt"
# The pages that each reader gets kept, whether read or not; with what they are made of.
SHELL = ("home", "emergency", "contacts", "offline")
LINKED = re.compile(r'\s(?:href|src)="([^"#?]+)')


def write(app: Flask, folder: Path) -> None:
    """Add the worker to a site that has been frozen into a folder, and is whole but for it.

    Without `offline` in the site's settings: the worker that ends an earlier one.
    """
    with app.test_request_context():
        if not app.config["SITE_OFFLINE"]:
            _put(folder / WORKER, render_template("sw-farewell.js"))
            return
        facts = _facts(app, folder)
        facts["version"] = _version(folder, render_template("sw.js", facts=facts))
        _put(folder / VERSION, f"{facts['version']}\n")
        _put(folder / WORKER, render_template("sw.js", facts=facts))


def _put(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _facts(app: Flask, folder: Path) -> dict[str, Any]:
    pages = [_file(app, endpoint) for endpoint in SHELL]
    return {
        "offline": _file(app, "offline"),
        "versionFile": VERSION,
        "shell": [[name, _integrity(folder / name)] for name in _with_assets(folder, pages)],
        "lastResort": render_template("last_resort.html"),
    }


def _file(app: Flask, endpoint: str) -> str:
    """The file of a page that has one address."""
    return app.url_map.bind("").build(endpoint).removeprefix("/") + "index.html"


def _with_assets(folder: Path, pages: list[str]) -> list[str]:
    """Pages, and each style, script and picture that they load from `static/`."""
    linked = {asset for page in pages for asset in _assets(folder, page)}
    return [*pages, *sorted(linked)]


def _assets(folder: Path, page: str) -> Iterator[str]:
    for link in LINKED.findall((folder / page).read_text(encoding="utf-8")):
        path = posixpath.normpath(posixpath.join(posixpath.dirname(page), link))
        if path.startswith("static/") and (folder / path).is_file():
            yield path


def _integrity(path: Path) -> str:
    """The digest of a file in the form that a browser checks."""
    return f"sha256-{b64encode(hashlib.sha256(path.read_bytes()).digest()).decode()}"


def _version(folder: Path, worker: str) -> str:
    """What all files of the site are together, the worker's own program included."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    digests = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
    }
    whole = json.dumps([digests, worker], sort_keys=True)
    return hashlib.sha256(whole.encode()).hexdigest()[:16]
