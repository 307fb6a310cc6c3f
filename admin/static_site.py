"""Serves the built site's files from this machine, for looking at them.

Files only, below one folder, by GET; for the public there is a web server or an upload. Types
are named here because what a machine's own table says of `.js` differs from desk to desk. What a
host should say of keeping (docs/operations.md) is said here too.
"""

import mimetypes
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from werkzeug.security import safe_join
from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

from pages.files import LASTING

# Below these a file's name says its content; pages and all else are asked for anew each time.
LASTING_FOLDERS = ("/static/", "/photos/", "/search/")
TYPES = {
    ".css": "text/css",
    ".html": "text/html",
    ".ics": "text/calendar",
    ".ico": "image/x-icon",
    ".jpg": "image/jpeg",
    ".js": "text/javascript",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}


class StaticSite:
    """A WSGI app over one folder; what is not there is answered by its `404.html`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        return self.answer(Request(environ))(environ, start_response)

    def answer(self, request: Request) -> Any:
        """The file at the request's path, its folder's index, or the site's own page for 404."""
        if request.method not in {"GET", "HEAD"}:
            return Response("", 405)
        joined = safe_join(str(self.folder), request.path.lstrip("/"))
        path = Path(joined) if joined else self.folder / "404.html"
        if path.is_dir() and not request.path.endswith("/"):
            return redirect(f"{request.path.rpartition('/')[2]}/")
        path = path / "index.html" if path.is_dir() else path
        if not joined or not path.is_file():
            return _file(self.folder / "404.html", 404)
        response = _file(path, 200)
        lasting = request.path.startswith(LASTING_FOLDERS) and path.suffix != ".html"
        response.headers["Cache-Control"] = LASTING if lasting else "no-cache"
        response.add_etag()
        return response.make_conditional(request)


def _file(path: Path, status: int) -> Response:
    kind = TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0]
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return Response("404", 404, mimetype="text/plain")
    response = Response(content, status, mimetype=kind or "application/octet-stream")
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
