"""How far the log of changes of a server database is: what a watcher has in the place of a file.

Asks over one connection that it keeps, for one number; whatever is not in the log is not seen here.
A server that does not answer is asked again a second later. It reads no record.
"""

import time
from contextlib import suppress

import peewee as pw

from models import Change, using
from pages.gate import PublicDatabaseError, open_gate

# So many seconds later a server that is gone is asked again.
LATER = 1.0


class Pulse:
    """The end of the log at a URL."""

    def __init__(self, public_db: str) -> None:
        self._public_db = public_db
        self._database: pw.Database | None = None
        self._not_before = 0.0

    def beat(self) -> list[int]:
        """The last number of the log; nothing while nobody answers."""
        if time.monotonic() < self._not_before:
            return []
        try:
            return [self._last()]
        except (PublicDatabaseError, pw.DatabaseError, pw.InterfaceError):
            self._lose()
            return []

    def _last(self) -> int:
        if self._database is None:
            self._database = open_gate(self._public_db)
        with using(self._database):
            return Change.select(pw.fn.MAX(Change.sequence)).scalar() or 0

    def _lose(self) -> None:
        lost, self._database = self._database, None
        self._not_before = time.monotonic() + LATER
        if lost is not None:
            with suppress(pw.DatabaseError, pw.InterfaceError):
                lost.close()
