"""What every test may ask for: a day, an instant, and real databases on disk."""

import os
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import peewee as pw
import pytest
from hypothesis import HealthCheck, settings

from admin.config import Config
from admin.databases import Databases, initialise
from models import PUBLIC_TABLES, SCHEMA_VERSION, using
from tests import servers

CHROMIUM = Path("/usr/bin/chromium")

# No test asserts a time: a machine that is busy with something else breaks no rule.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A real PostgreSQL of our own; see `tests.servers` for a database of it.

    One a file of tests: it does not outlive what other tests do with processes.
    """
    with servers.postgresql(tmp_path_factory.mktemp("pg")) as started:
        yield started


@pytest.fixture
def today() -> date:
    """A Tuesday."""
    return date(2026, 11, 24)


@pytest.fixture
def now() -> datetime:
    """Noon of `today` in China, in UTC without a zone, as the databases keep it."""
    return datetime(2026, 11, 24, 4, 0)  # noqa: DTZ001


@pytest.fixture
def public_path(tmp_path: Path) -> Path:
    """Where `public_database` lives."""
    return tmp_path / "public.db"


@pytest.fixture
def public_database(public_path: Path) -> Iterator[pw.Database]:
    """A public database with every table and no row, in use during the test."""
    database = pw.SqliteDatabase(str(public_path), pragmas={"secure_delete": 1})
    with database.connection_context(), using(database):
        database.create_tables(PUBLIC_TABLES)
        database.pragma("user_version", SCHEMA_VERSION)
        yield database


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """An installation's configuration; nothing exists on disk yet."""
    return Config(instance=tmp_path / "instance", output=str(tmp_path / "output"))


@pytest.fixture
def databases(config: Config) -> Iterator[Databases]:
    """A new installation's two databases; use `databases.working()` to reach the rows."""
    made = initialise(config)
    yield made
    for database in (made.admin, made.public):
        database.close()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every browser test is slow. Skip them where there is no Chromium; in CI they run or fail."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.slow)
    if CHROMIUM.exists() or os.environ.get("CI"):
        return
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason=f"no Chromium at {CHROMIUM}"))
