"""The gate lets published rows through and refuses everything else."""

import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import peewee as pw
import pytest

from models import PUBLIC_TABLES, Area, using
from pages import gate
from tests import servers

FORBIDDEN = [
    "SELECT * FROM secret",
    "SELECT count(*) FROM secret",
    "SELECT area.name FROM area JOIN secret ON 1",
    "SELECT * FROM sqlite_master",
    "INSERT INTO change (kind, key, at) VALUES ('', '', '')",
    "UPDATE area SET name = ''",
    "DELETE FROM area",
    "DROP TABLE area",
    "CREATE TEMP TABLE t (x)",
    "CREATE VIEW v AS SELECT 1",
    "ATTACH ':memory:' AS other",
    "PRAGMA query_only = 0",
    "PRAGMA user_version = 7",
    "PRAGMA table_info(secret)",
    "VACUUM",
    "SELECT lower('X')",
    "SELECT hex(randomblob(9)) FROM area",
    "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x FROM n LIMIT 2) SELECT x FROM n",
]
# Each in its own way no address that a server could be reached at.
BROKEN = [
    "postgresql://user:hunter2@host",
    "postgresql://user:hunter2@host:port/name",
    "postgresql://user:hunter2@[host/name",
    "postgresql://user:hunter2@[host]x/name",
    "postgresql://user:x/hunter2@host/name",
    "postgresql://user:1/hunter2@host/name",
    "postgresql://user:x#hunter2@host/name",
    "postgresql:user:hunter2@host/name",
    "postgresql://host/?password=hunter2",
    "fax://user:hunter2@host/name",
]


@pytest.fixture
def opened(public_database: pw.Database, public_path: Path) -> Iterator[pw.Database]:
    Area.create(code="370303", name="张店区", level="district")
    public_database.execute_sql("CREATE TABLE secret (x)")
    database = gate.open_gate(str(public_path))
    yield database
    database.close()


def test_published_rows_come_through(opened: pw.Database) -> None:
    with using(opened):
        assert [area.name for area in Area.select()] == ["张店区"]


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_everything_else_is_refused(opened: pw.Database, statement: str) -> None:
    with pytest.raises(pw.DatabaseError):
        opened.execute_sql(statement)


@pytest.mark.parametrize("statement", FORBIDDEN)
@pytest.mark.usefixtures("opened")
def test_an_ordinary_connection_would_have_done_it(public_path: Path, statement: str) -> None:
    ordinary = pw.SqliteDatabase(str(public_path), pragmas={"busy_timeout": 1})
    ordinary.execute_sql(statement)
    ordinary.close()


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(gate.PublicDatabaseMissing, match="找不到"):
        gate.open_gate(str(tmp_path / "none.db"))


def test_a_file_that_is_no_database_is_said(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("hello" * 500)
    with pytest.raises(gate.PublicDatabaseUnreadable, match="读不了"):
        gate.open_gate(str(tmp_path / "text.db"))


def test_an_empty_database_is_said(tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    with pytest.raises(gate.PublicDatabaseUnreadable):
        gate.open_gate(str(tmp_path / "empty.db"))


def test_another_version_is_said(public_database: pw.Database, public_path: Path) -> None:
    public_database.pragma("user_version", 99)
    with pytest.raises(gate.PublicDatabaseVersion, match="99"):
        gate.open_gate(str(public_path))


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "psycopg3"])
def test_each_way_to_write_a_server_s_address_reaches_for_it(scheme: str) -> None:
    with pytest.raises(gate.PublicDatabaseUnreadable, match="OperationalError"):
        gate.open_gate(f"{scheme}://user:hunter2@127.0.0.1:1/nothing")


@pytest.mark.parametrize("url", ["psycopg3://user:hunter2@127.0.0.1:1/nothing", *BROKEN])
def test_a_password_is_never_shown(url: str) -> None:
    with pytest.raises(gate.PublicDatabaseUnreadable) as error:
        gate.open_gate(url)
    assert "hunter2" not in "".join(traceback.format_exception(error.value))


@pytest.mark.parametrize("url", BROKEN)
def test_an_address_that_names_no_database_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(gate.AddressRefused) as error:
        gate.connect_server(url)
    assert "hunter2" not in "".join(traceback.format_exception(error.value))


@pytest.fixture
def served(server: Any) -> Iterator[tuple[str, pw.Database]]:
    """A database of a real PostgreSQL that holds one district, and its address."""
    address = servers.database(server).replace("psycopg3", "postgresql", 1)
    database = gate.connect_server(address)
    with database.connection_context(), using(database):
        database.create_tables(PUBLIC_TABLES)
        database.execute_sql("CREATE TABLE schema_migration (name TEXT)")
        database.execute_sql("INSERT INTO schema_migration VALUES ('0002_figures')")
        Area.create(code="370303", name="张店区", level="district")
        yield address, database
    database.close()


@pytest.mark.slow
def test_a_server_is_read_at_one_moment_and_never_written(
    served: tuple[str, pw.Database],
) -> None:
    url, writer = served
    opened = gate.open_gate(url)
    with using(opened), opened.atomic():
        before = [area.name for area in Area.select()]
        with using(writer):
            Area.update(name="改过").execute()
        assert [area.name for area in Area.select()] == before == ["张店区"]
    with using(opened), pytest.raises(pw.DatabaseError, match="read-only"):
        Area.delete().execute()
    opened.close()
