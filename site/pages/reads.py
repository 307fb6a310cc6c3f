"""Which facts a page has asked for: the way from a changed row to the pages that may show it.

Whoever hands out rows notes it here (`Noted`), so no page can show a row that it has not been
noted to read. A cell is a question: one row, the rows of one place, all of a kind. Whether the
answer made another page is not decided here; the bytes of the page say it.
"""

import zlib
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache, partial
from typing import Any, TypeVar, cast

Cell = tuple[str, str]
Row = TypeVar("Row")
Value = TypeVar("Value")

# The question for all of a table.
EVERY = "*"


class Reads:
    """What has been asked for since `noting` began; outside of it, nobody looks."""

    def __init__(self) -> None:
        self.now: set[Cell] = set()
        self._remembered: dict[Cell, tuple[Any, frozenset[Cell]]] = {}

    @contextmanager
    def noting(self) -> Iterator[set[Cell]]:
        """What is asked for inside the block."""
        before, self.now = self.now, set()
        try:
            yield self.now
        finally:
            self.now = before

    def remembered(self, name: Cell, make: Callable[[], Value]) -> Value:
        """What many pages show of the row `name`, made once.

        Each page that gets it has read what it is made of.
        """
        value, cells = self._remembered.get(name) or self._made(name, make)
        self.now |= cells
        return cast(Value, value)

    def each_remembered(
        self, rows: Iterable[tuple[Cell, Row]], make: Callable[[Row], Value]
    ) -> tuple[Value, ...]:
        """The same of many rows, each with its name."""
        known = self._remembered
        found = [known.get(name) or self._made(name, partial(make, row)) for name, row in rows]
        self.now.update(*(cells for _value, cells in found))
        return tuple(value for value, _cells in found)

    def _made(self, name: Cell, make: Callable[[], Any]) -> tuple[Any, frozenset[Cell]]:
        with self.noting() as cells:
            made = make()
        found = self._remembered[name] = (made, frozenset({*cells, name}))
        return found

    def forget(self, touched: set[Cell]) -> None:
        """Let go of the parts that were made of what has changed."""
        gone = [name for name, (_made, cells) in self._remembered.items() if cells & touched]
        for name in gone:
            del self._remembered[name]


class Noted(Mapping[str, Value]):
    """A table whose every answer is noted, also that there is none."""

    __slots__ = ("_missing", "_name", "_reads", "data")

    def __init__(
        self, reads: Reads, name: str, data: dict[str, Value], missing: Value | None = None
    ) -> None:
        self._reads, self._name, self.data, self._missing = reads, name, data, missing

    def __getitem__(self, key: str) -> Value:
        self._reads.now.add((self._name, key))
        if self._missing is None:
            return self.data[key]
        return self.data.get(key, self._missing)

    def get(self, key: str, default: Any = None) -> Any:
        self._reads.now.add((self._name, key))
        return self.data.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._reads.now.add((self._name, str(key)))
        return key in self.data

    def __iter__(self) -> Iterator[str]:
        self._reads.now.add((self._name, EVERY))
        return iter(self.data)

    def __len__(self) -> int:
        self._reads.now.add((self._name, EVERY))
        return len(self.data)

    def values(self) -> Any:
        self._reads.now.add((self._name, EVERY))
        return self.data.values()

    def items(self) -> Any:
        self._reads.now.add((self._name, EVERY))
        return self.data.items()


@lru_cache(50_000)
def number(cell: Cell) -> int:
    """A cell in four bytes. Two cells of one number cost a look at some page too many."""
    return zlib.crc32("\0".join(cell).encode())


def packed(cells: Iterable[Cell]) -> bytes:
    """What a manifest keeps of a page's questions."""
    return array("I", sorted(map(number, cells))).tobytes()


def asks_for(kept: bytes, touched: set[int]) -> bool:
    """Whether a page that has asked so may show what was touched."""
    return not touched.isdisjoint(memoryview(kept).cast("I"))
