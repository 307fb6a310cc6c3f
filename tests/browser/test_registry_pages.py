"""The registry as its menu offers it, on a telephone and on a desk: it fits, and axe agrees."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.admin.conftest import DeskInTest
from tests.admin.registry import registry_ground
from tests.browser import axe, yardsticks
from tests.factories import VILLAGE

pytestmark = pytest.mark.slow
# Those of the public site that hold for the desk too; its type may be smaller, its lines longer.
YARDSTICKS = ("overEdge",)
# The desk keeps level AA; this rule is of AAA, which the public site keeps.
BEYOND = "color-contrast-enhanced"
WIDTHS = {"telephone": (390, 844), "desk": (1280, 860)}


# Where the addresses of the registry begin.
OWN = (
    "/elders", "/helpers", "/visits", "/notices", "/care", "/rights", "/retention", "/emergency",
    "/supervision", "/public-figures", "/ledger", "/dossier", "/reports", "/platform",
)  # fmt: skip


def reachable(page: Page) -> list[str]:
    """The pages of the registry that the menu offers."""
    links = page.eval_on_selector_all(
        "nav a[href^='/']", "found => found.map(a => a.getAttribute('href'))"
    )
    return sorted({link for link in links if "?" not in link and link.startswith(OWN)})


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_fits_and_can_be_used(
    town_desk: DeskInTest, signed_in: Callable[[str], Page], address: str, width: str
) -> None:
    with town_desk.office.databases.working():
        handle = registry_ground.plant(VILLAGE)["elder"]
    page = signed_in("district_editor")
    across, down = WIDTHS[width]
    page.set_viewport_size({"width": across, "height": down})
    page.goto(address)
    menu = reachable(page)
    more = [f"/elders/{handle}/", f"/care/rights-request/new?elder={handle}", "/emergency/new"]
    assert {"/elders/", "/care/rights-request/", "/retention/", "/rights/"} <= set(menu)
    wrong = []
    for path in [*menu, *more]:
        answer = page.goto(f"{address}{path}")
        if answer is None or answer.status != 200:
            wrong.append(f"{path}: no page")
            continue
        axe.put_into(page)
        found = [each for each in axe.violations(page) if not each.startswith(BEYOND)]
        found += yardsticks.wrong(page, *YARDSTICKS)
        wrong += [f"{path}: {each}" for each in found]
    assert wrong == []
