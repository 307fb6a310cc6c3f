"""The tables of care, danger, supervision and figures are what their models say, on both kinds."""

from dataclasses import asdict
from typing import Any

import pytest

from admin.config import Config
from admin.databases import Databases, initialise
from admin.registry.figures.rows import FigureIssue
from admin.registry.supervision.faults import Counts
from admin.registry.supervision.rows import Tally
from tests import factories as published
from tests import servers
from tests.admin import duty_routes
from tests.admin.registry.factories import NOW, TODAY
from tests.factories import DISTRICT, VILLAGE


def _fill() -> None:
    provider = published.provider()
    duty_routes.plant(VILLAGE, provider.key)
    FigureIssue.create(
        area_code=DISTRICT, period="2026q4", counted_on=TODAY, threshold=10, made_at=NOW
    )
    Tally.create(area_code=VILLAGE, month=TODAY, counted_at=NOW, counts=asdict(Counts()))


def test_every_kind_of_row_can_be_kept(databases: Databases) -> None:
    with databases.working():
        _fill()


@pytest.mark.slow
def test_every_kind_of_row_can_be_kept_on_a_server(server: Any, config: Config) -> None:
    made = initialise(servers.served(server, config.instance))
    with made.working():
        _fill()
    for database in (made.admin, made.public):
        database.close()
