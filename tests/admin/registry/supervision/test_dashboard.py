"""The questions of a dashboard, on both kinds of database."""

from datetime import date, datetime
from typing import Any

import pytest

from admin.config import Config
from admin.databases import Databases, initialise
from admin.registry.figures import issuing
from admin.registry.supervision import dashboard, tallies
from models import Area
from tests import servers
from tests.admin.registry import factories
from tests.factories import DISTRICT, TOWN, VILLAGE, areas

OTHER = "370303102"


def plant() -> None:
    areas()
    Area.create(code=OTHER, name="沣水镇", level="town", parent=DISTRICT)
    for outcome in ("done", "open", "open", "excused", "late"):
        factories.duty(factories.elder(has_alarm=outcome == "open"), outcome=outcome)
    factories.duty(factories.elder(area_code=f"{OTHER}201"), outcome="open")


def test_duties_are_told_by_the_one_rule_and_place_by_place(
    databases: Databases, today: date
) -> None:
    with databases.working():
        plant()
        found = dashboard.visits(DISTRICT, today)
        assert found[TOWN] == {"done": 1, "due": 2, "excused": 1, "late": 1}
        assert found[OTHER] == {"due": 1}
        assert set(dashboard.visits(TOWN, today)) == {VILLAGE}


def test_of_next_month_and_the_last_nothing_is_told(databases: Databases, today: date) -> None:
    with databases.working():
        elder = factories.elder()
        factories.duty(elder, first_on=date(2026, 10, 1), last_on=date(2026, 10, 31))
        factories.duty(elder, first_on=date(2026, 12, 1), last_on=date(2026, 12, 31))
        assert dashboard.visits(DISTRICT, today) == {}


@pytest.mark.parametrize("role", ["village_contact", "town_editor"])
def test_a_place_without_work_says_nought(databases: Databases, today: date, role: str) -> None:
    with databases.working():
        tasks = dashboard.duties(VILLAGE, role, today)
        assert tasks
        assert {task.count for task in tasks} == {0}


@pytest.mark.slow
def test_a_server_answers_the_same(server: Any, config: Config, now: datetime, today: date) -> None:
    made = initialise(servers.served(server, config.instance))
    with made.working():
        plant()
        assert dashboard.visits(DISTRICT, today)[TOWN]["due"] == 2
        tallies.recount(now, today)
        assert tallies.read(today.replace(day=1))[DISTRICT].elders == 6
        district = Area.get_by_id(DISTRICT)
        assert issuing.draft(district, today, k=10, is_rounded=False).is_safe
    for database in (made.admin, made.public):
        database.close()
