"""A web host that a test can cut off, slow down or let fail, for what a reader's browser keeps.

It serves one folder from this machine, at its root or below a path, always at the same address.
"""

import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server
from werkzeug.wrappers import Response

from admin.static_site import StaticSite

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


class Quiet(WSGIRequestHandler):
    """Keeps its log to itself."""

    def log(self, type: str, message: str, *args: Any) -> None:
        return


class WebHost:
    """`address` ends with a slash. `failing` names paths that are answered by an error of 503."""

    def __init__(self, folder: Path, below: str = "") -> None:
        self.folder, self.below = folder, below
        self.delay = 0.0
        self.failing: set[str] = set()
        self.asked: list[str] = []
        self._port = 0
        self._server: BaseWSGIServer | None = None
        self.connect()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._port}{self.below}/"

    def connect(self) -> None:
        """Answer again."""
        site = StaticSite(self.folder)
        mounted: Any = DispatcherMiddleware(Response("elsewhere", 404), {self.below: site})
        application = mounted if self.below else site
        self._server = make_server(
            "127.0.0.1", self._port, self._moody(application), threaded=True, request_handler=Quiet
        )
        self._port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def cut(self) -> None:
        """Answer nobody any more."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def _moody(self, application: Application) -> Application:
        def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
            path = environ["PATH_INFO"].removeprefix(self.below).lstrip("/")
            self.asked.append(path)
            time.sleep(self.delay)
            if path in self.failing:
                return Response("", 503)(environ, start_response)
            return application(environ, start_response)

        return answer
