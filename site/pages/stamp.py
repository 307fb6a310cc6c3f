"""Gate zero: whether the same command would build the same site, told without loading anything.

Knows a command again by its words, and compares what the file system says of everything that it
reads. It opens no page and no row, and imports neither Flask nor peewee, whose loading would take
many times as long. Where it is not sure, it says that something changed.

A file counts as unchanged by its size, its inode and its two times, of which nobody can set the
second back; a public database also by the counter that SQLite keeps in it. A file that was changed
less than `RACY` before it was looked at could change again without its times saying so: then there
is no stamp.
"""

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

RACY = 1_000_000_000
COUNTER = slice(24, 28)
# Commands with one of these words do more than build, or are meant to build.
ALWAYS = frozenset({"--full", "--check", "--verify", "--watch", "--help"})
# Beside a SQLite database while it is being written, or after a write that was cut off.
HOT = ("-journal", "-wal")

Seen = dict[str, list[int]]


class Stamp:
    """What one command has read, and what it said in the end."""

    def __init__(self, state: Path, words: list[str]) -> None:
        told = [*words, os.getcwd(), sys.executable, sys.version]
        told += sorted(f"{k}={v}" for k, v in os.environ.items() if k.startswith("SHOUWANG_"))
        name = hashlib.sha256("\0".join(told).encode(errors="surrogateescape")).hexdigest()[:16]
        self._path = state / f"{name}.stamp"
        self._is_wanted = not ALWAYS & set(words)

    def standing(self, today: str) -> str | None:
        """What the command said last time, if it would do nothing now."""
        if not self._is_wanted:
            return None
        try:
            kept = json.loads(self._path.read_text("utf-8"))
            # A file that is new changes the times of its folder.
            seen = dict(map(_seen, kept["seen"]))
            is_same = kept["today"] == today and kept["seen"] == seen
            said: str = kept["said"]
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return said if is_same else None

    def keep(self, seen: Seen | None, today: str, said: str) -> None:
        """After a build of what was `seen` before it began; None where nobody could tell."""
        if not self._is_wanted or seen is None:
            self._path.unlink(missing_ok=True)
            return
        beside = self._path.with_suffix(".new")
        beside.write_text(json.dumps({"seen": seen, "today": today, "said": said}), "utf-8")
        beside.replace(self._path)


def look(places: Iterable[str]) -> Seen:
    """What the file system says of files and of everything in folders, and of `folder/.` alone.

    :raises OSError: one is missing.
    """
    return dict(_seen(path) for place in places for path in _files(place))


def settled(seen: Seen, now: int) -> Seen | None:
    """What was seen, unless something may still have been changing."""
    return seen if all(max(found[1:3]) + RACY < now for found in seen.values()) else None


def _files(place: str) -> Iterator[str]:
    yield place
    if place.endswith("/.") or not os.path.isdir(place):
        return
    for folder, folders, names in os.walk(place):
        folders[:] = [name for name in folders if name != "__pycache__"]
        yield from (f"{folder}/{name}" for name in [*folders, *names])


def _seen(path: str) -> tuple[str, list[int]]:
    found = os.stat(path)
    told = [found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino]
    if path.endswith(".db"):
        told += [_counter(path), *(os.path.exists(path + hot) for hot in HOT)]
    return path, told


def _counter(path: str) -> int:
    with open(path, "rb") as file:
        return int.from_bytes(file.read(28)[COUNTER])
