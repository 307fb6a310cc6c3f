"""A target behind SFTP, FTP, WebDAV or an S3-compatible store, carried out by rclone.

rclone gets names on a socket and its whole configuration, the secret included, in its environment:
nothing of it is on a command line, in a file, or in a log. A host's key is pinned at the first
connection and demanded afterwards.
"""

import os
import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from models import N_
from pages.deploy import faults, openssh
from pages.deploy.places import Arrived, PlaceFailed, Source
from pages.deploy.rclone import Rclone, RcloneRefused, run_once
from pages.deploy.targets import Target

REMOTE = "target"
PREFIX = "RCLONE_CONFIG_TARGET_"
# An exit code of rclone: there is no such folder.
MISSING = 3
# What it remarks when it pins a key; no fault.
FIRST_USE = re.compile(r"on first use|^Pinned |^No host key validation")
# What is left of a file whose upload was cut off.
PARTIAL = re.compile(r"(.+)\.[0-9a-f]{8}\.partial")
# Each connection costs a few kilobytes of greetings: one for so much that travels, and not many.
BYTES_PER_CONNECTION, MOST_CONNECTIONS = 2 * 1024 * 1024, 4
# Whatever lies there is replaced by what we name: `delivery` has decided that it may be.
AS_TOLD = {"IgnoreTimes": True, "NoCheckDest": True}
PLAIN_LIST = {"noModTime": True, "noMimeType": True}


def settings(target: Target) -> dict[str, str]:
    """What rclone is told of a host, but for secrets."""
    o = target.options
    if target.kind == "sftp":
        # Nothing but files is asked of the host: many allow no command.
        plain = {"shell_type": "none", "set_modtime": "false", "disable_hashcheck": "true"}
        return plain | _chosen(o, "host", "port", "user", "key_file")
    if target.kind == "ftp":
        tls = {"explicit": "explicit_tls", "implicit": "tls"}.get(o["security"])
        return _chosen(o, "host", "port", "user") | ({tls: "true"} if tls else {})
    if target.kind == "webdav":
        return _chosen(o, "user") | {"url": o["address"], "vendor": "other"}
    return {
        **_chosen(o, "provider", "endpoint", "region"),
        "access_key_id": o["access_key"],
        "no_check_bucket": "true",
        # The digest goes along with a file and is checked by the store; asking again costs a trip.
        "no_head": "true",
    }


def _chosen(options: dict[str, Any], *names: str) -> dict[str, str]:
    return {name: str(options[name]) for name in names if options[name] != ""}


