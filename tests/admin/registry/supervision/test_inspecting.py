"""An inspection draws by its seed, once, and keeps what it was told."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest

from admin.databases import Databases
from admin.registry import logged
from admin.registry.supervision import inspecting, sampling
from admin.registry.supervision.rows import Inspection, Sample
from tests.admin.registry import factories
from tests.factories import TOWN, VILLAGE


@pytest.fixture
def inspection(databases: Databases, now: datetime, today: date) -> Iterator[Inspection]:
    with databases.working():
        for _number in range(12):
            factories.elder()
        factories.elder(area_code="370303102201")
        values: dict[str, Any] = {"name": "查", "on": today, "way": "random", "size": 5}
        yield logged.add(Inspection(area_code=TOWN, **values), actor_id=None, now=now)


def test_it_draws_within_its_place_and_can_be_drawn_again(
    inspection: Inspection, now: datetime
) -> None:
    drawn = inspecting.draw(inspection, actor_id=None, now=now)
    assert len(drawn) == 5
    assert {sample.area_code for sample in drawn} == {VILLAGE}
    seed = Inspection.get().seed
    weights = inspecting._weights(TOWN, "random", inspection.on)
    assert sampling.draw(weights, 5, seed) == [sample.elder.handle for sample in drawn]


def test_where_there_are_few_all_are_asked(inspection: Inspection, now: datetime) -> None:
    inspection.size = 90
    assert len(inspecting.draw(inspection, actor_id=None, now=now)) == 12


def test_open_duties_of_the_last_months_are_tickets(inspection: Inspection, today: date) -> None:
    risky = factories.elder(is_priority=True)
    factories.duty(risky, first_on=date(2026, 10, 1), last_on=date(2026, 10, 31))
    factories.duty(risky, first_on=date(2026, 5, 1), last_on=date(2026, 5, 31))
    weights = inspecting._weights(TOWN, "risk", today)
    assert weights[risky.handle] == 4
    assert min(weights.values()) == 1


def test_answers_beyond_the_check_list_are_not_kept(
    inspection: Inspection, now: datetime, today: date
) -> None:
    sample = inspecting.draw(inspection, actor_id=None, now=now)[0]
    given = {"was_visited": "no", "knows_helper": "perhaps", "x": "yes"}
    inspecting.answer(sample, given, "", today=today, actor_id=None, now=now)
    assert Sample.get_by_id(sample.id).answers == {"was_visited": "no"}
    assert inspecting.results([Sample.get_by_id(sample.id)])["was_visited"] == (0, 1)
