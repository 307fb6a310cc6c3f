"""Somebody in the registry of an area with one row of every kind, for the table of every route."""

from typing import Any

from admin.registry.people import sealed_files
from tests.admin.registry import factories

OF = ("elder", "relative", "guardian", "consent", "visit", "excuse", "scan", "helper", "campaign")


def plant(area: str) -> dict[str, str]:
    """One elder of the area and everything about them; the keys by what they are of."""
    elder = factories.left_behind(area_code=area)
    helper = factories.helper(area_code=area)
    factories.assignment(elder, helper)
    guardian = factories.guardian(elder)
    numbered: dict[str, Any] = {
        "relative": elder.relatives.get(),
        "guardian": guardian,
        "scan": sealed_files.keep(guardian, b"%PDF-1.7", None, factories.NOW),
        "consent": factories.consent(elder),
        "visit": factories.visit(elder),
        "excuse": factories.excuse(elder),
    }
    return {what: str(row.id) for what, row in numbered.items()} | {
        "elder": elder.key,
        "helper": helper.key,
        "campaign": factories.campaign(area_code=area).key,
    }
