"""Real hosts on this machine's loopback: where a site is uploaded to, and a web server over it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

USER, SECRET = "yanglao", "mi-ma-0123456789"
SECONDS = 15
CADDYFILE = """{{
    admin off
    auto_https off
}}
http://127.0.0.1:{port} {{
    root * {root}
    header Cache-Control "no-cache"
    file_server
    handle_errors {{
        rewrite * /404.html
        file_server
    }}
}}
"""


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def program(name: str) -> str:
    """A program from its wheel or the system; else the test is skipped, saying so."""
    beside = Path(sys.executable).with_name(name)
    found = (
        str(beside)
        if beside.exists()
        else shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin")
    )
    if not found:
        pytest.skip(f"{name} is not installed")
    return found


class Server:
    """A program that listens on a port; it can be killed and started again."""

    def __init__(self, command: Sequence[str], port: int, log: Path, **options: Any) -> None:
        self.command, self.port, self.log, self.options = command, port, log, options
        self.process: subprocess.Popen[Any] | None = None

    def start(self) -> None:
        """Start, and wait until it listens."""
        with self.log.open("a") as out:
            process = subprocess.Popen(self.command, stdout=out, stderr=out, **self.options)
        self.process = process
        until = time.monotonic() + SECONDS
        while time.monotonic() < until and process.poll() is None:
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
                return
            time.sleep(0.05)
        raise AssertionError(f"the server does not listen: {self.log.read_text()[-500:]}")

    def kill(self) -> None:
        """End it as a power cut does."""
        if self.process:
            self.process.kill()
            self.process.wait()


@contextmanager
def running(command: Sequence[str], port: int, log: Path, **options: Any) -> Iterator[Server]:
    """A server for the block."""
    server = Server(command, port, log, **options)
    try:
        server.start()
        yield server
    finally:
        server.kill()


@contextmanager
def caddy(root: Path, folder: Path) -> Iterator[str]:
    """The folder on the web; its address ends with a slash."""
    port = free_port()
    file = folder / "Caddyfile"
    file.write_text(CADDYFILE.format(port=port, root=root), encoding="utf-8")
    home = {**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder)}
    command = [program("caddy"), "run", "--config", str(file), "--adapter", "caddyfile"]
    with running(command, port, folder / "caddy.log", env=home):
        yield f"http://127.0.0.1:{port}/"


def read(address: str) -> str:
    with urllib.request.urlopen(address, timeout=SECONDS) as answer:
        return str(answer.read().decode())


@dataclass
class Host:
    """Where to upload to: a target's settings, its secret, and the folder that it ends in."""

    options: dict[str, Any]
    root: Path
    server: Server
    secret: str = SECRET
    notes: dict[str, Any] = field(default_factory=dict)

    @property
    def pinned_by_key(self) -> bool:
        """Whether nobody asks for a password there."""
        return self.secret in {"", "guest-mi-ma"}


def serve(kind: str, folder: Path, port: int, *extra: str) -> Any:
    """rclone as a server of that kind over a folder."""
    command = [program("rclone"), "serve", kind, "--addr", f"127.0.0.1:{port}", str(folder), *extra]
    cache = {**os.environ, "XDG_CACHE_HOME": str(folder.parent / "cache")}
    return running(command, port, folder.parent / f"{kind}.log", env=cache)


@contextmanager
def host(kind: str, tmp: Path) -> Iterator[Host]:
    """A host of that kind: `sftp`, `ftp`, `webdav`, `s3` are rclone's own, `sshd` and `vsftpd`
    those of a Debian machine."""
    folder = tmp / "host"
    root = folder / "site"
    root.mkdir(parents=True)
    with {"sshd": sshd, "vsftpd": vsftpd}.get(kind, _rclone_server(kind))(folder, root) as made:
        yield made


