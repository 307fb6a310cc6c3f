"""Writes the demonstration's records, checked by the rules that a clerk's are checked by.

Of very many alike the first thousands are checked: the rest come from the same texts.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import lru_cache
from itertools import islice
from typing import Any

from admin.desk import bulk, checks, revisions
from models import KINDS
from pages.markdown import render

CHECKED = 3_000
# Leaves room for a number behind it.
LONGEST = 70
# A province repeats few texts many times, and rendering costs more than everything else.
rendered = lru_cache(maxsize=4_096)(render)


class Writer:
    """Gives records their keys and their addresses, and stores them live."""

    def __init__(self, now: datetime, today: date) -> None:
        self._now, self._today = now, today
        self._slugs: dict[str, dict[str, int]] = defaultdict(dict)

    def write(self, kind: str, rows: Iterable[dict[str, Any]]) -> list[int]:
        """Store new records and give their keys, in order. A `slug` that is taken is numbered.

        :raises revisions.Invalid: a record breaks a rule.
        """
        keys: list[int] = []
        entries = self._entries(kind, rows, keys)
        bulk.write(kind, entries, author_id=None, now=self._now)
        return keys

    def _entries(
        self, kind: str, rows: Iterable[dict[str, Any]], keys: list[int]
    ) -> Iterator[bulk.Entry]:
        waiting, numbers = iter(rows), bulk.next_keys(kind)
        while chunk := list(islice(waiting, bulk.CHUNK)):
            for row in chunk:
                fields = self._complete(kind, row)
                if len(keys) < CHECKED:
                    self._check(kind, fields)
                keys.append(next(numbers))
                yield bulk.Entry(str(keys[-1]), 1, fields)

    def _complete(self, kind: str, row: dict[str, Any]) -> dict[str, Any]:
        fields = checks.normalise(kind, row | {"slug": self._unique(kind, row["slug"])})
        whole = KINDS[kind]().fields() | fields
        for source, target in KINDS[kind].rendered.items():
            whole[target] = rendered(whole[source])
        return whole

    def _check(self, kind: str, fields: dict[str, Any]) -> None:
        problems = checks.check(kind, None, fields, self._today) + checks.missing(kind, fields)
        if problems:
            raise revisions.Invalid(problems)

    def _unique(self, kind: str, slug: str) -> str:
        stem = slug[:LONGEST].strip("-")
        counts = self._slugs[kind]
        free = stem
        while free in counts:
            counts[stem] += 1
            free = f"{stem}-{counts[stem]}"
        counts[free] = 1
        return free
