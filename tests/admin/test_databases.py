"""Two databases: one encrypted from its first byte, one that holds nothing but the published."""

import threading
from datetime import date, datetime
from pathlib import Path
from typing import Any

import peewee as pw
import pytest

from admin.accounts import audit
from admin.config import Config
from admin.databases import DatabaseRefused, Databases, initialise, open_databases
from admin.desk import release, revisions
from admin.keys import create_key
from models import PUBLIC_TABLES, Area, using
from tests import factories, servers


def columns(database: pw.Database) -> dict[str, set[str]]:
    return {
        table: {column.name for column in database.get_columns(table)}
        for table in database.get_tables()
        if table != "schema_migration"
    }


def test_the_admin_file_is_encrypted(config: Config, databases: Databases) -> None:
    with databases.working():
        Area.create(code="370303", name="金丝雀", level="district")
    content = config.admin_path.read_bytes() + _wal(config).read_bytes()
    assert "金丝雀".encode() not in content
    assert b"SQLite format 3" not in content


def _wal(config: Config) -> Path:
    path = config.admin_path.with_name("admin.db-wal")
    path.touch()
    return path


def test_the_public_file_has_the_declared_columns_and_no_other(databases: Databases) -> None:
    declared = {
        model._meta.table_name: {f.column_name for f in model._meta.sorted_fields}
        for model in PUBLIC_TABLES
    }
    with databases.publishing() as public:
        assert columns(public) == declared


def test_the_public_file_is_no_wal_file_and_deletes_securely(databases: Databases) -> None:
    with databases.publishing() as public:
        assert public.journal_mode == "delete"
        assert public.pragma("secure_delete") == 1


def test_an_installation_is_never_overwritten(config: Config, databases: Databases) -> None:
    with pytest.raises(DatabaseRefused, match="已经存在"):
        initialise(config)


def test_a_missing_database_is_said(config: Config, databases: Databases) -> None:
    config.admin_path.unlink()
    with pytest.raises(DatabaseRefused, match="init"):
        open_databases(config)


def test_another_key_does_not_open_it(config: Config, databases: Databases) -> None:
    databases.admin.close()
    config.key_path.unlink()
    create_key(config.key_path)
    with pytest.raises(DatabaseRefused, match="密钥"):
        open_databases(config)


def test_a_file_that_is_no_database_is_said(config: Config, databases: Databases) -> None:
    config.public_path.write_bytes(b"no database" * 500)
    with pytest.raises(DatabaseRefused, match="public"):
        open_databases(config)


def test_a_database_of_a_later_version_is_left_alone(config: Config, databases: Databases) -> None:
    databases.public.execute_sql(
        "INSERT INTO schema_migration (name, applied) VALUES ('9999_later', '2030-01-01')"
    )
    databases.public.close()
    with pytest.raises(DatabaseRefused, match="9999_later"):
        open_databases(config)


def test_one_threads_database_is_not_anothers(tmp_path: Path) -> None:
    here, there = (pw.SqliteDatabase(str(tmp_path / name)) for name in ("here.db", "there.db"))
    seen: list[str] = []

    def look() -> None:
        with using(there), there.connection_context():
            there.create_tables([Area])
            seen.extend(row.name for row in Area.select())

    with using(here), here.connection_context():
        here.create_tables([Area])
        Area.create(code="1", name="here", level="town")
        thread = threading.Thread(target=look)
        thread.start()
        thread.join()
        assert [row.name for row in Area.select()] == ["here"]
    assert seen == []


@pytest.mark.parametrize("side", ["admin_database", "public_database"])
def test_a_wrong_server_address_is_refused_without_its_password(tmp_path: Path, side: str) -> None:
    values: dict[str, Any] = {side: "postgresql://office:hunter2@host"}
    config = Config(instance=tmp_path, **values)
    with pytest.raises(DatabaseRefused) as error:
        initialise(config)
    assert "hunter2" not in str(error.value)
    assert error.value.__suppress_context__


def test_outside_any_using_a_query_fails() -> None:
    with pytest.raises(AttributeError, match="uninitialized"):
        Area.select().count()


@pytest.mark.slow
def test_two_postgresql_databases_do_the_same(
    server: Any, tmp_path: Path, now: datetime, today: date
) -> None:
    databases = initialise(servers.served(server, tmp_path))
    district = {"name": "张店区", "level": "district"}
    with databases.working() as office:
        audit.note("signed_out", now=now)
        assert list(audit.faults()) == []
        with pytest.raises(pw.DatabaseError, match="append-only"), office.atomic():
            audit.Entry.delete().execute()
        revisions.save("area", "370303", district, author_id=None, now=now, today=today)
        revisions.save(
            "contact",
            None,
            {"name": "民政局", "slug": "", "area": "370303", "phones": [factories.phone()]},
            author_id=None,
            now=now,
            today=today,
        )
        release.approve_all()
    released = release.release(databases, author_id=None, now=now, today=today)
    with databases.publishing():
        assert [row.name for row in Area.select()] == ["张店区"]
    assert released.put == [("area", "370303"), ("contact", "1")]
