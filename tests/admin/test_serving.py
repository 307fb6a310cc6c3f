"""A port is this program's alone, on this machine alone, or it is said to be taken."""

import socket
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from admin.serving import PortTaken, claim, server
from tests.browser.app_host import AppHost


def hello(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [environ["REMOTE_ADDR"].encode(), b" ", environ["wsgi.url_scheme"].encode()]


def fetch(port: int, **headers: str) -> tuple[str, dict[str, str]]:
    request = urllib.request.Request(f"http://127.0.0.1:{port}/", headers=headers)
    with urllib.request.urlopen(request, timeout=10) as answer:
        return answer.read().decode(), dict(answer.headers)


@contextmanager
def serving(behind_proxy: bool) -> Iterator[int]:
    """The port of a server that runs during the block."""
    claimed = claim(0)
    host = AppHost(server=server(hello, claimed, behind_proxy=behind_proxy)).start()
    yield claimed.getsockname()[1]
    host.stop()


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
    with serving(behind_proxy=False) as port:
        text, headers = fetch(port, **{"X-Forwarded-For": "10.9.8.7"})
    assert text == "127.0.0.1 http"
    assert "Server" not in headers


def test_behind_a_proxy_the_visitors_own_address_counts() -> None:
    proxied = {"X-Forwarded-For": "10.9.8.7", "X-Forwarded-Proto": "https"}
    with serving(behind_proxy=True) as port:
        text, _headers = fetch(port, **proxied)
    assert text == "10.9.8.7 https"
