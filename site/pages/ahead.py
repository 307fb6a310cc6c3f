"""What a process of its own does while this one reads the rows of a site it has not built.

Half of what a first build does before its first page needs nothing of a row but its name: how names
sound, and the templates as functions. Where it fails or cannot be done, it is made later, where it
is needed.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from models import KINDS, using
from pages.forks import Beside, can_fork
from pages.gate import open_gate
from pages.sounds import know, sounds

Ready = Callable[[], None]


@contextmanager
def made_ready(public_db: str, prepare: Callable[[], Any], wanted: bool) -> Iterator[Ready]:
    """All of that is under way; what is given waits for it."""
    if not (wanted and can_fork()):
        yield lambda: None
        return
    beside = Beside(lambda: (sounds(_names(public_db)), prepare())[0])
    try:
        yield lambda: know(beside.result() or {})
    finally:
        beside.end()


def _names(public_db: str) -> Iterator[str]:
    """All names that there are."""
    database = open_gate(public_db)
    with using(database):
        for model in KINDS.values():
            query = f'SELECT name FROM "{model._meta.table_name}"'  # noqa: S608 (our names)
            yield from (name for (name,) in database.execute_sql(query))
    database.close()
