"""A WSGI app on a free port of this machine, for a browser to look at."""

import threading
from typing import Any

from waitress.server import create_server


class WebHost:
    """Serves an app between `start` and `stop`; `address` ends without a slash."""

    def __init__(self, app: Any) -> None:
        self._server: Any = create_server(app, host="127.0.0.1", port=0, threads=4)
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self.address = f"http://127.0.0.1:{self._server.effective_port}"

    def start(self) -> None:
        """Begin to answer."""
        self._thread.start()

    def stop(self) -> None:
        """Stop, and close every connection."""
        self._server.close()
        self._thread.join(timeout=5)
