"""Frozen-Flask's Freezer, made careful: it stays inside its folder and names what failed.

A drop-in subclass of `flask_frozen.Freezer` that can render in several processes. It renders into
whatever folder it is told; putting the result in place of the old site is `manifest`'s work, so a
page that fails leaves the old site whole. It follows no link that it was not given.
"""

import re
import traceback
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import flask_frozen
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from models import N_
from pages.forks import can_fork, forked

# What a clerk's slug or an author's file name may become on disk, on every file system.
SAFE_PATH = re.compile(r"[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)*")
# Below this many addresses the other processes cost more than they save.
FORK_FROM = 200
PART = 100


class PageFailed(Exception):
    """A page could not be rendered; the message names its address, record, template and line."""


class UnsafePath(Exception):
    """An address would be written outside of the folder, or under a name some disks refuse."""


class Freezer(flask_frozen.Freezer):
    """Writes every address that its generators list; a warning is an error."""

    def freeze_pages(self, jobs: int = 1) -> Iterator[Any]:
        """Pages as they are written, in order; by so many processes where that is worth it.

        :raises PageFailed: one could not be rendered.
        :raises UnsafePath: one would land outside of the destination.
        """
        urls = list(dict.fromkeys(self.all_urls()))
        if jobs > 1 and len(urls) >= FORK_FROM and can_fork():
            yield from self._freeze_forked(urls, jobs)
        else:
            yield from self.freeze_yield()

    def freeze_yield(self) -> Iterator[Any]:
        """Pages as they are written, by this process; raises as `freeze_pages` does."""
        with _strictly():
            yield from super().freeze_yield()

    def _freeze_forked(self, urls: list[str], jobs: int) -> Iterator[Any]:
        self.root.mkdir(parents=True, exist_ok=True)
        with said_if_broken():
            yield from forked(self.freeze_part, urls, jobs, PART)

    def freeze_part(self, urls: Sequence[str]) -> list[Any]:
        """Write some of the pages, in the process that was started for it."""
        with _strictly():
            return [
                flask_frozen.Page(url, self._build_one(url).relative_to(self.root)) for url in urls
            ]

    def register_generator(self, function: Callable[[], Iterable[Any]]) -> Any:
        """As Frozen-Flask does, but an address that it would cut short is refused.

        :raises UnsafePath: when the generator lists an address with a question mark or a `#`.
        """

        @wraps(function)
        def checked() -> Iterator[Any]:
            for generated in function():
                _refuse_cut(generated)
                yield generated

        super().register_generator(checked)
        return function

    def urlpath_to_filepath(self, path: str) -> str:
        """Where an address is written, below the destination."""
        file: str = super().urlpath_to_filepath(path)
        if not SAFE_PATH.fullmatch(file):
            raise UnsafePath(N_("地址 %(path)s 不能用作文件名。") % {"path": path})
        return file

    def _build_one(self, url: str, last_modified: datetime | None = None) -> Path:
        try:
            written: Path = super()._build_one(url, last_modified)
        except (UnsafePath, OSError):
            raise
        except Exception as error:
            raise failed(url, self._record(url), error) from error
        return written

    def _record(self, url: str) -> str:
        """The record that an address shows: `（service slug=song-can）`."""
        try:
            endpoint, values = self.app.url_map.bind("").match(url)
        except (HTTPException, RequestRedirect):
            return ""
        return record(endpoint, values)


def _refuse_cut(generated: Any) -> None:
    """`generated` is what Frozen-Flask takes: a URL, values, or an endpoint and values."""
    if isinstance(generated, str):
        generated = {"url": generated}
    values = generated if isinstance(generated, Mapping) else generated[1]
    for value in values.values():
        if {"?", "#"} & set(unquote(str(value))):
            raise UnsafePath(N_("地址 %(path)s 不能用作文件名。") % {"path": value})


@contextmanager
def _strictly() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("error", flask_frozen.FrozenFlaskWarning)
        # A site without photographs, say, has an address kind and no address of that kind.
        warnings.simplefilter("ignore", flask_frozen.MissingURLGeneratorWarning)
        yield


@contextmanager
def said_if_broken() -> Iterator[None]:
    """Let a user know what to do where a process has ended.

    :raises PageFailed: instead of what the pool says.
    """
    try:
        yield
    except BrokenProcessPool:
        message = N_("一个生成进程意外结束（也许内存不够）。请加 --jobs 1 再试。")
        raise PageFailed(message) from None


def record(endpoint: str, values: Mapping[str, Any]) -> str:
    """What an address shows, for a message: `（service slug=song-can）`."""
    return f"（{' '.join([endpoint, *(f'{name}={value}' for name, value in values.items())])}）"


def failed(url: str, shown: str, error: Exception) -> PageFailed:
    """What to say of a page that could not be made."""
    return PageFailed(_failure(url, shown, error))


def _failure(url: str, record: str, error: Exception) -> str:
    values = {"url": url + record, "error": f"{type(error).__name__}: {error}"}
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if "/templates/" in Path(frame.filename).as_posix():
            values |= {"template": Path(frame.filename).name, "line": str(frame.lineno)}
            return N_("页面 %(url)s 生成失败：模板 %(template)s 第 %(line)s 行，%(error)s") % values
    return N_("页面 %(url)s 生成失败：%(error)s") % values
