"""Backups: one zip with a consistent copy of each database, and the way back from it.

The admin copy stays encrypted and the key is never in the file. A manifest signed with the key
lists each copy's digest; a file that is truncated, altered or of another key is refused before
anything is touched, and databases that are there are set aside, never deleted.
"""

import hashlib
import hmac
import json
import os
import shutil
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import peewee as pw
from sqlcipher3 import dbapi2 as sqlcipher3

from admin.config import Config
from admin.databases import DatabaseRefused, Databases, open_databases
from admin.keys import read_keys
from models import N_

FORMAT = 1
MANIFEST = "manifest.json"
COPIES = ("public.db", "admin.db")
# peewee translates what `execute` raises, but not what reading the rows does.
DAMAGE = (pw.DatabaseError, sqlite3.DatabaseError, sqlcipher3.DatabaseError)
LARGEST_MANIFEST = 10_000
DAMAGED = N_("备份 %(file)s 不完整或被改动过，不能恢复：%(what)s。")


class BackupRefused(Exception):
    """A backup cannot be written or must not be restored; the message says why."""


def check(databases: Databases) -> None:
    """Read both databases to the last page.

    :raises DatabaseRefused: a page is damaged, or a row refers to one that is missing.
    """
    for name, database in (("admin", databases.admin), ("public", databases.public)):
        if not isinstance(database, pw.SqliteDatabase):
            continue
        with database.connection_context():
            found = _problems(database)
        if found:
            message = N_("%(name)s 数据库已损坏（%(first)s）。请用最近的备份恢复。")
            raise DatabaseRefused(message % {"name": name, "first": found[0]})


def _problems(database: pw.Database) -> list[str]:
    """What SQLite finds wrong. A plain database answers the question about ciphers with nothing."""
    try:
        rows = [row[0] for row in database.execute_sql("PRAGMA cipher_integrity_check")]
        rows += [row[0] for row in database.execute_sql("PRAGMA integrity_check(5)")]
        rows += [f"{row[0]} {row[1]}" for row in database.execute_sql("PRAGMA foreign_key_check")]
    except DAMAGE as error:
        return [str(error)]
    return [row for row in rows if row != "ok"]


def write(config: Config, databases: Databases, file: Path, *, now: datetime) -> None:
    """Write a backup; it appears under its name only when it is whole.

    :raises BackupRefused: the file is there already, or a database is not an embedded one.
    """
    _refuse_servers(config)
    if file.exists():
        raise BackupRefused(N_("%(file)s 已经存在，不会覆盖。") % {"file": file})
    with _folder_beside(file) as folder:
        # The public copy first: a release in between leaves it behind the admin copy, and the
        # next release catches up; the other way round it would hold what the admin copy denies.
        for name, database in (("public.db", databases.public), ("admin.db", databases.admin)):
            with database.connection_context():
                database.execute_sql("VACUUM INTO ?", (str(folder / name),))
        _pack(config, folder, now)
        os.replace(folder / "backup.zip", file)


def _refuse_servers(config: Config) -> None:
    if config.admin_database or config.public_database:
        raise BackupRefused(N_("数据库在服务器上，请用那里的备份工具（如 pg_dump）。"))


@contextmanager
def _folder_beside(file: Path) -> Iterator[Path]:
    """A private folder on the same disk, gone afterwards."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".shouwang-", dir=file.parent) as folder:
        yield Path(folder)


def _pack(config: Config, folder: Path, now: datetime) -> None:
    manifest: dict[str, Any] = {
        "format": FORMAT,
        "made_at": now.isoformat(timespec="seconds"),
        "digests": {name: _digest(folder / name) for name in COPIES},
    }
    manifest["signature"] = _signature(config, manifest)
    path = folder / "backup.zip"
    path.touch(mode=0o600)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(MANIFEST, json.dumps(manifest, indent=1))
        for name in COPIES:
            packed.write(folder / name, name)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _signature(config: Config, manifest: dict[str, Any]) -> str:
    secret = read_keys(config.key_path).database.encode()
    signed = {name: value for name, value in manifest.items() if name != "signature"}
    text = "shouwang backup " + json.dumps(signed, sort_keys=True)
    return hmac.new(secret, text.encode(), hashlib.sha256).hexdigest()


def restore(config: Config, file: Path, *, force: bool) -> None:
    """Put a backup in the place of the databases; an older one is brought up to date.

    :raises BackupRefused: the file is no whole backup made with this key, or databases are there
        and `force` is not given; nothing has been touched.
    """
    _refuse_servers(config)
    there = [path for path in (config.admin_path, config.public_path) if path.exists()]
    if there and not force:
        message = N_("%(path)s 已经存在。要用备份代替它，请加 --force（原来的会改名保留）。")
        raise BackupRefused(message % {"path": there[0]})
    with _folder_beside(config.admin_path) as folder:
        _unpack(config, file, folder)
        copies = open_databases(replace(config, instance=folder, key_file=str(config.key_path)))
        check(copies)
        for path in (config.admin_path, config.public_path):
            _set_aside(path)
            os.replace(folder / path.name, path)


def _set_aside(path: Path) -> None:
    """Rename a database with its journals, which would be read into the restored one."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        beside = path.with_name(path.name + suffix)
        if beside.exists():
            os.replace(beside, path.with_name(f"{path.name}.replaced{suffix}"))


def _unpack(config: Config, file: Path, folder: Path) -> None:
    try:
        with zipfile.ZipFile(file) as packed:
            manifest = _manifest(packed, file)
            if not hmac.compare_digest(_signature(config, manifest), str(manifest["signature"])):
                raise BackupRefused(DAMAGED % {"file": file, "what": N_("不是用这把密钥做的")})
            for name in COPIES:
                with packed.open(name) as source, (folder / name).open("wb") as target:
                    shutil.copyfileobj(source, target)
                if _digest(folder / name) != manifest["digests"][name]:
                    raise BackupRefused(DAMAGED % {"file": file, "what": name})
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError) as error:
        what = type(error).__name__
        raise BackupRefused(DAMAGED % {"file": file, "what": what}) from None


def _manifest(packed: zipfile.ZipFile, file: Path) -> dict[str, Any]:
    if packed.getinfo(MANIFEST).file_size > LARGEST_MANIFEST:
        raise BackupRefused(DAMAGED % {"file": file, "what": MANIFEST})
    try:
        manifest = json.loads(packed.read(MANIFEST))
    except ValueError:
        manifest = None
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise BackupRefused(DAMAGED % {"file": file, "what": MANIFEST})
    return manifest
