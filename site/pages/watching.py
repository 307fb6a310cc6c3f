"""Builds again whenever something changes that a build reads, from a process that stays warm.

Looks at what the file system says fifty times a second, which costs some hundredths of a core; a
server database it asks how far its log is. A correction is put on its pages here and now
(`standing`); the whole build that follows runs in a process forked from this one, and is called off
when something else changes meanwhile. An error is said and the last good site stays; the next
change is another try. A change of the program itself needs a new process, which takes this one's
place. It has no rule of what a site is.
"""

import os
import sys
import time
from collections.abc import Callable
from typing import Protocol

from pages import ROOT
from pages.forks import Aside, can_fork
from pages.stamp import HOT, Seen, look

EVERY = 0.02
# After a correction the whole build waits so long for the next one, and is called off so often.
QUIET = 0.3
PATIENCE = 5
# So often a database that is being written is looked at before a build is tried all the same.
HOT_LOOKS = 250
# Templates, articles and facts are read anew by each build; these are loaded once.
PROGRAM = tuple(f"{ROOT}/{name}" for name in ("site/", "translations/", "models.py"))


class Work(Protocol):
    """What a watcher lets be done."""

    def build(self) -> bool:
        """Build, and say what came of it; whether it went well."""

    def stand(self) -> None:
        """Get ready to correct what the last build has made."""

    def fall(self) -> None:
        """What is ready is not what one would build any more."""

    def correct(self) -> bool:
        """Put a change of facts right at once, where that can be."""

    def show(self) -> None:
        """Let whoever looks at the site see what there is now."""


class Watcher:
    """Follows some places for as long as it is asked to."""

    def __init__(
        self, places: list[str], facts: str, work: Work, beat: Callable[[], list[int]] | None = None
    ) -> None:
        """`facts` is one of the places; or, with `beat`, what a server database is called here."""
        self._places, self._facts, self._work, self._beat = places, facts, work, beat
        self._seen: Seen = {}
        self._aside: Aside | None = None
        self._due: float | None = 0.0
        self._called_off = self._waited = 0

    def run(self, again: Callable[[], bool]) -> None:
        """Build now and after every change, for as long as `again()` is true."""
        self._seen = self._look()
        try:
            while again():
                self._step()
        finally:
            self._call_off()

    def _step(self) -> None:
        self._reap()
        if self._due is not None and self._aside is None and time.monotonic() >= self._due:
            self._begin()
        time.sleep(EVERY)
        found = self._look()
        if found != self._seen and not self._is_being_written():
            different, self._seen = _different(self._seen, found), found
            self._follow(different)

    def _look(self) -> Seen:
        """What there is; while a file is being replaced it may be missing for a moment."""
        try:
            found = look(self._places)
        except OSError:
            return {}
        return found | {self._facts: self._beat()} if self._beat else found

    def _is_being_written(self) -> bool:
        """A release that is under way is followed when it is done; one that was cut off is not."""
        is_hot = any(os.path.exists(self._facts + hot) for hot in HOT)
        self._waited = self._waited + 1 if is_hot and self._waited < HOT_LOOKS else 0
        return self._waited > 0

    def _follow(self, different: set[str]) -> None:
        if any(name.startswith(PROGRAM) for name in different):
            self._call_off()
            os.execv(sys.executable, [sys.executable, *sys.argv])  # noqa: S606 (ourselves)
        if self._aside is not None and self._called_off >= PATIENCE:
            self._due = time.monotonic()
            return
        self._call_off()
        if different != {self._facts}:
            self._work.fall()
        elif self._work.correct():
            self._work.show()
            self._due = time.monotonic() + QUIET
            return
        self._due = time.monotonic()

    def _begin(self) -> None:
        self._due = None
        if can_fork():
            self._aside = Aside(self._work.build)
        elif self._work.build():
            self._work.show()

    def _reap(self) -> None:
        if self._aside is None or not self._aside.is_done:
            return
        went_well, self._aside, self._called_off = self._aside.succeeded, None, 0
        if went_well:
            self._work.show()
            if self._due is None:
                self._work.stand()

    def _call_off(self) -> None:
        if self._aside is not None:
            self._aside.call_off()
            self._called_off += 0 if self._aside.succeeded else 1
            self._aside = None


def _different(before: Seen, after: Seen) -> set[str]:
    names = before.keys() | after.keys()
    return {n for n in names if before.get(n) != after.get(n)} if before and after else set()
