"""Opens, creates and migrates the two databases, and says which one a block of code works on.

The admin database is encrypted from its first byte (SQLCipher with a raw key); the public one is
plain, keeps no trace of deleted text and needs no write access to be read. Only `desk.release`
asks for the public one.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import peewee as pw
from playhouse.migrations import Runner
from playhouse.sqlcipher_ext import SqlCipherDatabase

from admin import sealed
from admin.accounts import audit
from admin.config import ROOT, Config
from admin.keys import Keys, create_key, read_keys
from models import N_, SCHEMA_VERSION, using
from pages.gate import AddressRefused, connect_server

MIGRATIONS = ROOT / "admin" / "migrations"
ADMIN_PRAGMAS = {
    # SQLCipher writes its own lines to standard error; `DatabaseRefused` says the same in words.
    "cipher_log_level": "NONE",
    "journal_mode": "wal",
    "synchronous": "full",
    "foreign_keys": 1,
    "busy_timeout": 10_000,
    "secure_delete": 1,
    # 32 MB a connection: a page that is kept is one that need not be deciphered again.
    "cache_size": -32_768,
}
# A reader who may not write the folder cannot open a WAL file, and a withdrawn text must not
# survive in free pages.
PUBLIC_PRAGMAS = {
    "journal_mode": "delete",
    "synchronous": "full",
    "secure_delete": 1,
    "busy_timeout": 10_000,
}


class DatabaseRefused(Exception):
    """A database is missing, already there, damaged, of another version, or locked by its key."""


@dataclass(frozen=True)
class Databases:
    """The two databases of one installation."""

    admin: pw.Database
    public: pw.Database
    trail_key: str = field(repr=False)
    sealing_key: str = field(repr=False)

    @contextmanager
    def working(self) -> Iterator[pw.Database]:
        """Work on the office's own rows: drafts, users, elders; what is noted is sealed."""
        keys = audit.sealed_with(self.trail_key), sealed.opened_with(self.sealing_key)
        with _connected(self.admin), using(self.admin), keys[0], keys[1]:
            yield self.admin

    @contextmanager
    def publishing(self) -> Iterator[pw.Database]:
        """Work on what is published; for the release alone."""
        with _connected(self.public), using(self.public):
            yield self.public


@contextmanager
def _connected(database: pw.Database) -> Iterator[None]:
    """A connection for the block; one that is open already is left open (blocks may nest)."""
    opened = database.connect(reuse_if_open=True)
    try:
        yield
    finally:
        if opened:
            database.close()


def open_databases(config: Config) -> Databases:
    """The databases of an installation that exists, brought up to this version's schema.

    :raises DatabaseRefused: one is missing or cannot be used.
    :raises KeyRefused: the key file is missing or unsafe.
    """
    databases = _open(config, read_keys(config.key_path))
    for path, url in ((config.admin_path, config.admin_database), _public(config)):
        if not url and not path.exists():
            message = N_("找不到数据库 %(path)s。请先运行 flask --app admin init。")
            raise DatabaseRefused(message % {"path": path})
    _migrate(databases)
    return databases


def initialise(config: Config) -> Databases:
    """Create the key and both databases.

    :raises DatabaseRefused: any of them is already there; nothing is overwritten.
    """
    embedded = [config.key_path]
    embedded += [] if config.admin_database else [config.admin_path]
    embedded += [] if config.public_database else [config.public_path]
    for path in embedded:
        if path.exists():
            message = N_("%(path)s 已经存在，不会覆盖。要重新开始，请先把它移走。")
            raise DatabaseRefused(message % {"path": path})
    config.instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    create_key(config.key_path)
    databases = _open(config, read_keys(config.key_path))
    _migrate(databases)
    return databases


def is_initialised(config: Config) -> bool:
    """Whether `initialise` has run for this installation."""
    return config.key_path.exists()


def _public(config: Config) -> tuple[Path, str]:
    return config.public_path, config.public_database


def _open(config: Config, keys: Keys) -> Databases:
    admin = (
        _server(config.admin_database)
        if config.admin_database
        else SqlCipherDatabase(
            str(config.admin_path),
            passphrase=f"x'{keys.database}'",
            pragmas=ADMIN_PRAGMAS,
            lock_type="IMMEDIATE",
        )
    )
    public = (
        _server(config.public_database)
        if config.public_database
        # Two releases at once: the second waits before it has read anything.
        else pw.SqliteDatabase(
            str(config.public_path), pragmas=PUBLIC_PRAGMAS, lock_type="IMMEDIATE"
        )
    )
    return Databases(admin, public, trail_key=keys.trail, sealing_key=keys.sealed)


def _server(url: str) -> pw.Database:
    try:
        return connect_server(url)
    except AddressRefused as error:
        raise DatabaseRefused(str(error)) from None


def _migrate(databases: Databases) -> None:
    for name, database in (("admin", databases.admin), ("public", databases.public)):
        try:
            with database.connection_context():
                _refuse_newer(name, database)
                Runner(database, str(MIGRATIONS / name)).up()
                if isinstance(database, pw.SqliteDatabase):
                    database.pragma("user_version", SCHEMA_VERSION)
        except pw.DatabaseError as error:
            message = N_("%(name)s 数据库打不开：不是数据库文件、已损坏，或密钥不对（%(error)s）。")
            raise DatabaseRefused(message % {"name": name, "error": error}) from None
    with databases.working():
        audit.begin()


def _refuse_newer(name: str, database: pw.Database) -> None:
    """A database that a later version of the program has migrated must not be touched."""
    unknown = [m.name for m in Runner(database, str(MIGRATIONS / name)).status() if m.path is None]
    if unknown:
        message = N_("%(name)s 数据库来自更新的版本（%(unknown)s）。请先升级程序。")
        raise DatabaseRefused(message % {"name": name, "unknown": "、".join(unknown)})
