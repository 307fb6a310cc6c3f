"""Builds again whenever something changes that a build reads, from a process that stays warm.

Looks at what the file system says fifty times a second, which costs less than a thousandth of a
core for a few hundred files. An error is said and the last good site stays; the next change is
another try. A change of the program itself needs a new process, which takes this one's place.
"""

import os
import sys
import time
from collections.abc import Callable

from pages import ROOT
from pages.stamp import Seen, look

EVERY = 0.02
# Templates, articles and facts are read anew by each build; these are loaded once.
PROGRAM = tuple(f"{ROOT}/{name}" for name in ("site/", "translations/", "models.py"))


def watch(places: list[str], build: Callable[[], None], again: Callable[[], bool]) -> None:
    """Build now and after every change at these places, for as long as `again()` is true."""
    seen = _look(places)
    build()
    while again():
        time.sleep(EVERY)
        found = _look(places)
        if found == seen:
            continue
        if any(name.startswith(PROGRAM) for name in _different(seen, found)):
            os.execv(sys.executable, [sys.executable, *sys.argv])  # noqa: S606 (ourselves)
        seen = found
        build()


def _look(places: list[str]) -> Seen:
    """What there is; while a file is being replaced it may be missing for a moment."""
    try:
        return look(places)
    except OSError:
        return {}


def _different(before: Seen, after: Seen) -> set[str]:
    names = before.keys() | after.keys()
    return {n for n in names if before.get(n) != after.get(n)} if before and after else set()
