"""The table of duties in `docs/registry-duties.md`, and the walk that finds each from the front.

A walk follows the links of the pages, as somebody with a mouse would, and types no address.
"""

import re
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup
from flask import Flask
from werkzeug.exceptions import HTTPException

from tests.admin.conftest import Browser

ROOT = Path(__file__).resolve().parents[3]
TABLE = ROOT / "docs" / "registry-duties.md"
ROWS = range(1, 45)
LINE = re.compile(r"^\| (\d+) \|(.+)\|$", re.MULTILINE)
MOST_EACH = 20
FILES = re.compile(r"\.(pdf|xlsx|csv|zip|ics|vcf|js|css)$|/export/|^/preview/|^/static/")


class Duty(NamedTuple):
    """A row of the table; `address` and `test` are empty where there is no software."""

    row: int
    duty: str
    page: str
    address: str
    shows: str
    test: str


def duties(text: str) -> list[Duty]:
    """The rows of the table."""
    found = []
    for number, rest in LINE.findall(text):
        duty, page, address, shows, test = (cell.strip().strip("`") for cell in rest.split("|"))
        cells = (cell.replace("—", "") for cell in (address, shows, test))
        found.append(Duty(int(number), duty, page, *cells))
    return found


@dataclass
class Walk:
    """What somebody found by following links: the pages by their address and by its rule."""

    app: Flask
    browser: Browser
    seen: set[str] = field(default_factory=set)
    pages: dict[str, list[str]] = field(default_factory=dict)

    def go(self) -> "Walk":
        """Follow every link from the front page, some pages of each kind."""
        waiting = deque(["/"])
        while waiting:
            path = waiting.popleft()
            answer = self.browser.get(path)
            if answer.status_code == 200 and answer.mimetype == "text/html":
                for known in {self._rule(path), path.partition("?")[0]}:
                    self.pages.setdefault(known, []).append(answer.text)
                waiting.extend(self._fresh(path, answer.text))
        return self

    def _fresh(self, path: str, text: str) -> list[str]:
        links = (str(a["href"]) for a in BeautifulSoup(text, "html.parser").select("a[href]"))
        fresh = []
        for link in links:
            parts = urlsplit(urljoin(f"http://localhost{path}", link))
            wanted = f"{parts.path}?{parts.query}".rstrip("?")
            rule = self._rule(parts.path) if parts.netloc == "localhost" else ""
            if rule and wanted not in self.seen and len(self.pages.get(rule, ())) < MOST_EACH:
                self.seen.add(wanted)
                fresh.append(wanted)
        return fresh

    def _rule(self, path: str) -> str:
        """The rule that answers an address; "" for none and for files."""
        path = path.partition("?")[0]
        if FILES.search(path):
            return ""
        try:
            rule, _values = self.app.url_map.bind("localhost").match(path, return_rule=True)
        except HTTPException:
            return ""
        return str(rule.rule)
