"""Reads a template as a browser would, for what the content security policy forbids.

Jinja's own marks are blanked, line by line, so that what remains parses as HTML. It knows no
template language beyond that, and judges only what is written, not what a variable may hold.
"""

import re
from html.parser import HTMLParser

JINJA = re.compile(r"{#.*?#}|{%.*?%}|{{.*?}}", re.DOTALL)
TAKES = re.compile(r"{%-?\s*(?:extends|include|import|from)\s+[\"']([^\"']+)[\"']")
ELSEWHERE = re.compile(r"\s*(?:https?:)?//", re.IGNORECASE)
LOADED = {
    ("audio", "src"),
    ("embed", "src"),
    ("form", "action"),
    ("iframe", "src"),
    ("img", "src"),
    ("img", "srcset"),
    ("input", "src"),
    ("link", "href"),
    ("object", "data"),
    ("script", "src"),
    ("source", "src"),
    ("source", "srcset"),
    ("track", "src"),
    ("use", "href"),
    ("video", "poster"),
    ("video", "src"),
}


class Markup(HTMLParser):
    """What a template holds inline, loads from elsewhere, and takes from other templates."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.inline: list[tuple[int, str]] = []
        self.foreign: list[tuple[int, str]] = []
        self.taken: list[str] = TAKES.findall(text)
        self.feed(JINJA.sub(_blank, text))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line, _column = self.getpos()
        self.inline += [(line, what) for what in _inline(tag, dict(attrs))]
        self.foreign += [
            (line, value)
            for name, value in attrs
            if (tag, name) in LOADED and value and ELSEWHERE.match(value)
        ]


def _inline(tag: str, attributes: dict[str, str | None]) -> list[str]:
    handlers = sorted(name for name in attributes if name.startswith("on"))
    found = [f"has the attribute {name}" for name in handlers]
    found += ["has a style attribute"] if "style" in attributes else []
    found += ["has an inline script"] if tag == "script" and _runs(attributes) else []
    return found + (["has an inline style sheet"] if tag == "style" else [])


def _runs(script: dict[str, str | None]) -> bool:
    """Facts for search engines are data: no browser runs them."""
    return "src" not in script and script.get("type") != "application/ld+json"


def _blank(match: re.Match[str]) -> str:
    """Nothing but the line ends: an address that Jinja computes begins with no host."""
    return "\n" * match.group().count("\n") or " "
