"""In which order a host gets its files, so that a reader never follows a link to what is not there.

Pure: what stands and what is wanted in, lists of names out. It agrees with `manifest` on the first
and the last file: `version.txt` tells a reader's service worker that another version comes, and the
worker of that version comes when everything else is there and what is withdrawn is gone.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from pages.precompressing import text_of
from pages.worker import VERSION, WORKER

PAGE = ".html"
# They name pages, for machines: what they name must be there first.
POINTERS = frozenset({"feed.xml", "robots.txt", "calendar.ics", "manifest.webmanifest"})
ENTRY_DEPTH = 2


@dataclass(frozen=True)
class Plan:
    """`arriving` in rounds, each after the one before; then `gone`; then `last`."""

    arriving: tuple[tuple[str, ...], ...]
    gone: tuple[str, ...]
    last: tuple[str, ...]

    @property
    def sent(self) -> list[str]:
        """Everything that travels."""
        return [name for each in (*self.arriving, self.last) for name in each]


def plan(certain: Mapping[str, str], ours: Collection[str], wanted: Mapping[str, str]) -> Plan:
    """What has to be done, where `certain` files are known to stand and `ours` may.

    Of a file that an interrupted upload may or may not have replaced nothing is certain: it
    travels again.
    """
    changed = [name for name, digest in wanted.items() if certain.get(name) != digest]
    rounds: dict[int, list[str]] = {}
    for name in sorted(changed):
        rounds.setdefault(_round(text_of(name), is_new=text_of(name) not in ours), []).append(name)
    last = tuple(rounds.pop(LAST, ()))
    arriving = tuple(tuple(rounds[number]) for number in sorted(rounds))
    return Plan(arriving, tuple(sorted({*certain, *ours} - wanted.keys())), last)


LAST = 9


def _round(name: str, *, is_new: bool) -> int:
    """Nothing leads to a new page until a page that was there is replaced."""
    if name == VERSION:
        return 0
    if name == WORKER:
        return LAST
    if name in POINTERS or name.startswith("sitemap"):
        return 5
    if not name.endswith(PAGE):
        return 1
    if is_new:
        return 2
    return 4 if len(PurePosixPath(name).parts) <= ENTRY_DEPTH else 3


def folders_left_empty(gone: Iterable[str], wanted: Iterable[str]) -> list[str]:
    """Folders in which nothing of ours is left, the deepest first."""
    needed = {folder for name in wanted for folder in _folders(name)}
    emptied = {folder for name in gone for folder in _folders(name)} - needed
    return sorted(emptied, key=lambda folder: (-folder.count("/"), folder))


def _folders(name: str) -> list[str]:
    return [str(folder) for folder in PurePosixPath(name).parents if folder.name]
