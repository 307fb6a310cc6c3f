"""The public database read as a stranger would read it: every row of every table but the log."""

import sqlite3
from contextlib import closing
from pathlib import Path

from admin.databases import Databases
from models import PUBLIC_TABLES, Change


def rows(databases: Databases) -> dict[str, list[tuple[object, ...]]]:
    """All rows by table, in an order of their own; without the Change log."""
    path = Path(databases.public.database)
    tables = [model._meta.table_name for model in PUBLIC_TABLES if model is not Change]
    with closing(sqlite3.connect(path)) as connection:
        found = {t: connection.execute(f"SELECT * FROM {t}").fetchall() for t in tables}
    return {table: sorted(each, key=repr) for table, each in found.items()}
