"""A backup is whole or it is refused, is noise without the key, and brings back what was there."""

import json
import sqlite3
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from admin import backups
from admin.backups import BackupRefused
from admin.config import Config
from admin.databases import DatabaseRefused, Databases, open_databases
from admin.keys import KeyRefused, create_key
from models import Area
from tests import factories


@pytest.fixture
def file(config: Config, databases: Databases, tmp_path: Path, now: datetime) -> Path:
    """A backup of an installation with three areas."""
    with databases.working():
        factories.areas()
    made = tmp_path / "kept" / "backup.zip"
    backups.write(config, databases, made, now=now)
    return made


@pytest.fixture
def elsewhere(config: Config, tmp_path: Path) -> Config:
    """An empty machine to which only the key was brought back."""
    there = tmp_path / "elsewhere"
    there.mkdir()
    (there / "key").write_bytes(config.key_path.read_bytes())
    (there / "key").chmod(0o600)
    return replace(config, instance=there)


def rewritten(file: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The same backup with its members changed by somebody who can zip."""
    with zipfile.ZipFile(file) as packed:
        members = {name: packed.read(name) for name in packed.namelist()}
    change(members)
    with zipfile.ZipFile(file, "w") as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return file


def codes(config: Config) -> set[str]:
    databases = open_databases(config)
    with databases.working():
        return {area.code for area in Area.select()}


def test_a_backup_brings_everything_back_on_an_empty_machine(file: Path, elsewhere: Config) -> None:
    backups.restore(elsewhere, file, force=False)
    assert codes(elsewhere) == {"370303", "370303101", "370303101201"}


def test_a_backup_holds_neither_the_key_nor_readable_private_text(
    file: Path, config: Config
) -> None:
    content = file.read_bytes()
    with zipfile.ZipFile(file) as packed:
        assert packed.namelist() == ["manifest.json", "public.db", "admin.db"]
        admin = packed.read("admin.db")
    assert "南定镇".encode() not in admin
    assert config.key_path.read_bytes().strip() not in content
    assert file.stat().st_mode & 0o077 == 0


def test_a_backup_while_somebody_writes_is_whole(
    config: Config, databases: Databases, elsewhere: Config, tmp_path: Path, now: datetime
) -> None:
    writer = open_databases(config)
    with writer.working() as database, database.atomic():
        factories.areas()
        backups.write(config, databases, tmp_path / "b.zip", now=now)
    backups.restore(elsewhere, tmp_path / "b.zip", force=False)
    assert codes(elsewhere) == set()


def test_a_file_that_is_there_is_not_overwritten(
    file: Path, config: Config, databases: Databases, now: datetime
) -> None:
    before = file.read_bytes()
    with pytest.raises(BackupRefused, match="不会覆盖"):
        backups.write(config, databases, file, now=now)
    assert file.read_bytes() == before
    assert [path.name for path in file.parent.iterdir()] == ["backup.zip"]


@pytest.mark.parametrize("share", [0, 0.01, 0.5, 0.99])
def test_a_truncated_backup_is_refused(file: Path, elsewhere: Config, share: float) -> None:
    content = file.read_bytes()
    file.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(BackupRefused, match="不完整或被改动"):
        backups.restore(elsewhere, file, force=False)
    assert [path.name for path in elsewhere.instance.iterdir()] == ["key"]


def test_a_byte_changed_anywhere_is_found(file: Path, elsewhere: Config) -> None:
    content = bytearray(file.read_bytes())
    for place in range(200, len(content) - 200, len(content) // 9):
        altered = bytearray(content)
        altered[place] ^= 1
        file.write_bytes(altered)
        with pytest.raises(BackupRefused):
            backups.restore(elsewhere, file, force=False)


def test_another_public_copy_with_a_rewritten_digest_is_found(
    file: Path, elsewhere: Config
) -> None:
    def change(members: dict[str, bytes]) -> None:
        manifest = json.loads(members["manifest.json"])
        members["public.db"] = members["public.db"] + b"x"
        manifest["digests"]["public.db"] = "0" * 64
        members["manifest.json"] = json.dumps(manifest).encode()

    with pytest.raises(BackupRefused, match="不是用这把密钥"):
        backups.restore(elsewhere, rewritten(file, change), force=False)


@pytest.mark.parametrize("missing", ["manifest.json", "admin.db", "public.db"])
def test_a_backup_with_a_part_missing_is_refused(
    file: Path, elsewhere: Config, missing: str
) -> None:
    def change(members: dict[str, bytes]) -> None:
        del members[missing]

    with pytest.raises(BackupRefused):
        backups.restore(elsewhere, rewritten(file, change), force=False)


@pytest.mark.parametrize("content", [b"[]", b"{}", b"no json", b"x" * 20_000])
def test_a_manifest_that_is_none_is_refused(file: Path, elsewhere: Config, content: bytes) -> None:
    with pytest.raises(BackupRefused):
        backups.restore(
            elsewhere, rewritten(file, lambda m: m.update({"manifest.json": content})), force=False
        )


def test_another_key_does_not_restore_it(file: Path, elsewhere: Config) -> None:
    elsewhere.key_path.unlink()
    create_key(elsewhere.key_path)
    with pytest.raises(BackupRefused, match="密钥"):
        backups.restore(elsewhere, file, force=False)


def test_without_a_key_nothing_is_restored(file: Path, elsewhere: Config) -> None:
    elsewhere.key_path.unlink()
    with pytest.raises(KeyRefused):
        backups.restore(elsewhere, file, force=False)


def test_databases_that_are_there_are_kept_unless_one_insists(
    file: Path, config: Config, databases: Databases
) -> None:
    with databases.working():
        Area.create(code="370304", name="博山区", level="district")
    with pytest.raises(BackupRefused, match="--force"):
        backups.restore(config, file, force=False)
    assert "370304" in codes(config)
    databases.admin.close()
    backups.restore(config, file, force=True)
    assert "370304" not in codes(config)
    assert config.instance.joinpath("admin.db.replaced").exists()


def test_a_damaged_public_page_is_found(config: Config, databases: Databases) -> None:
    backups.check(databases)
    with config.public_path.open("r+b") as stream:
        stream.seek(9 * 4096)
        stream.write(b"\xff" * 4096)
    with pytest.raises(DatabaseRefused, match="public"):
        backups.check(databases)


def test_a_damaged_admin_page_is_found(config: Config, databases: Databases) -> None:
    with config.admin_path.open("r+b") as stream:
        stream.seek(9 * 4096 + 100)
        stream.write(b"\xff" * 16)
    with pytest.raises(DatabaseRefused, match="admin"):
        backups.check(databases)


def test_a_row_without_its_parent_is_found(config: Config, databases: Databases) -> None:
    with sqlite3.connect(config.public_path) as connection:
        connection.execute("INSERT INTO former_slug VALUES ('service', 'old', '1')")
        rows = connection.execute("PRAGMA table_info(provider)").fetchall()
        names = [row[1] for row in rows if row[1] != "id"]
        values = ["" if row[2] != "INTEGER" else "0" for row in rows if row[1] != "id"]
        marks = ", ".join("?" for _name in names)
        connection.execute(f"INSERT INTO provider ({', '.join(names)}) VALUES ({marks})", values)
    connection.close()
    with pytest.raises(DatabaseRefused, match="provider"):
        backups.check(databases)


def test_databases_on_a_server_are_left_to_its_own_tools(
    config: Config, databases: Databases, tmp_path: Path, now: datetime
) -> None:
    served = replace(config, public_database="postgresql://localhost/x")
    with pytest.raises(BackupRefused, match="pg_dump"):
        backups.write(served, databases, tmp_path / "b.zip", now=now)
