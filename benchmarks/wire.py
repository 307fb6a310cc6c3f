"""A relay between an uploading program and a host, which counts the bytes of both directions.

It understands one protocol only as far as it must: an FTP server names a port for each file, and
that port is relayed and counted too. It changes nothing else.
"""

import re
import socket
import threading
from contextlib import suppress
from dataclasses import dataclass

EXTENDED = re.compile(rb"\(\|\|\|(\d+)\|\)")
PASSIVE = re.compile(rb"\((127,0,0,1),(\d+),(\d+)\)")


@dataclass
class Count:
    """Bytes towards the host, bytes from it, and connections."""

    sent: int = 0
    received: int = 0
    connections: int = 0


class Relay:
    """Passes a port of its own on to another."""

    def __init__(self, port: int, count: Count | None = None, *, ftp: bool = False) -> None:
        # A port that an FTP server names is for one file.
        self.to, self.ftp, self.once = port, ftp, count is not None
        self.count = count or Count()
        self.listening = socket.create_server(("127.0.0.1", 0), backlog=100)
        self.port = int(self.listening.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with suppress(OSError), self.listening:
            while True:
                client = self.listening.accept()[0]
                self.count.connections += 1
                threading.Thread(target=self._join, args=(client,), daemon=True).start()
                if self.once:
                    break

    def _join(self, client: socket.socket) -> None:
        with suppress(OSError), client, socket.create_connection(("127.0.0.1", self.to)) as server:
            back = threading.Thread(target=self._pass, args=(server, client, False), daemon=True)
            back.start()
            self._pass(client, server, True)
            back.join()

    def _pass(self, source: socket.socket, sink: socket.socket, outward: bool) -> None:
        with suppress(OSError):
            while content := source.recv(65536):
                if outward:
                    self.count.sent += len(content)
                else:
                    self.count.received += len(content)
                    content = self._named(content) if self.ftp else content
                sink.sendall(content)
        with suppress(OSError):
            sink.shutdown(socket.SHUT_WR)

    def _named(self, content: bytes) -> bytes:
        """The port that an FTP server names, put behind a relay that counts with this one."""
        if found := EXTENDED.search(content):
            other = Relay(int(found[1]), self.count)
            return EXTENDED.sub(b"(|||%d|)" % other.port, content)
        if found := PASSIVE.search(content):
            port = Relay(int(found[2]) * 256 + int(found[3]), self.count).port
            return PASSIVE.sub(b"(\\1,%d,%d)" % (port // 256, port % 256), content)
        return content
