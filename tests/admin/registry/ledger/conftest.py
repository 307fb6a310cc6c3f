"""A clerk of the town, and a ledger read and planned for that clerk."""

from collections.abc import Callable, Iterator
from datetime import date, datetime

import pytest

from admin.accounts.users import User
from admin.databases import Databases
from admin.registry.ledger import uploads
from admin.registry.ledger.plans import Planned
from admin.registry.ledger.storing import Stroke
from tests.factories import TOWN, areas

Plan = Callable[..., list[Planned]]


@pytest.fixture
def stroke(databases: Databases, now: datetime, today: date) -> Iterator[Stroke]:
    """The town's clerk at work, with a district, a town and a village."""
    with databases.working():
        areas()
        yield Stroke(User(id=7, role="town_editor", area_code=TOWN), 7, now, today)


@pytest.fixture
def plan(stroke: Stroke) -> Plan:
    return lambda content, village="": uploads.plan_of(content, stroke, village)
