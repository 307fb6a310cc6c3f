"""What a process of its own does while this one reads the rows of a site it has not built.

Half of what a first build does before its first page need not be done in a row: seeing that every
value can be read, how names sound, the templates as functions. Where it fails or cannot be done,
`ready` says so, and this process does it itself.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from models import KINDS, using
from pages.forks import Beside, can_fork
from pages.gate import as_bytes, open_gate
from pages.rows import Shape, check
from pages.sounds import know, sounds

Ready = Callable[[], bool]


@contextmanager
def made_ready(public_db: str, prepare: Callable[[], Any], wanted: bool) -> Iterator[Ready]:
    """All of that is under way; what is given waits for it, and says whether all went well."""
    if not (wanted and can_fork()):
        yield lambda: False
        return
    beside = Beside(lambda: (sounds(_checked_names(public_db)), prepare())[0])
    try:
        yield lambda: _take(beside.result())
    finally:
        beside.end()


def _take(found: dict[str, str] | None) -> bool:
    know(found or {})
    return found is not None


def _checked_names(public_db: str) -> Iterator[str]:
    """All names that there are, of rows whose values can all be read."""
    database = open_gate(public_db)
    with using(database), as_bytes(database):
        for model in KINDS.values():
            shape = Shape(model)
            for raw in database.execute_sql(shape.query):
                row = shape.row(raw)
                check(row)
                yield row.name
    database.close()
