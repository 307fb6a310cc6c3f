"""Serves an app on this machine's loopback address, and nowhere else.

A port is claimed before any work is done, so that a taken one is told at once.
"""

import socket
from typing import Any

from waitress import create_server

from models import N_

LOOPBACK = "127.0.0.1"


class PortTaken(Exception):
    """Nothing can be served on that port; the message says which and why."""


def claim(port: int) -> socket.socket:
    """The port, bound and listening; connections wait until it is served.

    :raises PortTaken: another program has it, or the system refuses it.
    """
    try:
        return socket.create_server((LOOPBACK, port))
    except OSError as error:
        message = N_("端口 %(port)s 用不了（%(reason)s），多半已被占用。请关掉那个程序或换端口。")
        raise PortTaken(message % {"port": port, "reason": error.strerror}) from None


def server(app: Any, claimed: socket.socket, *, behind_proxy: bool = False) -> Any:
    """A waitress server on a claimed port; behind a TLS proxy it believes what that one says."""
    proxy: dict[str, Any] = {
        "trusted_proxy": LOOPBACK,
        "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
        "clear_untrusted_proxy_headers": True,
    }
    return create_server(app, sockets=[claimed], ident="", **proxy if behind_proxy else {})
