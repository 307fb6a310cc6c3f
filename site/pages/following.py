"""The work of `build.py --watch`: what a watcher lets be done, and what is said of it.

Knows an order and who looks at a preview; when to do what is the watcher's to know.
"""

import time
from collections.abc import Callable

import click

from pages.builder import MENDABLE, Order
from pages.clock import today
from pages.reloading import Preview
from pages.standing import Standing


class Following:
    """Builds and corrections of one order (`watching.Work`)."""

    def __init__(self, order: Order, build: Callable[[], object], preview: Preview | None) -> None:
        self._order, self._build, self._preview = order, build, preview
        self._standing: Standing | None = None

    def build(self) -> bool:
        """A build of which a failure is said and no more: the last good site stays."""
        try:
            self._build()
        except click.ClickException as error:
            error.show()
            return False
        return True

    def stand(self) -> None:
        """Hold the site in memory that stands now; what is held is kept where it is that site."""
        held, self._standing = self._standing, None
        try:
            is_held = held is not None and held.is_renewed(today())
            self._standing = held if is_held else Standing.of(self._order, today())
        except MENDABLE:
            return  # the build that follows the next change will say it

    def fall(self) -> None:
        """What is held is not what one would build any more."""
        self._standing = None

    def correct(self) -> bool:
        """Put right what the log of changes says; whatever is wrong with that, a build says."""
        began, standing, self._standing = time.monotonic(), self._standing, None
        try:
            written = standing.correct(today()) if standing else None
        except MENDABLE:
            written = None
        if written is None:
            return False
        self._standing = standing
        click.echo(f"corrected: {written} written in {time.monotonic() - began:.2f} s")
        return True

    def show(self) -> None:
        """Let the browsers that look at the preview load it anew."""
        if self._preview:
            self._preview.reload()
