"""Worker processes that are forked: they have what their parent has, and end with it.

The one that forks works too: it takes what is to do from the front, the others from the back, so
that what one thing has made ready for the next is mostly made once, and memory that only one of
them writes to is not copied. Nothing is sent to them; they send what comes of their work. Where
nothing can fork, there are none.
"""

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from mmap import mmap
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from queue import Empty, SimpleQueue
from typing import Any, Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
Work = Callable[[Sequence[Item]], list[Result]]
# Where a part begins, and what came of it.
Part = tuple[int, list[Result]]
# So long (in seconds) somebody may hold what is left; who has it longer has ended.
PATIENCE = 1.0


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
    work: Work[Item, Result], items: Sequence[Item], jobs: int, part: int
) -> Iterator[Part[Result]]:
    """What comes of `work`, called in so many processes with part after part of the items.

    :raises concurrent.futures.process.BrokenProcessPool: one of them has ended.
    """
    # What is there stays there: a collection in a child would copy all of it.
    gc.freeze()
    try:
        crew = Crew(work, items, part)
        with crew.helped_by(jobs - 1):
            yield from crew.results()
    finally:
        gc.unfreeze()


class Crew(Generic[Item, Result]):
    """Several processes that do one work; this one is the first of them."""

    def __init__(self, work: Work[Item, Result], items: Sequence[Item], part: int) -> None:
        self._work, self._items, self._part = work, items, part
        context = multiprocessing.get_context("fork")
        # The first part that nobody has taken, and the one after the last: memory of all of them.
        self._left = memoryview(mmap(-1, 16)).cast("q")
        self._left[1] = -(-len(items) // part)
        self._lock, self._context = context.Lock(), context
        self._helpers: dict[BaseProcess, threading.Thread] = {}
        self._told: SimpleQueue[Any] = SimpleQueue()

    @contextmanager
    def helped_by(self, count: int) -> Iterator[None]:
        """So many more processes work until the end of the block."""
        ends = [self._context.Pipe(duplex=False) for _number in range(count)]
        try:
            # Threads only after the last fork.
            started = [self._started(theirs) for _ours, theirs in ends]
            for helper, (ours, _theirs) in zip(started, ends, strict=True):
                reader = threading.Thread(target=self._hear, args=(ours,), daemon=True)
                self._helpers[helper] = reader
                reader.start()
            yield
        finally:
            for helper in self._helpers:
                helper.kill()
                helper.join()

    def _started(self, end: Connection) -> BaseProcess:
        helper = self._context.Process(target=self._help, args=(end,))
        helper.start()
        end.close()
        return helper

    def results(self) -> Iterator[Part[Result]]:
        """Everything that comes of the work, by whoever."""
        while (number := self._take(0)) is not None:
            yield self._done(number)
            with suppress(Empty):
                while True:
                    yield self._heard(self._told.get_nowait())
        for reader in self._helpers.values():
            reader.join()
        while not self._told.empty():
            yield self._heard(self._told.get())

    def _take(self, end: int) -> int | None:
        """A part from the front (0) or the back (1); None where none is left."""
        while not self._lock.acquire(timeout=PATIENCE):
            if not all(helper.is_alive() for helper in self._helpers):
                raise BrokenProcessPool
        try:
            first, last = self._left
            if first == last:
                return None
            self._left[end] += -1 if end else 1
            return last - 1 if end else first
        finally:
            self._lock.release()

    def _done(self, number: int) -> Part[Result]:
        start = number * self._part
        return start, self._work(self._items[start : start + self._part])

    def _heard(self, told: Any) -> Part[Result]:
        if isinstance(told, Exception):
            raise told
        part: Part[Result] = told
        return part

    def _hear(self, end: Connection) -> None:
        """In a thread of its own: what one of the others says, until it says that it is done."""
        try:
            while (told := end.recv()) is not None:
                self._told.put(told)
        except EOFError:
            self._told.put(BrokenProcessPool())

    def _help(self, end: Connection) -> None:
        """In another process. Ctrl-C is for the one that started it, and so is life."""
        _begin(signal.SIG_IGN)
        try:
            while (number := self._take(1)) is not None:
                end.send(self._done(number))
            end.send(None)
        except Exception as error:
            end.send(error)
            end.send(None)
        # Not by the way of Python's own end: what the parent has opened is the parent's to close.
        os._exit(0)


class Beside:
    """One piece of work in a process of its own, whose result this one will want."""

    def __init__(self, work: Callable[[], Any]) -> None:
        context = multiprocessing.get_context("fork")
        self._ours, theirs = context.Pipe(duplex=False)
        self._process = context.Process(target=_beside, args=(work, theirs))
        self._process.start()
        theirs.close()

    def result(self) -> Any:
        """What comes of it, or None where it has failed: whoever needs it makes it then."""
        try:
            return self._ours.recv()
        except EOFError:
            return None

    def end(self) -> None:
        """Nobody wants it any more."""
        self._process.kill()
        self._process.join()


def _beside(work: Callable[[], Any], end: Connection) -> None:
    _begin(signal.SIG_IGN)
    with suppress(Exception):
        end.send(work())
    os._exit(0)


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
    _begin(signal.default_int_handler)
    try:
        done = work()
    except KeyboardInterrupt:
        done = False
    sys.stdout.flush()
    os._exit(0 if done else 1)


def _begin(on_interrupt: Any) -> None:
    """In a process that has just been started: what Ctrl-C is to it, and that it ends in time."""
    signal.signal(signal.SIGINT, on_interrupt)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
