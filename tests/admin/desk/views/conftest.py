"""A service's form as a browser sends it."""

from typing import Any

from tests import factories


def posted(**changes: Any) -> dict[str, Any]:
    """A service's form as a browser sends it."""
    return {
        "base": "1",
        "then": "save",
        "name": "本镇送餐",
        "summary": "把热饭送到家。",
        "category": "1",
        "area": factories.TOWN,
        "areas": [factories.TOWN],
        "phones-0-number": "0533-0001234",
        "phones-0-label": "办公室",
        "cost_kind": "free",
        "slug": "ben-zhen-song-can",
    } | changes
