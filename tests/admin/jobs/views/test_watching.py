"""What monitors are told: well or not to anybody, figures to this machine alone."""

from dataclasses import replace
from datetime import timedelta

import pytest

from admin import create_app
from admin.config import Config
from admin.databases import Databases
from admin.jobs import runs
from pages import clock
from tests.admin.conftest import OfficeInTest


def test_a_stranger_learns_that_it_is_well_and_no_more(office: OfficeInTest) -> None:
    answer = office.stranger().get("/healthz")
    assert (answer.status_code, answer.json) == (200, {"databases": True, "jobs": True})


def test_work_that_nobody_does_is_not_well(office: OfficeInTest) -> None:
    with office.databases.working():
        runs.ask("backup", now=clock.now() - timedelta(hours=1))
    assert office.stranger().get("/healthz").status_code == 503


def test_the_status_page_names_what_is_wrong(office: OfficeInTest) -> None:
    page = office.browser().get("/status").text
    assert "最近的备份" in page
    assert "要看一看" in page


@pytest.fixture
def measured(config: Config, databases: Databases) -> OfficeInTest:
    app = create_app(replace(config, metrics=True))
    app.extensions["shouwang"].databases = databases
    return OfficeInTest(app, config, databases)


def test_figures_are_for_this_machine_alone(measured: OfficeInTest) -> None:
    here = measured.app.test_client().get("/metrics")
    assert "shouwang_disk_free_megabytes_instance" in here.text
    away = measured.app.test_client().get("/metrics", headers={"X-Forwarded-For": "203.0.113.9"})
    assert away.status_code == 404


def test_without_the_setting_there_are_none(office: OfficeInTest) -> None:
    assert office.browser().get("/metrics").status_code == 404
