"""If you change one file with care, change this one.

The only door through which the build reads the public database: the connection is read-only,
knows no table but those of `models.PUBLIC_TABLES`, and refuses everything else. The real wall is
that private rows are in another file; this door sees to it that nobody opens that file from here.
"""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import peewee as pw
from playhouse.db_url import connect

from models import N_, PUBLIC_TABLES, SCHEMA_VERSION

# Two letters at least: `C:` is no server.
SERVER = re.compile(r"(?!sqlite)[a-z][a-z0-9+]+:")
READABLE = frozenset(model._meta.table_name for model in PUBLIC_TABLES)
PRAGMAS = frozenset({"query_only", "user_version"})
FUNCTIONS = frozenset({"count", "max"})
HARMLESS = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_TRANSACTION})
# Of one moment, and never written: for every transaction of the session.
SESSION = (
    "SET default_transaction_isolation = 'repeatable read'",
    "SET default_transaction_read_only = on",
)
HISTORY = "SELECT name FROM schema_migration ORDER BY name DESC LIMIT 1"


# What reading a row may raise: peewee leaves what SQLite says while it fetches as it is.
UNREADABLE = (pw.DatabaseError, sqlite3.DatabaseError, ValueError)


class PublicDatabaseError(Exception):
    """The public database cannot be built from; the message says why and what to do."""


class PublicDatabaseMissing(PublicDatabaseError):
    """There is no file at that place."""


class PublicDatabaseUnreadable(PublicDatabaseError):
    """The file is no database, is damaged, locked, or may not be read."""


class PublicDatabaseVersion(PublicDatabaseError):
    """The database was made by another version of the program."""


class AddressRefused(ValueError):
    """A database URL is incomplete or names no known kind of server; never says its password."""


class PublicDatabase(pw.SqliteDatabase):
    """The published rows and nothing else: no write, no ATTACH, no table unknown to models.py."""

    def _connect(self) -> sqlite3.Connection:
        connection: sqlite3.Connection = super()._connect()
        connection.execute("PRAGMA query_only = 1")
        connection.set_authorizer(_only_published)
        return connection


def _only_published(
    action: int, first: str | None, second: str | None, database: str | None, _trigger: str | None
) -> int:
    """SQLite's authorizer: what is not on these lists is denied."""
    if action in HARMLESS:
        return sqlite3.SQLITE_OK
    # `count(*)` reads a table without naming a database.
    if action == sqlite3.SQLITE_READ and first in READABLE and database in {"main", None}:
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_FUNCTION and second in FUNCTIONS:
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_PRAGMA and first in PRAGMAS and second is None:
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


def open_gate(url: str) -> pw.Database:
    """The public database, connected and read-only. `url` is a path or a database URL.

    :raises PublicDatabaseError: with the reason in the user's words; never with a password.
    """
    if SERVER.match(url):
        return _open_server(url)
    path = Path(url.removeprefix("sqlite:///"))
    if not path.is_file():
        message = N_("找不到公开数据库 %(path)s。请先在后台发布，或用 --public-db 指出它在哪里。")
        raise PublicDatabaseMissing(message % {"path": path})
    database = PublicDatabase(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    try:
        database.connect()
        found = database.execute_sql("PRAGMA user_version").fetchone()[0]
        database.execute_sql("SELECT count(*) FROM change").fetchone()
    except pw.DatabaseError as error:
        database.close()
        message = N_("公开数据库 %(path)s 读不了：不是数据库、已损坏或没有读取权限（%(error)s）。")
        raise PublicDatabaseUnreadable(message % {"path": path, "error": error}) from None
    if found != SCHEMA_VERSION:
        database.close()
        message = N_("公开数据库 %(path)s 的版本是 %(found)s，本程序要的是 %(wanted)s。")
        values = {"path": path, "found": found, "wanted": SCHEMA_VERSION}
        raise PublicDatabaseVersion(message % values)
    return database


@contextmanager
def as_bytes(database: pw.Database) -> Iterator[None]:
    """Texts come as SQLite keeps them, since of most rows nobody asks for most texts."""
    connection = database.connection()
    if not isinstance(connection, sqlite3.Connection):
        yield
        return
    connection.text_factory = bytes
    try:
        yield
    finally:
        connection.text_factory = str


def connect_server(url: str) -> pw.Database:
    """The server database at a peewee URL, not connected yet; for the office's side too.

    :raises AddressRefused: the URL cannot be one; the message holds none of it.
    """
    try:
        # In a path an @ is the end of a password that has a slash in it.
        if "://" not in url or "@" in urlsplit(url).path:
            raise ValueError
        return connect(url)
    except (ValueError, RuntimeError, pw.ImproperlyConfigured):
        message = N_("数据库地址写得不对，应写成 postgresql://用户:密码@主机/数据库名。")
        raise AddressRefused(message) from None


def _open_server(url: str) -> pw.Database:
    """A PostgreSQL database; its role should have SELECT alone, and the session only reads."""
    try:
        database = connect_server(url)
    except AddressRefused as error:
        raise PublicDatabaseUnreadable(str(error)) from None
    place = urlsplit(url)
    shown = f"{place.scheme}://{place.hostname or ''}{place.path}"
    try:
        database.connect()
        for statement in SESSION:
            database.execute_sql(statement)
        found = database.execute_sql(HISTORY).fetchone()
    except (pw.DatabaseError, pw.ImproperlyConfigured) as error:
        database.close()
        message = N_("公开数据库 %(url)s 连不上（%(error)s）。")
        values = {"url": shown, "error": type(error).__name__}
        raise PublicDatabaseUnreadable(message % values) from None
    if found is None or int(found[0][:4]) != SCHEMA_VERSION:
        database.close()
        message = N_("公开数据库 %(url)s 的版本与本程序不符。")
        raise PublicDatabaseVersion(message % {"url": shown})
    return database
