"""What travels for one corrected telephone of a real site: ours beside `rclone sync` and rsync.

    .venv/bin/python -m benchmarks.deploy [--services N] [KIND ...]

A site of that many services is built by `build.py` and put on a host; one number is corrected, as a
release does it, the site built again and put out again. A relay between program and host counts
what is sent, greetings and protocol included. Writes docs/benchmarks.md with --write.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from benchmarks import province
from benchmarks.builds import correct
from benchmarks.document import write_between
from benchmarks.wire import Count, Relay
from pages import ROOT
from pages.deploy.record import Change, Head, shortened, state_of
from pages.deploy.secrets import Secrets
from pages.deploy.targets import parse
from tests.site.deploy.conftest import Works
from tests.site.deploy.hosts import Host, host, program

KINDS = ("folder", "sshd", "sftp", "vsftpd", "ftp", "webdav", "s3")
TOOLS = ("rclone", "rsync", "rsync -z")
HEAD = "| what | host | files | record | sent | received | connections | sent / files |"
Upload = Callable[[], object]


@click.command()
@click.option("--services", default=500, help="How large a site.")
@click.option("--write/--print", default=False, help="Into docs/benchmarks.md too.")
@click.argument("kinds", nargs=-1)
def main(services: int, write: bool, kinds: tuple[str, ...]) -> None:
    """Print the table."""
    lines = [HEAD, f"|{'---|' * 8}"]
    with laid_out() as folder:
        built = Built(folder, services)
        for kind in kinds or (*KINDS, *TOOLS):
            built.restart()
            with laid_out() as place:
                row = tool(built, kind, place) if kind in TOOLS else ours(built, kind, place)
            lines.append(row)
            click.echo(row)
    if write:
        write_between("deploy", "\n".join(lines))


@contextmanager
def laid_out() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp())
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


class Built:
    """One site before and after a correction, in the folders that a deploy looks for."""

    def __init__(self, folder: Path, services: int) -> None:
        self.folder, self.number = folder, services // 2
        self.output, self.instance = folder / "output", folder / "instance"
        self.public, self.old = folder / "public.db", folder / "old.db"
        province.write(self.old, services)

    def restart(self) -> None:
        """The site as it is before the correction, and nothing known of any host."""
        shutil.copyfile(self.old, self.public)
        for name in ("editions", "deploys"):
            shutil.rmtree(self.instance / name, ignore_errors=True)
        self.build()

    def correct(self) -> None:
        """Another number, and the site built again."""
        correct(self.public, self.number, 7)
        self.build()

    def build(self) -> None:
        command = [sys.executable, str(ROOT / "build.py"), "--quiet", "--without=posters"]
        command += [f"--public-db={self.public}", f"--output={self.output}"]
        environment = os.environ | {"SHOUWANG_INSTANCE": str(self.instance)}
        subprocess.run(command, env=environment, check=True, capture_output=True)  # noqa: S603


def ours(built: Built, kind: str, place: Path) -> str:
    """One row of `deploy`."""
    if kind == "folder":
        return _ours(built, kind, {"kind": "folder", "path": str(place / "www")}, Count(), "")
    with host(kind, place) as served:
        options, count = relayed(served)
        return _ours(built, kind, options, count, served.secret)


def _ours(built: Built, kind: str, options: dict[str, Any], count: Count, secret: str) -> str:
    target = parse({"web": {**options, "linger": 0}})["web"]
    works = Works(built.folder, datetime.now(UTC).replace(tzinfo=None), target)
    Secrets(built.instance).put("web", secret)
    works.deploy()
    built.correct()
    before = _snapshot(count)
    done = works.deploy()
    sent, received, connections = _since(count, before)
    record = _record(works, done.edition, done.put)
    if kind == "folder":
        sent = done.bytes + record
    return _row("deploy", kind, done.bytes, record, sent, received, connections)


def _record(works: Works, number: int, put: list[str]) -> int:
    """Bytes of the list and of the head, which is written twice."""
    files = shortened(works.deploying.editions.get(number).files)
    change = Change({name: files[name] for name in put})
    head = Head("0" * 16, number, (1,), (2,), state_of(files))
    return len(change.encoded()) + 2 * len(head.encoded())


def relayed(served: Host) -> tuple[dict[str, Any], Count]:
    """A host's settings, led through a relay."""
    options, plain = dict(served.options), served.options["kind"] == "ftp"
    relay = Relay(served.server.port, ftp=plain)
    for key in ("address", "endpoint"):
        if key in options:
            options[key] = options[key].replace(str(served.server.port), str(relay.port))
    if "port" in options:
        options["port"] = relay.port
    return options, relay.count


def tool(built: Built, name: str, place: Path) -> str:
    """One row of a plain tool over SSH: it gets the same folder, with the same times of files."""
    with host("sshd", place) as served:
        options, count = relayed(served)
        upload = _rclone(built, options) if name == "rclone" else _rsync(built, options, name)
        upload()
        old = _stamps(built.output)
        time.sleep(1.1)  # rsync and rclone go by times of whole seconds
        built.correct()
        now = _stamps(built.output)
        changed = sum(stamp[0] for path, stamp in now.items() if old.get(path) != stamp)
        before = _snapshot(count)
        upload()
        return _row(name, "sshd", changed, 0, *_since(count, before))


def _stamps(folder: Path) -> dict[Path, tuple[int, int]]:
    found = ((path, path.stat()) for path in folder.rglob("*") if path.is_file())
    return {path: (stat.st_size, stat.st_mtime_ns) for path, stat in found}


def _rclone(built: Built, options: dict[str, Any]) -> Upload:
    login = f"host=127.0.0.1,port={options['port']},user={options['user']}"
    remote = f":sftp,{login},key_file={options['key_file']}:{options['path']}"
    command = [program("rclone"), "sync", str(built.output), remote, "--config", ""]
    return lambda: subprocess.run(command, check=True, capture_output=True)  # noqa: S603


def _rsync(built: Built, options: dict[str, Any], name: str) -> Upload:
    shell = f"ssh -p {options['port']} -i {options['key_file']}"
    shell += " -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null"
    place = f"{options['user']}@127.0.0.1:{options['path']}/"
    flags = [*name.split()[1:], "-a", "--delete", "-e", shell]
    command = [program("rsync"), *flags, f"{built.output}/", place]
    return lambda: subprocess.run(command, check=True, capture_output=True)  # noqa: S603


def _snapshot(count: Count) -> tuple[int, int, int]:
    time.sleep(0.2)  # the last bytes of what has ended
    return count.sent, count.received, count.connections


def _since(count: Count, before: tuple[int, int, int]) -> tuple[int, int, int]:
    sent, received, connections = (a - b for a, b in zip(_snapshot(count), before, strict=True))
    return sent, received, connections


def _row(what: str, kind: str, files: int, record: int, sent: int, got: int, lines: int) -> str:
    ratio = f"{sent / files:.3f}" if files else ""
    cells = (what, kind, files, record, sent, got, lines, ratio)
    return f"| {' | '.join(map(str, cells))} |"


if __name__ == "__main__":
    main()
