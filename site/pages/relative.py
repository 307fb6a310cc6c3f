"""Links from page to page as a folder of files needs them: relative, and naming the file.

Says what `flask_frozen.relative_url_for` says, for an application without `url_defaults`, without
asking the routing anew for an address that it has built before. It knows no page.
"""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from flask import Flask, url_for
from werkzeug.routing import BuildError

from pages.templating import Plain

# What Flask leaves as it is in an anchor.
SAFE_IN_ANCHOR = "%!#$&'()*+,/:;=?@"
# A name that stands in an address as it is, and one that no address has by itself.
NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
EXAMPLE = "example-0-name"
# So many addresses are remembered: what every page links to comes again at once, the rest hardly.
MOST = 20_000
# A request for nothing in particular. Flask's own for tests would load its tools for tests.
NOWHERE = {
    "REQUEST_METHOD": "GET", "SCRIPT_NAME": "", "PATH_INFO": "/", "SERVER_NAME": "localhost",
    "SERVER_PORT": "80", "wsgi.url_scheme": "http",
}  # fmt: skip


class RelativeLinks(Plain):
    """In the place of `url_for` in templates; `stand_at` says from which page it is asked."""

    def __init__(self, app: Flask) -> None:
        self._build: Callable[..., str] = app.url_map.bind("").build
        self._known: dict[tuple[str, tuple[tuple[str, Any], ...]], tuple[str, str]] = {}
        self._parts: dict[tuple[str, str], tuple[str, str]] = {}
        self._here: list[str] = []
        self._up = self._first = ""
        # From pages of one quarter a link is the same, unless it leads deeper into it.
        self.quarter = (0, "")
        self.asked: set[str] | None = None

    def stand_at(self, path: str) -> None:
        """From now on links lead from the page at this address, such as `/services/song-can/`."""
        self._here = path.split("/")[1:-1]
        self._up = "../" * len(self._here)
        self._first = self._here[0] if self._here else ""
        self.quarter = (len(self._here), self._first)

    def __call__(self, endpoint: str, **values: Any) -> str:
        key = (endpoint, tuple(values.items()))
        found = self._known.get(key)
        if found is None:
            if len(self._known) >= MOST:
                self._known.clear()
            path = self._built(endpoint, values)
            found = self._known[key] = (path, path.split("/")[1] if path[:1] == "/" else path)
        path, first = found
        if self.asked is not None:
            self.asked.add(path)
        if path[:1] != "/":
            return path
        return (self._up + path[1:]) or "." if first != self._first else self._from_here(path)

    def is_near(self, nearby: frozenset[str]) -> bool:
        """Whether one of these folders of the quarter is that of the page."""
        return len(self._here) > 1 and self._here[1] in nearby

    def path(self, endpoint: str, values: dict[str, Any]) -> str:
        """An address from the site's root."""
        return self._build(endpoint, values)

    def _built(self, endpoint: str, values: dict[str, Any]) -> str:
        if len(values) == 1 and (plain := self._plain(endpoint, *values.items())):
            return plain
        anchor = values.pop("_anchor", None)
        if any(name.startswith("_") for name in values):
            return url_for(endpoint, _anchor=anchor, **values)
        try:
            path, mark, query = self._build(endpoint, values).partition("?")
        except BuildError:
            return url_for(endpoint, **values)  # whose message says what there is instead
        end = "" if anchor is None else f"#{quote(anchor, safe=SAFE_IN_ANCHOR)}"
        return f"{_file(path)}{mark}{query}{end}"

    def _plain(self, endpoint: str, given: tuple[str, Any]) -> str:
        """The address of a plain name: what the routing said of another, with this one in it."""
        name, value = given
        if name[0] == "_" or type(value) is not str or not NAME.fullmatch(value):
            return ""
        parts = self._parts.get((endpoint, name))
        if parts is None:
            try:
                before, _example, after = self._build(endpoint, {name: EXAMPLE}).partition(EXAMPLE)
            except BuildError:
                return ""
            parts = self._parts[endpoint, name] = (before, after)
        return "" if "?" in parts[0] else _file(value.join(parts))

    def _from_here(self, path: str) -> str:
        wanted, here = path.split("/")[1:], self._here
        if not here or wanted[0] != here[0]:
            return (self._up + path[1:]) or "."
        shared = 1
        most = min(len(here), len(wanted) - 1)
        while shared < most and wanted[shared] == here[shared]:
            shared += 1
        return "../" * (len(here) - shared) + "/".join(wanted[shared:])


def nearby(paths: set[str], quarter: str) -> frozenset[str]:
    """The folders of a quarter into which some of the links lead."""
    parts = (path.split("/") for path in paths)
    return frozenset(found[2] for found in parts if found[1] == quarter and len(found) > 3)


def _file(path: str) -> str:
    return f"{path}index.html" if path.endswith("/") else path
