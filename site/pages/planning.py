"""Which files a build has to make, and which stand already: gate one.

A file is made when it is new, when it asks for something that was touched, or when nobody knows
what it is. Whether a page that is made is another page, its digest says. It makes nothing itself.
"""

from dataclasses import dataclass

from pages.catalog import SEARCH, Catalog
from pages.ledger import Ledger
from pages.making import Task, check_names
from pages.manifest import UNSURE
from pages.outputs import PARTS, of_parts, outputs
from pages.reads import Cell, asks_for, number


@dataclass(frozen=True)
class Plan:
    """What to make, and what is left as it stands; `whole` when every page is looked at."""

    tasks: list[Task]
    left: list[str]
    whole: bool


def planned(
    catalog: Catalog,
    base_url: str,
    known: Ledger,
    touched: set[Cell] | None,
    without: frozenset[str],
    damaged: frozenset[str] = frozenset(),
) -> Plan:
    """What to make of a site of which `touched` has changed since `known`: None is everything.

    :raises UnsafePath: a new file's name is none.
    """
    parts = without | _untouched_parts(known, touched, damaged)
    made = outputs(catalog, base_url, parts)
    check_names(made.keys() - known.files.keys())
    again = frozenset().union(*(PARTS[part] for part in known.stale if part not in parts))
    numbers = None if touched is None else {number(cell) for cell in touched}
    tasks: list[Task] = []
    left = of_parts(parts, known.files)
    for name, (endpoint, values) in made.items():
        entry = known.files.get(name)
        if entry is None or entry[1] == UNSURE or name in damaged:
            tasks.append((name, endpoint, values, b""))
        elif numbers is None or endpoint in again or asks_for(entry[2], numbers):
            tasks.append((name, endpoint, values, entry[0]))
        else:
            left.append(name)
    return Plan(tasks, left, touched is None)


def _untouched_parts(known: Ledger, touched: set[Cell] | None, damaged: frozenset[str]) -> set[str]:
    """The search is one thing of many files: without a change of any entry it is left alone."""
    if touched is None or SEARCH in touched or "search" in known.stale:
        return set()
    unsure = damaged | {name for name, entry in known.files.items() if entry[1] == UNSURE}
    return set() if of_parts({"search"}, unsure) else {"search"}
