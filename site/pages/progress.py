"""Says how far a build is: a bar on a terminal, plain lines elsewhere, nothing when asked.

It writes to standard error alone; what a script reads from standard output is not its business.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

Progress = Callable[[int, int], None]


@contextmanager
def shown(quiet: bool) -> Iterator[Progress]:
    """What to call as `progress(done, total)` after every page."""
    if quiet:
        yield lambda _done, _total: None
    elif sys.stderr.isatty():
        from rich.console import Console  # noqa: PLC0415 (only a terminal needs them)
        from rich.progress import Progress as Bar  # noqa: PLC0415

        # Without a thread of its own: a build forks, and a forked lock stays locked.
        with Bar(console=Console(stderr=True), auto_refresh=False) as bar:
            task = bar.add_task("", total=None)
            yield _each(100, lambda done, total: _redraw(bar, task, done, total))
    else:
        yield _each(10, lambda done, total: click.echo(f"{done} of {total} files", err=True))


def _redraw(bar: "Bar", task: "TaskID", done: int, total: int) -> None:
    bar.update(task, completed=done, total=total, refresh=True)


def _each(parts: int, tell: Progress) -> Progress:
    """Tell so many times in all, however many pages there are."""

    def progress(done: int, total: int) -> None:
        if done * parts // total > (done - 1) * parts // total:
            tell(done, total)

    return progress
