"""Worker processes that are forked: they have what their parent has, and end with it.

Nothing is sent to them but the numbers of what to do. Where nothing can fork, there are none.
"""

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_work: ContextVar[tuple[Callable[..., Any], Sequence[Any]]] = ContextVar("work")


@contextmanager
def uncollected() -> Iterator[None]:
    """Nobody looks for circles among what is made here: there are many values, and no circles."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def can_fork() -> bool:
    return "fork" in multiprocessing.get_all_start_methods()


def forked(
    work: Callable[[Sequence[Item]], list[Result]], items: Sequence[Item], jobs: int, part: int
) -> Iterator[Result]:
    """The results of `work`, called in so many processes with part after part of the items.

    :raises concurrent.futures.process.BrokenProcessPool: one of them has ended.
    """
    context = multiprocessing.get_context("fork")
    starts = range(0, len(items), part)
    # What is there stays there: a collection in a child would copy all of it.
    gc.freeze()
    try:
        with ProcessPoolExecutor(jobs, context, _begin, (work, items, part)) as workers:
            for results in workers.map(_part, starts):
                yield from results
    finally:
        gc.unfreeze()


class Aside:
    """One piece of work in a process of its own, beside this one, which can be called off."""

    def __init__(self, work: Callable[[], bool]) -> None:
        self._process = multiprocessing.get_context("fork").Process(target=_aside, args=(work,))
        self._process.start()

    @property
    def is_done(self) -> bool:
        return not self._process.is_alive()

    @property
    def succeeded(self) -> bool:
        """What the work has answered, once it is done."""
        return self._process.exitcode == 0

    def call_off(self) -> None:
        """Let it end as Ctrl-C would, and wait for that."""
        if self._process.is_alive() and self._process.pid is not None:
            os.kill(self._process.pid, signal.SIGINT)
        self._process.join()


def _aside(work: Callable[[], bool]) -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        done = work()
    except KeyboardInterrupt:
        done = False
    sys.stdout.flush()
    os._exit(0 if done else 1)


def _begin(work: Callable[..., Any], items: Sequence[Any], part: int) -> None:
    """Ctrl-C is for the one that started this process, and so is life."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _work.set((lambda start: work(items[start : start + part]), items))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _part(start: int) -> list[Any]:
    found: list[Any] = _work.get()[0](start)
    return found
