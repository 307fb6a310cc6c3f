"""A plain web host on this machine that compresses with brotli and counts what it sends.

It serves one folder and keeps no log; a test reads `sent`, bytes of bodies and headers.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import brotli

TEXTS = {".html", ".css", ".js", ".svg", ".xml", ".txt"}


class WebHost:
    """Where a folder is served, and what was asked for so far: (path, bytes)."""

    def __init__(self, folder: Path) -> None:
        self.requests: list[tuple[str, int]] = []
        handler = partial(_Handler, host=self, directory=str(folder))
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}/"

    @property
    def sent(self) -> int:
        return sum(size for _path, size in self.requests)


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *arguments: Any, host: WebHost, **options: Any) -> None:
        self.host = host
        super().__init__(*arguments, **options)

    def log_message(self, format: str, *args: Any) -> None:
        return

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        body = _compressed(path) if path.is_file() else b""
        self.send_response(200 if path.is_file() else 404)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(body)))
        if path.suffix in TEXTS and body:
            self.send_header("Content-Encoding", "br")
        self.send_header("Cache-Control", "max-age=3600")
        buffered: list[bytes] = getattr(self, "_headers_buffer", [])
        size = sum(map(len, buffered)) + 2 + len(body)
        self.host.requests.append((self.path, size))
        self.end_headers()
        # A browser that goes to another page hangs up in the middle of this one.
        with suppress(ConnectionError):
            self.wfile.write(body)


@cache
def _compressed(path: Path) -> bytes:
    content = path.read_bytes()
    return bytes(brotli.compress(content)) if path.suffix in TEXTS else content


@contextmanager
def web_host(folder: Path) -> Iterator[WebHost]:
    """The folder on a free port, for the block."""
    host = WebHost(folder)
    thread = threading.Thread(target=host.server.serve_forever, daemon=True)
    thread.start()
    try:
        yield host
    finally:
        host.server.shutdown()
        host.server.server_close()
        thread.join()
