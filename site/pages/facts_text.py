"""Data for machines as the text that stands in a page: JSON, safe inside of HTML.

Leaves out what is empty, at any depth: a text, a list, an object that says no more than its type.
It knows no page and no vocabulary.
"""

import json
from json.encoder import encode_basestring
from typing import Any

from markupsafe import Markup

# What ends a script, starts an entity or ends an attribute.
UNSAFE = (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026"), ("'", "\\u0027"))
TYPE = "@type"


class Written(str):
    """A value that is text already, for what many pages say alike; "" is nothing."""

    __slots__ = ()


def written(value: Any) -> str:
    """A value as JSON; "" where there is nothing in it."""
    kind = type(value)
    if kind is str:
        return encode_basestring(value) if value else ""
    if kind is Written:
        return str(value)
    if kind is dict:
        said = [f'"{name}":{text}' for name, each in value.items() if (text := written(each))]
        return f"{{{','.join(said)}}}" if len(said) > (TYPE in value) else ""
    if kind is list:
        said = [text for each in value if (text := written(each))]
        return f"[{','.join(said)}]" if said else ""
    return "" if value is None else json.dumps(value)


def safe(text: str) -> Markup:
    """JSON as it may stand in a page."""
    for character, escaped in UNSAFE:
        text = text.replace(character, escaped)
    return Markup(text)  # noqa: S704 (escaped above)
