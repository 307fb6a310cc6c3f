"""What is written of each request: when, which page, how it was answered and how fast.

The page is its endpoint, not its address, and nobody is named: a log is copied to places where the
trail is not. As one JSON object a line where the configuration wants it.
"""

import json
import logging
import sys
import time
from datetime import UTC, datetime
from typing import Any

from flask import Flask, Response, g, request

FIELDS = ("method", "endpoint", "status", "milliseconds")

log = logging.getLogger("shouwang.requests")


class JsonLines(logging.Formatter):
    """One object a line."""

    def format(self, record: logging.LogRecord) -> str:
        entry: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        entry |= {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
        return json.dumps(entry, ensure_ascii=False)


def configure(kind: str) -> None:
    """Let this process write its log to standard error, in that form."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        JsonLines() if kind == "json" else logging.Formatter("%(levelname)s %(name)s: %(message)s")
    )
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    logging.getLogger("huey").setLevel(logging.WARNING)


def install(app: Flask) -> None:
    """Note each answer."""
    app.before_request(_begin)
    app.after_request(_note)


def _begin() -> None:
    g.began = time.perf_counter()


def _note(response: Response) -> Response:
    spent = round((time.perf_counter() - g.get("began", time.perf_counter())) * 1000)
    told = {
        "method": request.method,
        "endpoint": request.endpoint or "none",
        "status": response.status_code,
        "milliseconds": spent,
    }
    log.info("%(endpoint)s %(status)s", told, extra=told)
    return response
