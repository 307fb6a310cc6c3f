"""A thousand readers at once, each on a connection of its own that stays open.

Each begins at the entry, takes what a page needs, thinks a moment, follows its link, to its end,
and begins again. What they did not get is kept; nothing is forgiven or tried twice.
"""

import asyncio
import random
import re
import resource
import threading
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

LINK = re.compile(r'(?:href|src)="([^"]+)"')
LENGTH = re.compile(rb"\r\ncontent-length: (\d+)\r\n", re.IGNORECASE)
READERS, STEPS = 1000, 3
THINKS = (0.1, 0.9)
SECONDS = 60
FILES = 8192


@dataclass
class Crowd:
    """`with Crowd(address) as crowd:` they read until the block ends."""

    address: str
    readers: int = READERS
    missed: list[str] = field(default_factory=list)
    journeys: list[int] = field(default_factory=list)
    open: int = 0
    most_open: int = 0
    requests: int = 0

    def __enter__(self) -> "Crowd":
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, FILES)), hard))
        self.journeys = [0] * self.readers
        self._going = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._all()))
        self._thread.start()
        return self

    def __exit__(self, *_exc: object) -> None:
        self._going.set()
        self._thread.join()

    async def _all(self) -> None:
        await asyncio.gather(*(self._reader(number) for number in range(self.readers)))

    async def _reader(self, number: int) -> None:
        thought = random.Random(number)
        await asyncio.sleep(thought.uniform(0, 2))
        line = Line(self.address)
        await line.connect()
        self.open += 1
        self.most_open = max(self.most_open, self.open)
        while not self._going.is_set():
            self.journeys[number] += await self._journey(line, thought)
        line.close()

    async def _journey(self, line: "Line", thought: random.Random) -> bool:
        """Whether the reader got to its end."""
        place = self.address
        for _step in range(STEPS):
            text = await self._read(line, place)
            links = LINK.findall(text)
            needed = [urljoin(place, link) for link in links if link.endswith(".css")]
            if not text or not all([await self._read(line, each) for each in needed]):
                return False
            place = urljoin(place, next(link for link in links if link.endswith("/")))
            await asyncio.sleep(thought.uniform(*THINKS))
        return True

    async def _read(self, line: "Line", address: str) -> str:
        self.requests += 1
        try:
            status, content = await asyncio.wait_for(line.get(address), SECONDS)
        except (OSError, TimeoutError, asyncio.IncompleteReadError) as error:
            status, content = type(error).__name__, b""
            await line.connect()
        if status != "200":
            self.missed.append(f"{status} {urlsplit(address).path}")
            return ""
        return content.decode()


class Line:
    """A connection to the host of an address, for one request after another."""

    def __init__(self, address: str) -> None:
        self.host, self.port = urlsplit(address).hostname, urlsplit(address).port

    async def connect(self) -> None:
        self.reading, self.writing = await asyncio.open_connection(self.host, self.port)

    async def get(self, address: str) -> tuple[str, bytes]:
        asked = f"GET {urlsplit(address).path} HTTP/1.1\r\nHost: {self.host}:{self.port}\r\n\r\n"
        self.writing.write(asked.encode())
        await self.writing.drain()
        head = await self.reading.readuntil(b"\r\n\r\n")
        length = LENGTH.search(head)
        assert length, head
        return head.split()[1].decode(), await self.reading.readexactly(int(length[1]))

    def close(self) -> None:
        self.writing.close()
