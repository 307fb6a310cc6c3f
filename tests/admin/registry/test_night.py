"""The night's work is done once a day, and a failure names nobody."""

import threading
from datetime import date, timedelta

import pytest
from flask import Flask

from admin.config import Config
from admin.databases import Databases
from admin.registry import night
from admin.registry.people.elders import Elder
from tests.admin.registry import factories
from tests.factories import areas


def test_it_is_done_once_a_day(databases: Databases, config: Config, today: date) -> None:
    with databases.working():
        areas()
        factories.left_behind()
    assert night.look(databases, config, today)
    assert not night.look(databases, config, today)
    assert night.look(databases, config, today + timedelta(days=1))
    with databases.working():
        assert Elder.get().computed_on == today + timedelta(days=1)


def test_it_begins_at_once_and_stops_when_it_is_told(databases: Databases, config: Config) -> None:
    with databases.working():
        areas()
        factories.left_behind()
    stopped = night.start(Flask("night"), databases, config)
    stopped.set()
    for thread in threading.enumerate():
        if thread.name == "night":
            thread.join(timeout=30)
    with databases.working():
        assert Elder.get().computed_on is not None


def test_a_failure_is_logged_without_a_name(
    config: Config, caplog: pytest.LogCaptureFixture, databases: Databases
) -> None:
    with databases.working() as database:
        areas()
        factories.left_behind(name="王秀英")
        database.execute_sql("ALTER TABLE notice RENAME TO gone")
        database.execute_sql("UPDATE elder SET has_alarm = 0, self_care = 'unable'")
    night._look(databases, config)
    assert "the night's work failed" in caplog.text
    assert "王秀英" not in caplog.text
