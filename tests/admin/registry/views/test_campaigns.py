"""A campaign reaches down into every village, and counts from the visits themselves.

Duties of the order: A2 3.
"""

from typing import Any

from admin.registry.visits.records import Campaign
from pages import clock
from tests.admin.registry import factories
from tests.admin.registry.views.conftest import Village
from tests.factories import TOWN


def order(**change: Any) -> dict[str, Any]:
    today = str(clock.today())
    return {
        "kind": "cold",
        "name": "寒潮走访",
        "area_code": TOWN,
        "audience": "everyone",
        "calls": "no",
        "starts_on": today,
        "ends_on": today,
    } | change


def test_a_towns_campaign_is_the_villages_work(village: Village) -> None:
    town, contact = village.browser(), village.browser("village_contact")
    town.post("/visits/campaigns/new", data=order())
    assert "还有 1 位没看望" in contact.get("/visits/").text
    with village.working():
        campaign = Campaign.get()
        now, today = clock.now(), clock.today()
        factories.visit(village.elder, mode="phone", at=now, made_on=today)
    assert "看望了 0 / 2" in town.get(f"/visits/campaigns/{campaign.handle}/").text
    with village.working():
        factories.visit(village.elder, at=now, made_on=today)
    assert "看望了 1 / 2" in town.get(f"/visits/campaigns/{campaign.handle}/").text
    assert "看望了 1 / 1" in contact.get(f"/visits/campaigns/{campaign.handle}/").text


def test_a_call_counts_where_that_was_ordered(village: Village) -> None:
    town = village.browser()
    town.post("/visits/campaigns/new", data=order(calls="yes"))
    with village.working():
        factories.visit(village.elder, mode="phone", at=clock.now(), made_on=clock.today())
    assert "看望了 1 / 2" in town.get("/visits/campaigns/").text


def test_days_in_the_wrong_order_are_told(village: Village) -> None:
    answer = village.browser().post("/visits/campaigns/new", data=order(ends_on="2026-01-01"))
    assert "不能早于" in answer.text


def test_a_village_ends_no_campaign_of_the_town(village: Village) -> None:
    village.browser().post("/visits/campaigns/new", data=order())
    with village.working():
        path = f"/visits/campaigns/{Campaign.get().handle}/close"
    assert village.browser("village_contact").post(path).status_code == 403
    village.browser().post(path)
    with village.working():
        assert Campaign.get().closed_at
