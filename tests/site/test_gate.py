"""The gate lets published rows through and refuses everything else."""

from collections.abc import Iterator
from pathlib import Path

import peewee as pw
import pytest

from models import Area, using
from pages import gate

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


def test_a_password_is_never_shown() -> None:
    with pytest.raises(gate.PublicDatabaseUnreadable) as error:
        gate.open_gate("psycopg3://user:hunter2@127.0.0.1:1/nothing")
    assert "hunter2" not in str(error.value)
