"""A WSGI app on a free port of this machine, for a browser or a test to look at."""

import threading
from contextlib import suppress
from typing import Any

from waitress.server import create_server


class AppHost:
    """Serves an app between `start` and `stop`; `address` ends without a slash."""

    def __init__(self, app: Any = None, server: Any = None) -> None:
        self._server: Any = server or create_server(app, host="127.0.0.1", port=0, threads=4)
        self._thread = threading.Thread(target=self._run, daemon=True)
        self.address = f"http://127.0.0.1:{self._server.effective_port}"

    def _run(self) -> None:
        # `stop` takes the socket away from under a loop that waits for it.
        with suppress(OSError):
            self._server.run()

    def start(self) -> "AppHost":
        """Begin to answer."""
        self._thread.start()
        return self

    def stop(self) -> None:
        """Stop, and close every connection."""
        self._server.close()
        self._thread.join(timeout=5)
