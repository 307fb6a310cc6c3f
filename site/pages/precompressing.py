"""Compressed copies of a site's texts (`.br`, `.gz`), which a host hands out in their place.

Only what has changed is compressed, once: the copies of a text whose bytes an earlier build has
compressed stay. A copy is a file of the site like any other, listed and removed as they are, but no
part of its version: it says nothing that its text does not say. One that saves nothing is not kept,
and what somebody has changed by hand gets none.
"""

import hashlib
import zlib
from collections.abc import Callable, Collection, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from importlib import metadata
from pathlib import Path

from models import N_
from pages.ledger import Entry, Ledger

ENDINGS = (".br", ".gz")
TEXTS = (
    ".html", ".css", ".js", ".json", ".xml", ".svg", ".txt", ".ics", ".vcf", ".webmanifest",
)  # fmt: skip
# Of fewer bytes a host sends as many packets, compressed or not.
LEAST = 256
# So well that it pays, and not so well that a province takes hours: docs/benchmarks.md.
BROTLI, GZIP = 7, 9
# So many files a thread takes at once.
PART = 32

Way = Callable[[bytes], bytes]
Ways = dict[str, Way]


@dataclass
class Copies:
    """The copies of a whole site, and which of them are new and lie in the staging folder."""

    files: dict[str, Entry] = field(default_factory=dict)
    staged: list[str] = field(default_factory=list)
    method: str = ""
    notes: list[str] = field(default_factory=list)

    @property
    def size(self) -> int:
        """Bytes of all of them."""
        return sum(entry[1] for entry in self.files.values())


def text_of(name: str) -> str:
    """The file that a copy is of; any other file is its own."""
    text, _dot, ending = name.rpartition(".")
    return text if f".{ending}" in ENDINGS and text.endswith(TEXTS) else name


def forget(files: dict[str, Entry], names: Iterable[str]) -> None:
    """Take the copies of these files away: their texts are other ones now."""
    for name in names:
        for ending in ENDINGS:
            files.pop(name + ending, None)


def enter_copies(
    now: Ledger,
    known: Ledger | None,
    folder: Path,
    output: Path,
    jobs: int,
    again: Collection[str] = (),
) -> Copies:
    """Make and enter the copies of a site: its new files lie in a folder, the others stand.

    Those of the `known` build are kept but for what is to be made `again`, texts or copies. In so
    many threads: who compresses lets the others work.
    """
    ways = _ways()
    copies = Copies(method=_method(ways))
    if ".br" not in ways:
        copies.notes.append(N_("没有安装 brotli，只写 .gz 压缩文件。要 .br，请安装 brotli。"))
    before = known.files if known and known.method == copies.method else {}
    lacking: list[str] = []
    for name, entry in now.files.items():
        if name.endswith(TEXTS) and entry[1] >= LEAST:
            kept = {} if name in again else _kept(name, entry, before, ways, again)
            copies.files |= kept
            if not kept:
                lacking.append(name)
    parts = [lacking[start : start + PART] for start in range(0, len(lacking), PART)]
    work = partial(_compress, ways=ways, files=now.files, folder=folder, output=output)
    with ThreadPoolExecutor(jobs) as threads:
        for made in threads.map(work, parts):
            copies.files |= made
            copies.staged += made
    now.files |= copies.files
    now.method = copies.method
    return copies


def _kept(
    name: str, entry: Entry, before: Mapping[str, Entry], ways: Ways, again: Collection[str]
) -> dict[str, Entry]:
    """The copies of a text that the last build has left; none where one of them is not certain."""
    # A file of which nobody is sure has no size.
    if name not in before or before[name][:2] != entry[:2]:
        return {}
    kept = {name + ending: before.get(name + ending) for ending in ways}
    found = {copy: entry for copy, entry in kept.items() if entry and entry[1] > 0}
    return found if len(found) == len(ways) and found.keys().isdisjoint(again) else {}


def _compress(
    names: Iterable[str], ways: Ways, files: Mapping[str, Entry], folder: Path, output: Path
) -> dict[str, Entry]:
    """Write the copies of some texts into the staging folder."""
    made: dict[str, Entry] = {}
    for name in names:
        content = _content(name, files[name][0], folder, output)
        for ending, way in ways.items() if content else ():
            packed = way(content)
            if len(packed) < len(content):
                place = folder / (name + ending)
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(packed)
                made[name + ending] = (hashlib.sha256(packed).digest(), len(packed), b"")
    return made


def _content(name: str, digest: bytes, folder: Path, output: Path) -> bytes:
    """What a text says, made just now or standing; nothing where it is not what was built."""
    for place in (folder / name, output / name):
        if place.is_file():
            content = place.read_bytes()
            return content if hashlib.sha256(content).digest() == digest else b""
    return b""


def _ways() -> Ways:
    """How to compress, by the ending of what comes of it."""
    # zlib by itself names no file and no time, so that the same text gives the same copy.
    ways: Ways = {".gz": lambda content: zlib.compress(content, GZIP, wbits=31)}
    try:
        import brotli  # noqa: PLC0415 (not everybody has it)
    except ImportError:
        return ways
    return {".br": partial(brotli.compress, quality=BROTLI), **ways}


def _method(ways: Ways) -> str:
    """A name for what makes copies: another one may make others of the same text."""
    named = f"gzip {GZIP} zlib {zlib.ZLIB_RUNTIME_VERSION}"
    return f"{named} brotli {BROTLI} {metadata.version('brotli')}" if ".br" in ways else named
