"""What a build remembers for the next one: of each file its digests, of each row what it was.

One sealed file beside the manifest's lock, in the instance folder. A file that is damaged, cut off
or of another version is none: the next build is then a full one. It decides nothing.
"""

import hashlib
import marshal
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pages.articles import Kept
from pages.reads import Cell

HEAD = b"shouwang 6\n"
SEAL = hashlib.sha256().digest_size

# Of a file: the digest of its bytes (SHA-256), their number, and what it asked the catalog for.
Entry = tuple[bytes, int, bytes]
# Of a row: its digest, how its name sounds, the lists that it stands in, its slug, its name.
Rows = dict[str, dict[str, tuple[bytes, str, tuple[Cell, ...], str, str]]]


@dataclass
class Ledger:
    """The last build: its files, and what they were made from.

    `edition` is the program and the options, `texts` the templates; `rest` what every page may
    show; `parts` other things that pages show, by cell; `articles` what was made of their files;
    `log` how far the log of changes went, and `log_last` what it said there;
    `stale` what was left as an earlier build had made it; `tally` all files but the worker's;
    `search` names what is kept of the search index beside (`search_state`);
    `method` how compressed copies were made.
    """

    files: dict[str, Entry] = field(default_factory=dict)
    edition: str = ""
    texts: str = ""
    today: str = ""
    rest: bytes = b""
    rows: Rows = field(default_factory=dict)
    parts: dict[Cell, bytes] = field(default_factory=dict)
    articles: tuple[Kept, ...] = ()
    log: tuple[int, int] = (0, 0)
    log_last: str = ""
    stale: tuple[str, ...] = ()
    tally: int = 0
    search: bytes = b""
    method: str = ""


def write(path: Path, ledger: Ledger) -> None:
    """Keep a ledger: whole, or not at all."""
    write_sealed(path, vars(ledger))


def read(path: Path) -> Ledger | None:
    """The ledger that was kept, or None where it is missing, damaged or of another version."""
    found = read_sealed(path)
    try:
        return Ledger(**found)
    except TypeError:
        return None


def write_pending(path: Path, files: dict[str, set[bytes]]) -> None:
    """Before files change places: which digests each of them may have until that is done."""
    write_sealed(path, {name: sorted(digests) for name, digests in files.items()})


def read_pending(path: Path) -> dict[str, set[bytes]]:
    """What was about to change when a build was cut off."""
    found = read_sealed(path)
    return {name: set(digests) for name, digests in found.items()} if found else {}


def write_sealed(path: Path, value: dict[str, Any]) -> None:
    """Keep plain values in a file: whole, or not at all."""
    content = marshal.dumps(value)
    beside = path.with_suffix(f"{path.suffix}.new")
    with beside.open("wb") as file:
        file.write(HEAD + hashlib.sha256(content).digest())
        file.write(content)
    beside.replace(path)


def read_sealed(path: Path) -> Any:
    """What was kept, or None where it is missing, damaged or of another version."""
    try:
        sealed = memoryview(path.read_bytes())
    except OSError:
        return None
    start = len(HEAD) + SEAL
    seal, content = sealed[len(HEAD) : start], sealed[start:]
    if sealed[: len(HEAD)] != HEAD or hashlib.sha256(content).digest() != seal:
        return None
    try:
        return marshal.loads(content)  # noqa: S302 (sealed, and written by ourselves)
    except (ValueError, EOFError, TypeError):
        return None
