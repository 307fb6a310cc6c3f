"""Links from page to page as a folder of files needs them: relative, and naming the file.

Says what `flask_frozen.relative_url_for` says, for an application without `url_defaults`, without
asking the routing anew for an address that it has built before. It knows no page.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from flask import Flask, url_for
from werkzeug.routing import BuildError

# What Flask leaves as it is in an anchor.
SAFE_IN_ANCHOR = "%!#$&'()*+,/:;=?@"


class RelativeLinks:
    """In the place of `url_for` in templates; `stand_at` says from which page it is asked."""

    def __init__(self, app: Flask) -> None:
        self._build: Callable[..., str] = app.url_map.bind("").build
        self._known: dict[tuple[str, tuple[tuple[str, Any], ...]], str] = {}
        self._here: list[str] = []
        self._up = ""

    def stand_at(self, path: str) -> None:
        """From now on links lead from the page at this address, such as `/services/song-can/`."""
        self._here = path.split("/")[1:-1]
        self._up = "../" * len(self._here)

    def __call__(self, endpoint: str, **values: Any) -> str:
        key = (endpoint, tuple(values.items()))
        path = self._known.get(key)
        if path is None:
            path = self._known[key] = self._built(endpoint, values)
        return self._from_here(path) if path.startswith("/") else path

    def path(self, endpoint: str, values: dict[str, Any]) -> str:
        """An address from the site's root."""
        return self._build(endpoint, values)

    def _built(self, endpoint: str, values: dict[str, Any]) -> str:
        anchor = values.pop("_anchor", None)
        if any(name.startswith("_") for name in values):
            return url_for(endpoint, _anchor=anchor, **values)
        try:
            path, mark, query = self._build(endpoint, values).partition("?")
        except BuildError:
            return url_for(endpoint, **values)  # whose message says what there is instead
        end = "" if anchor is None else f"#{quote(anchor, safe=SAFE_IN_ANCHOR)}"
        return f"{_file(path)}{mark}{query}{end}"

    def _from_here(self, path: str) -> str:
        wanted, here = path.split("/")[1:], self._here
        if not here or wanted[0] != here[0]:
            return (self._up + path[1:]) or "."
        shared = 1
        most = min(len(here), len(wanted) - 1)
        while shared < most and wanted[shared] == here[shared]:
            shared += 1
        return "../" * (len(here) - shared) + "/".join(wanted[shared:])


def _file(path: str) -> str:
    return f"{path}index.html" if path.endswith("/") else path
