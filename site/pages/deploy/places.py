"""What every kind of host can be asked for; `folder` and `remote` answer.

Names are those of a site's files, with `/`, below the target's root. A place decides nothing: what
travels and what goes is `delivery`'s business.
"""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Protocol

Source = Callable[[str], Path]
Arrived = Callable[[str], None]


class PlaceFailed(Exception):
    """The host did not do what it was asked; the message says why, and what to do, in words."""


class Place(Protocol):
    """One root on one host. Every method may raise `PlaceFailed`."""

    def begin(self) -> None:
        """Get ready; where a whole site can be switched, work goes on out of sight."""

    def read(self, name: str) -> bytes | None:
        """A small file's content; None where there is none."""

    def write(self, name: str, content: bytes) -> None:
        """A small file, whole or not at all."""

    def top(self) -> list[str]:
        """What lies directly in the root."""

    def existing(self, names: Sequence[str]) -> list[str]:
        """Which of these names are taken, by whatever it is."""

    def put(self, names: Sequence[str], source: Source, arrived: Arrived) -> None:
        """Each of these files, whole or not at all; `arrived` is called after each."""

    def reveal(self) -> None:
        """Let readers see what has been put, if they do not yet."""

    def remove(self, names: Iterable[str], folders: Iterable[str]) -> None:
        """These files, and these folders if nothing is in them; what is gone already is well."""

    def tidy(self) -> None:
        """Take away what an interrupted upload has left half done."""

    def finish(self) -> None:
        """Everything stands; what served until now may go."""

    def abandon(self) -> None:
        """Nothing came of it; leave nothing behind that readers did not see."""

    def close(self) -> None:
        """Let go of the host; nothing more is asked of it."""
