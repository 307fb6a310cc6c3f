"""What a build keeps of its search index, so that the next one need not read every record again.

Two files beside the ledger: a sealed one of what there is, and one of what each entry was found by,
of which a build reads only what has changed. The ledger names the state that belongs to it; any
other, a damaged or a missing one is none, and the index is then made anew, the same byte for byte.
It decides nothing.
"""

import marshal
import secrets
import zlib
from dataclasses import dataclass, field
from pathlib import Path

from pages import ledger
from pages.search_entries import Entry, Name
from pages.search_numbers import Ranges

CHECK = 4  # bytes before each entry that tell whether it is whole


@dataclass(frozen=True)
class Before:
    """Where the state of an earlier build lies and the files that it made.

    `token` is what the ledger calls the state; `touched` are the cells that have changed since.
    """

    path: Path
    folder: Path
    token: bytes
    touched: set[int]

    def file(self, name: str) -> str:
        """A file of the search as it stands.

        :raises OSError: there is none.
        """
        return (self.folder / name).read_text("utf-8")


@dataclass
class State:
    """An index, without the text of its files.

    `sizes` are the letters of all lines of a family, `digests` its files by number, `others` the
    digests of the files of which there is one. `sounds` and `letters` say in how many lines
    something stands. `entries` has, by kind and key, the number of an entry, what it has asked the
    catalog for, and where it lies in the second file.
    """

    ranges: Ranges
    sizes: dict[str, int] = field(default_factory=dict)
    digests: dict[str, dict[int, str]] = field(default_factory=dict)
    others: dict[str, str] = field(default_factory=dict)
    sounds: dict[str, int] = field(default_factory=dict)
    letters: dict[str, int] = field(default_factory=dict)
    entries: dict[str, tuple[int, bytes, int, int]] = field(default_factory=dict)
    serial: bytes = b""


def packed(entry: Entry) -> bytes:
    """What an entry is found by, for the second file."""
    names = tuple((name.text, name.pinyin) for name in entry.names)
    content = marshal.dumps((names, entry.words, entry.areas, entry.categories))
    return zlib.crc32(content).to_bytes(CHECK) + content


def unpacked(kind: str, kept: bytes) -> Entry:
    """An entry that is found by the same.

    :raises ValueError: it is damaged.
    """
    content = kept[CHECK:]
    if zlib.crc32(content).to_bytes(CHECK) != kept[:CHECK]:
        raise ValueError(kind)
    names, words, areas, categories = marshal.loads(content)  # noqa: S302 (our own, and checked)
    found = tuple(Name(*name) for name in names)
    return Entry(kind, "", found, words, areas=areas, categories=categories)


def read(before: Before) -> State | None:
    """The state that the ledger names, or None."""
    found = ledger.read_sealed(before.path)
    if not found or found.pop("token") != before.token:
        return None
    state = State(**found)
    try:
        with _beside(before.path).open("rb") as file:
            return state if file.read(len(state.serial)) == state.serial else None
    except OSError:
        return None


def read_entry(before: Before, state: State, name: str) -> Entry:
    """An entry as it was.

    :raises OSError, ValueError: it is lost.
    """
    _number, _asks, start, size = state.entries[name]
    with _beside(before.path).open("rb") as file:
        file.seek(start)
        return unpacked(name.partition(":")[0], file.read(size))


def write(path: Path, state: State, fresh: dict[str, bytes]) -> bytes:
    """Keep a state with entries that are new; what the ledger is to call it.

    Entries that stand already are not written again: those of a state without a serial are all new.
    """
    token, beside = secrets.token_bytes(16), _beside(path)
    is_new = not state.serial
    state.serial = state.serial or token
    with beside.open("wb" if is_new else "ab") as file:
        if is_new:
            file.write(state.serial)
        for name, content in fresh.items():
            number, asks, _start, _size = state.entries[name]
            state.entries[name] = (number, asks, file.tell(), len(content))
            file.write(content)
    ledger.write_sealed(path, vars(state) | {"token": token})
    return token


def _beside(path: Path) -> Path:
    return path.with_suffix(".entries")
