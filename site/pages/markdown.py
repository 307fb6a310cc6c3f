"""Markdown made into HTML that can do no harm.

What a clerk or an article's author wrote is rendered by Python-Markdown and cleaned by nh3: only
a short list of elements survives, links lead to web pages, telephones and mail alone, and no
script, style, handler or embedded picture gets through. It refuses texts too long to be meant.
"""

import re

LONGEST = 200_000
EXTENSIONS = ("tables", "sane_lists")
TAGS = {
    "a", "blockquote", "br", "code", "em", "h2", "h3", "h4", "hr", "li", "ol", "p", "pre",
    "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto", "tel"}
# The page itself has the only h1: a text's own headings begin one level below.
HEADING = re.compile(r"(</?h)([1-3])(?=[\s>])")
# Bidirectional controls and zero-width characters can hide what a text says.
INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


class TooLong(ValueError):
    """The text has more than `LONGEST` characters."""


def render(text: str) -> str:
    """The text as safe HTML; headings begin at h2.

    :raises TooLong: more than `LONGEST` characters.
    """
    if len(text) > LONGEST:
        raise TooLong(f"{len(text)} characters")
    if not text.strip():
        return ""
    import markdown  # noqa: PLC0415 (loads much; not every build has a text to render)
    import nh3  # noqa: PLC0415

    raw = markdown.markdown(INVISIBLE.sub("", text), extensions=EXTENSIONS)
    return nh3.clean(
        HEADING.sub(_lower, raw),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer",
    )


def _lower(heading: re.Match[str]) -> str:
    return f"{heading[1]}{int(heading[2]) + 1}"
