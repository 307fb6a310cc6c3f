"""The registry's tables are what its models say, on both kinds of database."""

from typing import Any

import peewee as pw
import pytest

from admin.config import Config
from admin.databases import Databases, initialise
from tests import servers
from tests.admin.registry import factories
from tests.factories import areas


def _fill() -> None:
    areas()
    elder, helper = factories.left_behind(phone="13800000000"), factories.helper()
    for make in (factories.guardian, factories.visit, factories.duty, factories.excuse):
        make(elder)
    for make_paper in (factories.assessment, factories.consent, factories.informed):
        make_paper(elder)
    factories.major_change(elder)
    factories.campaign()
    factories.assignment(elder, helper)


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


def test_an_elder_has_one_open_helper(databases: Databases) -> None:
    with databases.working():
        areas()
        elder, helper = factories.elder(), factories.helper()
        factories.assignment(elder, helper)
        with pytest.raises(pw.IntegrityError):
            factories.assignment(elder, helper)


@pytest.mark.parametrize("code", ["", "370303"])
def test_nobody_belongs_to_no_town(databases: Databases, code: str) -> None:
    with databases.working(), pytest.raises(pw.IntegrityError):
        factories.elder(area_code=code)
