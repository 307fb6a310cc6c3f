"""What a host says of itself: which edition stands on it and which files are ours.

It lies on the host, in a folder of its own, so that another machine can go on. A short head names
a chain of lists; each deploy adds one list that holds only what it changes, so that a corrected
telephone costs no list of all pages. A list is written before its files travel: nothing that we
put there is ever unaccounted for. It holds names and digests of public files, and nothing else.
"""

import gzip
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from models import N_

FOLDER = "_shouwang"
HEAD = f"{FOLDER}/head.json"
FORMAT = 1
# Half a digest tells two files of one site apart.
DIGEST = 32
Files = dict[str, str]


class RecordUnreadable(Exception):
    """The record on the host is damaged or of a newer version; nothing has been touched."""


@dataclass(frozen=True)
class Head:
    """`site` is the installation's own mark; `chain` the lists that are carried out; `pending`
    those that were begun; `edition` what stands if nothing is pending, `state` its digest."""

    site: str
    edition: int = 0
    chain: tuple[int, ...] = ()
    pending: tuple[int, ...] = ()
    state: str = ""

    @property
    def next(self) -> int:
        """A number that no list of this host has."""
        return max((*self.chain, *self.pending), default=0) + 1

    def begun(self, number: int) -> "Head":
        """With one more list under way."""
        return replace(self, pending=(*self.pending, number))

    def encoded(self) -> bytes:
        """As it lies on the host."""
        content: dict[str, Any] = {"format": FORMAT, **self.__dict__}
        return (json.dumps(content, sort_keys=True) + "\n").encode()


@dataclass(frozen=True)
class Change:
    """One list: what is put, by digest, and what is taken away."""

    put: Files
    gone: tuple[str, ...] = ()

    def encoded(self) -> bytes:
        """As it lies on the host; equal lists are equal bytes."""
        content = {"put": self.put, "gone": self.gone}
        text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return gzip.compress(text.encode(), mtime=0)


@dataclass
class Standing:
    """What a chain of lists amounts to: `files` stand for certain, `doubtful` may stand so."""

    files: Files = field(default_factory=dict)
    doubtful: dict[str, set[str]] = field(default_factory=dict)

    def apply(self, change: Change) -> None:
        """A list that was carried out."""
        self.files |= change.put
        for name in change.gone:
            self.files.pop(name, None)

    def doubt(self, change: Change) -> None:
        """A list that was begun: each of its files is old, new, or half of one."""
        for name in (*change.put, *change.gone):
            self.doubtful.setdefault(name, set()).update(filter(None, [change.put.get(name)]))

    @property
    def certain(self) -> Files:
        return {name: d for name, d in self.files.items() if name not in self.doubtful}

    @property
    def ours(self) -> set[str]:
        return {*self.files, *self.doubtful}


def list_name(number: int) -> str:
    """Where a list lies on the host."""
    return f"{FOLDER}/{number:06d}.json.gz"


def shortened(files: Mapping[str, str]) -> Files:
    """Digests as the record holds them."""
    return {name: digest[:DIGEST] for name, digest in files.items()}


def state_of(files: Mapping[str, str]) -> str:
    """One digest over a whole site."""
    return hashlib.sha256(json.dumps(shortened(files), sort_keys=True).encode()).hexdigest()


def read_head(content: bytes | None) -> Head | None:
    """The head; None where there is none.

    :raises RecordUnreadable: it is damaged, or a later version wrote it.
    """
    if not content:
        return None
    stored = _loaded(content)
    try:
        if stored.pop("format") != FORMAT:
            raise RecordUnreadable(N_("网站主机上的记录来自更新的版本。请先升级程序。"))
        lists = {name: tuple(map(int, stored[name])) for name in ("chain", "pending")}
        return Head(str(stored["site"]), int(stored["edition"]), state=stored["state"], **lists)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise _damaged() from None


def read_change(content: bytes | None) -> Change:
    """A list.

    :raises RecordUnreadable: it is missing or damaged.
    """
    try:
        stored = _loaded(gzip.decompress(content or b""))
        return Change(dict(stored["put"]), tuple(stored["gone"]))
    except (OSError, EOFError, KeyError, TypeError, ValueError):
        raise _damaged() from None


def merged(changes: Iterable[Change]) -> Standing:
    """What a chain amounts to."""
    standing = Standing()
    for change in changes:
        standing.apply(change)
    return standing


def _loaded(content: bytes) -> Any:
    try:
        return json.loads(content)
    except ValueError:
        raise _damaged() from None


def _damaged() -> RecordUnreadable:
    message = N_("网站主机上的记录 %(folder)s 已损坏，什么都没有改动。请换一个空文件夹再发布。")
    return RecordUnreadable(message % {"folder": FOLDER})
