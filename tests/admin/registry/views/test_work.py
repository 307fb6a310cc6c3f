"""The list of what is due counts one's own duty and what one oversees, by place.

Duties of the order: A2 10.
"""

from datetime import date

import pytest

from admin.registry.in_force import Rules
from admin.registry.people import recomputation
from pages import clock
from tests.admin.registry.views.conftest import Village


@pytest.fixture
def due(village: Village, rules: Rules) -> date:
    today = clock.today()
    with village.working():
        recomputation.recompute(today, rules)
    return today


def test_what_is_due_is_listed_by_place(village: Village, due: date) -> None:
    town = village.browser("town_editor").get("/visits/due/").text
    assert "王秀英" in town
    assert "赵远方" in town
    assert "外村村委会" in town
    mine = village.browser("village_contact").get("/visits/due/").text
    assert "赵远方" not in mine
    assert "外村村委会" not in mine


def test_one_village_can_be_looked_at(village: Village, due: date) -> None:
    text = village.browser("town_editor").get(f"/visits/due/?area={village.foreign.area_code}").text
    assert "赵远方" in text
    assert "王秀英" not in text


def test_the_front_page_says_how_many_wait(village: Village, due: date) -> None:
    text = village.browser("town_editor").get("/").text
    assert "位老人待走访" in text
