"""Which fields of a record say something else than before: pure, for lists of changes.

Rendered texts are left out, they follow their sources; a telephone's empty parts are no difference.
"""

from typing import Any

RENDERED = "_html"


def differing(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """The names in `after` whose value is another than in `before`."""
    return [
        name
        for name, value in after.items()
        if not name.endswith(RENDERED) and bare(value) != bare(before.get(name))
    ]


def bare(value: Any) -> Any:
    """Lists and dicts without what is empty or false in them: older rows lack those parts."""
    if isinstance(value, list):
        return [bare(each) for each in value]
    if isinstance(value, dict):
        parts = {name: bare(part) for name, part in value.items()}
        return {name: part for name, part in parts.items() if part}
    return value