def _rclone_server(kind: str) -> Any:
    @contextmanager
    def start(folder: Path, root: Path) -> Iterator[Host]:
        port = free_port()
        login = {"host": "127.0.0.1", "port": port, "user": USER, "path": "/site"}
        sign_in = ("--user", USER, "--pass", SECRET)
        options: dict[str, dict[str, Any]] = {
            "sftp": {"kind": "sftp", **login},
            "ftp": {"kind": "ftp", **login, "security": "none"},
            "webdav": {
                "kind": "webdav",
                "address": f"http://127.0.0.1:{port}",
                "user": USER,
                "path": "/site",
            },
            "s3": {
                "kind": "s3",
                "endpoint": f"http://127.0.0.1:{port}",
                "bucket": "site",
                "access_key": USER,
            },
        }
        extra = ("--auth-key", f"{USER},{SECRET}") if kind == "s3" else sign_in
        # Without it a server of this kind keeps what it has listed for five minutes.
        extra = (*extra, "--dir-cache-time", "20ms")
        if kind == "ftp":
            low = 21000 + port % 20000
            extra = (*extra, "--passive-port", f"{low}-{low + 200}")
        with serve(kind, folder, port, *extra) as server:
            yield Host(options[kind], root, server)

    return start


SSHD = """Port {port}
ListenAddress 127.0.0.1
HostKey {folder}/host_key
PidFile {folder}/sshd.pid
AuthorizedKeysFile {folder}/authorized_keys
StrictModes no
UsePAM no
PasswordAuthentication no
Subsystem sftp internal-sftp
MaxStartups 100
"""


@contextmanager
def sshd(folder: Path, root: Path) -> Iterator[Host]:
    """OpenSSH, entered with a key, as most machines of a county are."""
    daemon, port, own = program("sshd"), free_port(), folder.parent / "sshd"
    own.mkdir()
    make_key(own / "host_key")
    make_key(own / "user_key")
    shutil.copy(own / "user_key.pub", own / "authorized_keys")
    (own / "config").write_text(SSHD.format(port=port, folder=own))
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)
    name = os.environ.get("USER") or subprocess.check_output(["id", "-un"], text=True).strip()
    options: dict[str, Any] = {
        "kind": "sftp",
        "host": "127.0.0.1",
        "port": port,
        "user": name,
        "path": str(root),
        "key_file": str(own / "user_key"),
    }
    command = [daemon, "-D", "-e", "-f", str(own / "config")]
    with running(command, port, folder.parent / "sshd.log") as server:
        yield Host(options, root, server, secret="", notes={"folder": own})


def make_key(path: Path) -> None:
    command = [program("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-f", str(path)]
    subprocess.run(command, check=True)


VSFTPD = """listen=YES
listen_address=127.0.0.1
listen_port={port}
run_as_launching_user=YES
background=NO
anonymous_enable=YES
anon_root={folder}
no_anon_password=YES
write_enable=YES
anon_upload_enable=YES
anon_mkdir_write_enable=YES
anon_other_write_enable=YES
anon_world_readable_only=NO
anon_umask=022
allow_writeable_chroot=YES
pasv_enable=YES
pasv_address=127.0.0.1
pasv_min_port={low}
pasv_max_port={high}
secure_chroot_dir={empty}
seccomp_sandbox=NO
xferlog_enable=NO
"""


@contextmanager
def vsftpd(folder: Path, root: Path) -> Iterator[Host]:
    """vsftpd as whoever runs the test; so it knows no password and leaves no folder out."""
    daemon, port = program("vsftpd"), free_port()
    low, empty = 21000 + port % 20000, folder.parent / "empty"
    empty.mkdir()
    written = VSFTPD.format(port=port, folder=folder, empty=empty, low=low, high=low + 200)
    (folder.parent / "vsftpd.conf").write_text(written)
    options: dict[str, Any] = {
        "kind": "ftp",
        "host": "127.0.0.1",
        "port": port,
        "user": "ftp",
        "path": str(root),
        "security": "none",
    }
    command = [daemon, str(folder.parent / "vsftpd.conf")]
    with running(command, port, folder.parent / "vsftpd.log") as server:
        yield Host(options, root, server, secret="guest-mi-ma")
