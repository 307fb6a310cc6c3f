"""Every row of the order that calls for software is found from a menu, shown, and tested."""

import ast
import re
from collections.abc import Iterator
from typing import Any

import pytest

from admin import create_app
from admin.config import Config
from admin.databases import initialise
from admin.registry.supervision import tallies
from admin.registry.supervision.rows import Inspection
from models import KINDS
from tests import factories as public
from tests.admin import duty_routes
from tests.admin.conftest import Browser, OfficeInTest
from tests.admin.registry import factories, registry_ground
from tests.admin.registry.duty_table import ROOT, ROWS, TABLE, Duty, Walk, duties
from tests.admin.registry.factories import NOW, TODAY
from tests.factories import TOWN, VILLAGE

DUTIES = duties(TABLE.read_text(encoding="utf-8"))
SOFTWARE = [duty for duty in DUTIES if duty.address]


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walk]:
    """What the editor of a town finds who starts at the front page."""
    config = Config(instance=tmp_path_factory.mktemp("duties") / "instance")
    databases = initialise(config)
    app = create_app(config)
    app.extensions["shouwang"].databases = databases
    app.test_client_class = Browser
    office = OfficeInTest(app, config, databases)
    with databases.working():
        public.areas()
        registry_ground.plant(VILLAGE)
        provider = KINDS["provider"].create(name="幸福院", slug="x", type="charity", area=VILLAGE)
        duty_routes.plant(VILLAGE, str(provider.id))
        elder = factories.left_behind()
        factories.guardian(elder)
        factories.duty(elder)
        values: dict[str, Any] = {"name": "查", "on": TODAY, "way": "random", "size": 1}
        Inspection.create(area_code=TOWN, made_at=NOW, closed_on=TODAY, **values)
        tallies.recount(NOW, TODAY)
    yield Walk(app, office.browser("town_editor")).go()
    for database in (databases.admin, databases.public):
        database.close()


def test_every_row_of_the_order_stands_in_the_table_once() -> None:
    assert [duty.row for duty in DUTIES] == list(ROWS)


def test_a_row_without_software_says_why() -> None:
    assert [duty.row for duty in DUTIES if duty not in SOFTWARE] == [35]
    assert all("no software" in duty.page for duty in DUTIES if duty not in SOFTWARE)


@pytest.mark.parametrize("duty", SOFTWARE, ids=lambda duty: f"row-{duty.row}")
def test_its_page_is_found_from_the_front_page_and_shows_it(walk: Walk, duty: Duty) -> None:
    shown = walk.pages.get(duty.address, ())
    assert any(duty.shows in text for text in shown), f"{len(shown)} pages of {duty.address}"


@pytest.mark.parametrize("duty", SOFTWARE, ids=lambda duty: f"row-{duty.row}")
def test_its_test_is_there_and_names_the_row(duty: Duty) -> None:
    about = ast.get_docstring(ast.parse((ROOT / duty.test).read_text(encoding="utf-8"))) or ""
    assert re.search(rf"\bA2 {duty.row}\b", about)


def test_a_page_that_no_link_leads_to_is_not_found(walk: Walk) -> None:
    assert "/elders/<key>/reveal" not in walk.pages
    assert len(walk.pages) > len(SOFTWARE)