class Remote:
    """One root behind rclone; `outbox` is a folder for what travels."""

    def __init__(self, target: Target, secret: str, host_keys: str, outbox: Path) -> None:
        self.target, self.outbox = target, outbox
        path = target.options["path"]
        path = f"{target.options['bucket']}/{path}" if target.kind == "s3" else path
        self.root = f"{REMOTE}:{path.rstrip('/') if path != '/' else path}"
        ca = target.options.get("ca_file")
        self.environment = self._environment(secret, host_keys)
        self.rclone = Rclone(self.environment, *(("--ca-cert", ca) if ca else ()))

    def _environment(self, secret: str, host_keys: str) -> dict[str, str]:
        inherited = {k: v for k, v in os.environ.items() if not k.startswith("RCLONE_")}
        kind = {"type": self.target.kind, **settings(self.target)}
        if host_keys and not secret and (command := openssh.command(self.target, self.outbox)):
            openssh.write_known(self.outbox, host_keys)
            kind["ssh"] = command
        elif host_keys:
            kind["host_keys"] = host_keys
        if secret and self.target.kind == "s3":
            kind["secret_access_key"] = secret
        elif secret:
            with_key = self.target.options.get("key_file")
            kind["key_file_pass" if with_key else "pass"] = self._obscured(secret)
        return inherited | {PREFIX + name.upper(): value for name, value in kind.items()}

    def _obscured(self, secret: str) -> str:
        """The form that rclone takes passwords in; it hides them from a glance and no more."""
        _code, form, _said = run_once(os.environ, "obscure", "-", given=secret)
        return form.decode().strip()

    def begin(self) -> None:
        return

    def close(self) -> None:
        self.rclone.close()
        openssh.clear(self.outbox)

    def read(self, name: str) -> bytes | None:
        beside = self._outgoing("read")
        with self._told():
            try:
                self._copy_file(self.root, name, str(self.outbox), beside.name)
            except RcloneRefused as refused:
                if refused.is_missing:
                    return None
                if self.target.kind == "s3":
                    self.top()  # an answer without a body says nothing of a wrong key; this does
                raise
            return beside.read_bytes() or None

    def write(self, name: str, content: bytes) -> None:
        beside = self._outgoing("record")
        beside.write_bytes(content)
        with self._told():
            self._copy_file(str(self.outbox), beside.name, self.root, name)

    def _outgoing(self, name: str) -> Path:
        self.outbox.mkdir(parents=True, exist_ok=True)
        place = self.outbox / name
        place.unlink(missing_ok=True)
        return place

    def _copy_file(self, source: str, name: str, sink: str, new: str) -> None:
        self.rclone.ask(
            "operations/copyfile",
            srcFs=source,
            srcRemote=name,
            dstFs=sink,
            dstRemote=new,
            _config=AS_TOLD,
        )

    def top(self) -> list[str]:
        return [entry["Path"] for entry in self._listed({})]

    def existing(self, names: Sequence[str]) -> list[str]:
        if not names:
            return []
        chosen = {"_filter": self._only(names), "_config": {"NoTraverse": True, "Checkers": 1}}
        listed = self._listed({"recurse": True, "filesOnly": True}, **chosen)
        return sorted(entry["Path"] for entry in listed)

    def _listed(self, options: dict[str, bool], **chosen: Any) -> list[dict[str, Any]]:
        with self._told():
            try:
                answer = self.rclone.ask(
                    "operations/list", fs=self.root, remote="", opt=PLAIN_LIST | options, **chosen
                )
            except RcloneRefused as refused:
                if refused.is_missing:
                    return []
                raise
        return list(answer["list"] or [])

    def _only(self, names: Iterable[str]) -> dict[str, Any]:
        """Exactly these names; rclone wants them in a file."""
        listing = self._outgoing("names")
        listing.write_text("\n".join(names), encoding="utf-8")
        return {"FilesFromRaw": [str(listing)]}

    def put(self, names: Sequence[str], source: Source, arrived: Arrived) -> None:
        if not names:
            return
        tree = self.outbox / "tree"
        try:
            for name in names:
                _lay_out(source(name), tree / name)
            size = sum(source(name).stat().st_size for name in names)
            with self._told():
                for name in self._copied(tree, names, size):
                    arrived(name)
        finally:
            shutil.rmtree(tree, ignore_errors=True)

    def _copied(self, tree: Path, names: Sequence[str], size: int) -> Iterator[str]:
        """Names as they arrive."""
        lines = min(MOST_CONNECTIONS, 1 + size // BYTES_PER_CONNECTION)
        wanted = set(names)
        order = {"srcFs": str(tree), "dstFs": self.root}
        config = {**AS_TOLD, "Transfers": lines, "Checkers": lines}
        for entry in self.rclone.follow("sync/copy", **order, _config=config):
            if entry.get("msg", "").startswith("Copied (") and entry.get("object") in wanted:
                wanted.discard(entry["object"])
                yield entry["object"]
        yield from sorted(wanted)  # it has ended well: their lines are only late

    def reveal(self) -> None:
        return

    def remove(self, names: Iterable[str], folders: Iterable[str]) -> None:
        if listed := list(names):
            with self._told():
                self.rclone.ask(
                    "operations/delete",
                    fs=self.root,
                    _filter=self._only(listed),
                    _config={"NoTraverse": True, "Checkers": 1},
                )
        if self.target.kind != "s3":
            for folder in folders:
                with suppress(RcloneRefused):  # where others have something, it stays
                    self.rclone.ask("operations/rmdir", fs=self.root, remote=folder)

    def tidy(self) -> None:
        with suppress(PlaceFailed):
            chosen = {"_filter": {"IncludeRule": ["*.partial"]}}
            left = self._listed({"recurse": True, "filesOnly": True}, **chosen)
            self.remove([e["Path"] for e in left if PARTIAL.fullmatch(e["Path"])], [])

    def finish(self) -> None:
        shutil.rmtree(self.outbox, ignore_errors=True)

    def abandon(self) -> None:
        shutil.rmtree(self.outbox, ignore_errors=True)

    def pin(self, folder: Path) -> tuple[str, list[str]]:
        """The keys that the host shows now, and each as a fingerprint to be compared.

        :raises PlaceFailed: there is no connection.
        """
        path = folder / f"{self.target.name}.pinning"
        path.touch(mode=0o600)
        kind = {k: v for k, v in settings(self.target).items() if k in {"host", "port", "user"}}
        lines = [f"[{REMOTE}]", "type = sftp", *(f"{k} = {v}" for k, v in kind.items())]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        try:
            command = ("lsf", f"{REMOTE}:", "--max-depth", "1", "--sftp-pin-host-key")
            code, _out, said = run_once(self.environment, *command, "--config", str(path))
            keys = re.search(r"^host_keys *= *(.+)$", path.read_text("utf-8"), re.MULTILINE)
        finally:
            path.unlink()
        if code not in {0, MISSING}:
            raise self._failed(said)
        shown = [m[1] for line in said if (m := re.search(r"Pinned (\S+ host key \S+)", line))]
        return (keys[1].strip() if keys else ""), shown

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What rclone could not do becomes a sentence."""
        try:
            yield
        except RcloneRefused as refused:
            raise self._failed(refused.said) from None

    def _failed(self, said: list[str]) -> PlaceFailed:
        said = [*said, *openssh.said(self.outbox)]
        grave = [text for text in said if not FIRST_USE.search(text)]
        values = {"place": self.target.place, "reason": faults.told(grave)}
        return PlaceFailed(N_("%(place)s：%(reason)s") % values)


def _lay_out(source: Path, place: Path) -> None:
    """The same file under the name that it travels by; a copy where the disk knows no links."""
    place.parent.mkdir(parents=True, exist_ok=True)
    place.unlink(missing_ok=True)
    try:
        os.link(source, place)
    except OSError:
        shutil.copyfile(source, place)
