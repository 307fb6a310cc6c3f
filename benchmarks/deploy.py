"""What travels for one corrected telephone: ours beside plain `rclone sync` and rsync.

Bytes that the uploading side sends, counted by a relay between it and the host: the protocol's own
bytes included. It judges nothing.
"""

import os
import random
import shutil
import socket
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import click

from pages.deploy.secrets import Secrets
from pages.deploy.targets import parse
from tests.site.deploy.conftest import Works, standing
from tests.site.deploy.hosts import Host, host, program

PAGES, CHANGED = 1000, 12


class Relay:
    """Passes a port on to another and counts what goes towards the host."""

    def __init__(self, port: int) -> None:
        self.to, self.sent = port, 0
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self.listening.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client = self.listening.accept()[0]
                server = socket.create_connection(("127.0.0.1", self.to))
                for pair, counts in (((client, server), True), ((server, client), False)):
                    threading.Thread(target=self._pass, args=(*pair, counts), daemon=True).start()

    def _pass(self, source: socket.socket, sink: socket.socket, counts: bool) -> None:
        with suppress(OSError):
            while content := source.recv(65536):
                self.sent += len(content) if counts else 0
                sink.sendall(content)
        with suppress(OSError):
            sink.shutdown(socket.SHUT_WR)


def site(version: int) -> dict[str, str]:
    """Pages that compress as pages do; a few are of the version."""
    words = random.Random(7)  # noqa: S311 (no secret)
    text = {f"a/{n}/index.html": str(words.random()) * 120 for n in range(PAGES)}
    changed = {f"a/{n}/index.html": f"{n} {version} " * 1500 for n in range(CHANGED)}
    return {"index.html": "home", **text, **changed}


@contextmanager
def laid_out() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp())
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def measure(relay: Relay, act: Callable[[], object]) -> int:
    before = relay.sent
    act()
    return relay.sent - before


def ours(folder: Path) -> tuple[int, int, int]:
    """Bytes sent for the change, bytes of its files and its record, and of the files alone."""
    with host("sshd", folder) as served:
        relay = Relay(served.options["port"])
        target = parse({"web": {**served.options, "port": relay.port, "linger": 0}})["web"]
        works = Works(folder, datetime.now(UTC).replace(tzinfo=None), target)
        Secrets(works.deploying.instance).put("web", "")
        works.put(site(1))
        works.build(site(2))
        sent = measure(relay, works.deploy)
        assert standing(served.root) == site(2)
        record = served.root / "_shouwang"
        written = sorted(record.glob("*.gz"))[-1].stat().st_size
        written += 2 * (record / "head.json").stat().st_size
    changed = sum(len(site(2)[f"a/{n}/index.html"]) for n in range(CHANGED))
    return sent, changed + written, changed


def plain(folder: Path, tool: str) -> int:
    """Bytes that a plain tool sends for the same change, from a site that was built anew."""
    with host("sshd", folder) as served:
        relay, source = Relay(served.options["port"]), folder / "source"
        key = served.options["key_file"]
        upload = {"rclone": _rclone, "rsync": _rsync}[tool](relay.port, key, source, served)
        for version in (1, 2):
            for name, text in site(version).items():
                (source / name).parent.mkdir(parents=True, exist_ok=True)
                (source / name).write_text(text)
            sent = measure(relay, upload)
    return sent


def _rclone(port: int, key: str, source: Path, served: Host) -> Callable[[], object]:
    options = served.options
    remote = f":sftp,host=127.0.0.1,port={port},user={options['user']},key_file={key}:"
    command = [program("rclone"), "sync", str(source), remote + options["path"], "--config", ""]
    return lambda: subprocess.run(command, check=True, capture_output=True)  # noqa: S603


def _rsync(port: int, key: str, source: Path, served: Host) -> Callable[[], object]:
    options = served.options
    shell = f"ssh -p {port} -i {key} -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null"
    place = f"{options['user']}@127.0.0.1:{options['path']}/"
    command = [program("rsync"), "-a", "--checksum", "--delete", "-e", shell, f"{source}/", place]
    return lambda: subprocess.run(command, check=True, capture_output=True)  # noqa: S603


def main() -> None:
    """Print the table."""
    with laid_out() as folder:
        sent, content, changed = ours(folder)
    click.echo(f"{PAGES} pages, {CHANGED} of them changed: {changed} bytes of files")
    tell("deploy: files, record", content, changed)
    tell("deploy: on the wire", sent, changed)
    for tool in ("rclone", "rsync"):
        if shutil.which(tool, path=f"{os.environ['PATH']}:{Path(program('rclone')).parent}"):
            with laid_out() as folder:
                tell(f"plain {tool}", plain(folder, tool), changed)


def tell(name: str, sent: int, changed: int) -> None:
    """One row."""
    click.echo(f"{name:22} {sent:>10} bytes sent  {sent / changed:6.3f} x the changed files")


if __name__ == "__main__":
    main()
