"""What a process of its own makes ready while this one reads the rows of a site it has not built.

Half of what a first build does before its first page waits for nothing that is in a row but names:
how they sound, and the templates as functions. What comes of it may be missing; then it is made
where it is needed.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from models import KINDS, using
from pages.forks import Beside, can_fork
from pages.gate import UNREADABLE, PublicDatabaseError, open_gate
from pages.sounds import know, sounds

Learn = Callable[[], None]


@contextmanager
def made_ready(public_db: str, prepare: Callable[[], Any], wanted: bool) -> Iterator[Learn]:
    """`prepare` and the sounds of all names are under way; what is given waits for them."""
    if not (wanted and can_fork()):
        yield lambda: None
        return
    beside = Beside(lambda: (sounds(_names(public_db)), prepare())[0])
    try:
        yield lambda: know(beside.result() or {})
    finally:
        beside.end()


def _names(public_db: str) -> list[str]:
    """All names that there are; none where they cannot be read, which the build itself will say."""
    found: list[str] = []
    try:
        database = open_gate(public_db)
    except PublicDatabaseError:
        return found
    try:
        with using(database):
            for model in KINDS.values():
                query = f'SELECT name FROM "{model._meta.table_name}"'  # noqa: S608 (our names)
                found += [name for (name,) in database.execute_sql(query)]
    except UNREADABLE:
        return []
    finally:
        database.close()
    return found
