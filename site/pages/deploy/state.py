"""What this machine remembers of a target between two deploys; the host's own record is the truth.

Losing it costs time and no more: the record on the host is read then. It holds names and digests
of public files, and the host's key.
"""

import json
import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from models import N_
from pages.deploy.record import Files, state_of
from pages.locks import held

MARK_BYTES = 8


class TargetBusy(Exception):
    """Another deploy to this target is under way; it is not waited for."""


class State:
    """The files of one target in `instance/deploys`."""

    def __init__(self, folder: Path, target: str) -> None:
        self.folder, self.target = folder, target
        self.standing_path = folder / f"{target}.json"
        self.arrived_path = folder / f"{target}.arrived"
        self.host_keys_path = folder / f"{target}.hostkeys"
        self.outbox = folder / f"{target}.outbox"

    @contextmanager
    def locked(self) -> Iterator[None]:
        """One deploy at a time for one target.

        :raises TargetBusy: another has it.
        """
        with held(self.folder / f"{self.target}.lock") as ours:
            if not ours:
                message = N_("另一次发布正在往“%(target)s”上传，请等它结束。")
                raise TargetBusy(message % {"target": self.target})
            yield

    def site_mark(self) -> str:
        """What tells this installation from another; made once, and no secret."""
        path = self.folder / "site"
        if not path.exists():
            path.write_text(secrets.token_hex(MARK_BYTES), encoding="ascii")
        return path.read_text(encoding="ascii")

    def standing(self, state: str) -> Files | None:
        """What stands on the host, if what is remembered is of the state that the host names."""
        try:
            files = dict(json.loads(self.standing_path.read_text(encoding="utf-8"))["files"])
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return files if state_of(files) == state else None

    def edition(self) -> int:
        """Which edition was put there last; 0 where it is not known."""
        try:
            return int(json.loads(self.standing_path.read_text(encoding="utf-8"))["edition"])
        except (OSError, ValueError, KeyError, TypeError):
            return 0

    def remember(self, edition: int, files: Files) -> None:
        """Everything has arrived."""
        beside = self.standing_path.with_suffix(".new")
        text = json.dumps({"edition": edition, "files": files}, ensure_ascii=False, sort_keys=True)
        beside.write_text(text, encoding="utf-8")
        os.replace(beside, self.standing_path)
        self.arrived_path.unlink(missing_ok=True)

    def arrived(self) -> set[tuple[str, str]]:
        """Digest and name of what an interrupted upload had brought over."""
        try:
            lines = self.arrived_path.read_text(encoding="utf-8").splitlines()
        except OSError:
            return set()
        return {(digest, name) for digest, _space, name in (line.partition(" ") for line in lines)}

    def keep_arrived(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Forget the others: they are about to travel again, and nobody knows how far they get."""
        lines = "".join(f"{digest} {name}\n" for digest, name in sorted(pairs))
        self.arrived_path.write_text(lines, encoding="utf-8")

    def note_arrived(self, digest: str, name: str) -> None:
        """One more file is there."""
        with self.arrived_path.open("a", encoding="utf-8") as file:
            file.write(f"{digest} {name}\n")

    def host_keys(self) -> str:
        """The host's keys as they were at the first use; "" before it."""
        try:
            return self.host_keys_path.read_text(encoding="ascii").strip()
        except OSError:
            return ""
