"""Shows a built site on this machine, and lets browsers load a page anew when it has changed.

Listens on the loopback interface alone. What a browser needs for that is put into pages on their
way out and nowhere else: nothing in the output folder knows of it. The site's service worker, which
would show kept pages, is answered by one that clears what was kept.
"""

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from pages import ROOT
from pages.worker import WORKER

HOST = "127.0.0.1"
EVENTS, SCRIPT = "/.shouwang/events", "/.shouwang/reload.js"
TAG = f'<script src="{SCRIPT}" defer></script>'.encode()
# A server that was away may have missed a change: whoever comes back loads the page anew.
PROGRAM = f"""let wasOpen = false;
const events = new EventSource("{EVENTS}");
events.onmessage = () => location.reload();
events.onopen = () => wasOpen ? location.reload() : (wasOpen = true);
""".encode()
FAREWELL = ROOT / "templates" / "pages" / "sw-farewell.js"
# So often a browser that has gone away is noticed.
BEAT = 15.0


class Preview:
    """A server in threads of this process; it ends with it."""

    def __init__(self, folder: Path, port: int) -> None:
        self._changed, self._edition = threading.Condition(), 0
        handler = partial(_Pages, preview=self, directory=str(folder))
        self._server = ThreadingHTTPServer((HOST, port), handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self._server.server_port}/"

    @property
    def edition(self) -> int:
        """How often the site has changed."""
        return self._edition

    def reload(self) -> None:
        """Tell everybody who looks that there is something else now."""
        with self._changed:
            self._edition += 1
            self._changed.notify_all()

    def wait(self, edition: int) -> bool:
        """Until it is another edition; False where that takes long."""
        with self._changed:
            return self._changed.wait_for(lambda: self._edition != edition, BEAT)

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Pages(SimpleHTTPRequestHandler):
    """Files as they lie there, pages with one line more."""

    def __init__(self, *values: object, preview: Preview, directory: str) -> None:
        self._preview = preview
        super().__init__(*values, directory=directory)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        if self.path == EVENTS:
            self._tell()
        elif self.path == SCRIPT:
            self._answer(PROGRAM, "text/javascript")
        elif self.path == f"/{WORKER}":
            self._answer(FAREWELL.read_bytes(), "text/javascript")
        else:
            self._page()

    def _page(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() and self.path.endswith("/") else path
        if path.suffix != ".html" or not path.is_file():
            super().do_GET()
            return
        self._answer(path.read_bytes().replace(b"</head>", TAG + b"</head>", 1), "text/html")

    def _answer(self, content: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def _tell(self) -> None:
        """One line for each change, for as long as the browser listens."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        edition = self._preview.edition
        try:
            while True:
                self.wfile.write(b"data: changed\n\n" if self._preview.wait(edition) else b":\n\n")
                self.wfile.flush()
                edition = self._preview.edition
        except OSError:
            return

    def log_message(self, *_values: object) -> None:
        """Who looks at what is nobody's business."""
