"""Rows that somebody is about to decide by: who comes second waits and sees the first's change."""

from typing import Any

import peewee as pw

from models import current_database


def locked(query: Any) -> Any:
    """The query, with its rows held until the transaction ends."""
    # SQLite's transactions take the whole file.
    return query if isinstance(current_database.obj, pw.SqliteDatabase) else query.for_update()
