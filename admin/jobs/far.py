"""How far a run is that works in one transaction: told beside the office's database.

Inside the transaction nobody else could read it, and outside nobody could write it; so it stands in
the queue's own store and is gone when it has been forgotten. Two numbers, and nothing else.
"""

from typing import Any

from flask import current_app


def _store() -> Any:
    return current_app.extensions["shouwang_jobs"].queue.storage


def tell(number: int, done: int, total: int) -> None:
    """The run with that number has done so many of so many."""
    _store().put_data(_key(number), f"{done}/{total}".encode(), is_result=False)


def read(number: int) -> tuple[int, int]:
    """How many of how many; nought of nought where nothing was told."""
    found = _store().peek_data(_key(number))
    text = found.decode() if isinstance(found, bytes) else "0/0"
    done, _slash, total = text.partition("/")
    return int(done), int(total)


def forget(number: int) -> None:
    """The run has ended."""
    _store().delete_data(_key(number))


def _key(number: int) -> str:
    return f"far-{number}"
