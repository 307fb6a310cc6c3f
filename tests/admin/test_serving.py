"""A port is this program's alone, on this machine alone, or it is said to be taken."""

import socket
import threading
import urllib.request
from collections.abc import Iterable
from typing import Any

import pytest

from admin.serving import PortTaken, claim, server


def hello(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ["REMOTE_ADDR"].encode(), b" ", environ["wsgi.url_scheme"].encode()]


def fetch(port: int, **headers: str) -> tuple[str, dict[str, str]]:
    request = urllib.request.Request(f"http://127.0.0.1:{port}/", headers=headers)
    with urllib.request.urlopen(request, timeout=10) as answer:
        return answer.read().decode(), dict(answer.headers)


def serve(behind_proxy: bool) -> tuple[Any, int]:
    claimed = claim(0)
    port = claimed.getsockname()[1]
    serving = server(hello, claimed, behind_proxy=behind_proxy)
    threading.Thread(target=serving.run, daemon=True).start()
    return serving, port


def test_a_port_that_is_taken_is_named() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PortTaken, match=str(port)):
            claim(port)


def test_only_this_machine_is_served() -> None:
    with claim(0) as claimed:
        assert claimed.getsockname()[0] == "127.0.0.1"


def test_the_server_does_not_name_itself_nor_believe_a_stranger() -> None:
    serving, port = serve(behind_proxy=False)
    text, headers = fetch(port, **{"X-Forwarded-For": "10.9.8.7"})
    serving.close()
    assert text == "127.0.0.1 http"
    assert "Server" not in headers


def test_behind_a_proxy_the_visitors_own_address_counts() -> None:
    serving, port = serve(behind_proxy=True)
    text, _headers = fetch(port, **{"X-Forwarded-For": "10.9.8.7", "X-Forwarded-Proto": "https"})
    serving.close()
    assert text == "10.9.8.7 https"
