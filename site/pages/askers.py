"""Which files have asked for what: from a changed fact to the files that may show it, at once.

The other way round of what the ledger keeps of each file. Sorted numbers in one array: for a
province some thirty megabytes, and a look-up that does not grow with the site. It holds no fact.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping

from pages.ledger import Entry

BITS = 32
PLACE = (1 << BITS) - 1


class Askers:
    """Files by the numbers (`reads.number`) of what they have asked for."""

    def __init__(self, files: Mapping[str, Entry]) -> None:
        self._names = list(files)
        self._sorted = array("Q", sorted(_pairs(entry[2] for entry in files.values())))

    def of(self, numbers: Iterable[int]) -> set[str]:
        """The files that have asked for one of these."""
        return {self._names[place] for number in numbers for place in self._places(number)}

    def _places(self, number: int) -> Iterator[int]:
        start = bisect_left(self._sorted, number << BITS)
        end = bisect_left(self._sorted, (number + 1) << BITS, lo=start)
        return (pair & PLACE for pair in self._sorted[start:end])


def _pairs(kept: Iterable[bytes]) -> Iterator[int]:
    for place, numbers in enumerate(kept):
        yield from (number << BITS | place for number in memoryview(numbers).cast("I"))
