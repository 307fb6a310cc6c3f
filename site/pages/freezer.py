"""Frozen-Flask's Freezer in several processes, and a careful one that names what failed.

`Freezer` is a drop-in subclass of `flask_frozen.Freezer`: everything that Frozen-Flask documents
holds, whoever renders; tests compare the two option by option. It refuses one thing more: an
address that would be written outside of its folder. `CarefulFreezer` is for addresses that clerks
made: a warning is an error there, and a name that some disks refuse is none. Putting the result in
place of an old site is `manifest`'s work.
"""

import re
import traceback
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from datetime import datetime
from functools import wraps
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import flask_frozen
from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from models import N_
from pages.forks import can_fork, forked

# What a clerk's slug or an author's file name may become on disk, on every file system.
SAFE_PATH = re.compile(r"[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)*")
# Below this many addresses the other processes cost more than they save.
FORK_FROM = 200
PART = 100

# An address to freeze, as Frozen-Flask's generators tell it: URL, endpoint, last change.
Address = tuple[str, str | None, datetime | None]
# What came of one: its file, what was warned of, and what `url_for` was asked for.
Frozen = tuple[Path, list[Warning], list[tuple[str, dict[str, Any]]]]


class PageFailed(ValueError):
    """A page could not be rendered; the message names its address, record, template and line."""


class UnsafePath(Exception):
    """An address would be written outside of the folder, or under a name some disks refuse."""


class Freezer(flask_frozen.Freezer):
    """Writes every address that its generators list, in up to `jobs` processes."""

    url_generators: list[Callable[[], Iterable[Any]]]

    def __init__(
        self,
        app: Flask | None = None,
        with_static_files: bool = True,
        with_no_argument_rules: bool = True,
        log_url_for: bool = True,
        *,
        jobs: int = 1,
        fork_from: int = FORK_FROM,
    ) -> None:
        self.jobs, self.fork_from = jobs, fork_from
        # While freezing: the files that other processes have written for us, by their URL.
        self._written: dict[str, Path] | None = None
        super().__init__(app, with_static_files, with_no_argument_rules, log_url_for)

    def freeze_yield(self) -> Iterator[Any]:
        """Pages as they are written, in the order of the generators."""
        self._written = {} if self.jobs > 1 and can_fork() else None
        try:
            yield from super().freeze_yield()
        finally:
            self._written = None

    def urlpath_to_filepath(self, path: str) -> str:
        """Where an address is written, below the destination.

        :raises UnsafePath: it would be written elsewhere.
        """
        file: str = super().urlpath_to_filepath(path)
        if ".." in file.split("/"):
            raise UnsafePath(N_("地址 %(path)s 不能用作文件名。") % {"path": path})
        return file

    def _generate_all_urls(self) -> Iterator[Address]:
        """What Frozen-Flask goes through; while freezing, others have then written it already."""
        if self._written is None:
            yield from super()._generate_all_urls()
            return
        generators = self.url_generators
        seen: set[str] = set()
        found = list(super()._generate_all_urls())
        while found:
            new = {address[0]: address for address in found if address[0] not in seen}
            seen |= new.keys()
            self._freeze_ahead(list(new.values()))
            yield from found
            # What pages have asked `url_for` for meanwhile.
            self.url_generators = []
            found = list(super()._generate_all_urls())
            self.url_generators = generators

    def _freeze_ahead(self, addresses: list[Address]) -> None:
        if len(addresses) < self.fork_from or self._written is None:
            return
        with said_if_broken():
            parts = dict(forked(self._freeze_part, addresses, self.jobs, PART))
            frozen = chain.from_iterable(parts[start] for start in sorted(parts))
            for (url, _endpoint, _changed), (path, told, asked) in zip(
                addresses, frozen, strict=True
            ):
                self._written[url] = path
                self.url_for_logger.logged_calls.extend(asked)
                for warning in told:
                    warnings.warn(warning, stacklevel=5)

    def _freeze_part(self, addresses: Sequence[Address]) -> list[Frozen]:
        """Write some of the files, in whichever process."""
        written, self._written = self._written, None
        try:
            return [self._freeze_one(url, changed) for url, _endpoint, changed in addresses]
        finally:
            self._written = written

    def _freeze_one(self, url: str, last_modified: datetime | None) -> Frozen:
        with warnings.catch_warnings(record=True) as told:
            path = self._build_one(url, last_modified)
        asked = list(self.url_for_logger.iter_calls())
        return path, [one.message for one in told if isinstance(one.message, Warning)], asked

    def _build_one(self, url: str, last_modified: datetime | None = None) -> Path:
        written = (self._written or {}).pop(url, None)
        return written or super()._build_one(url, last_modified)


class CarefulFreezer(Freezer):
    """Takes a warning for an error, refuses odd names, and says which page failed and where."""

    def freeze_yield(self) -> Iterator[Any]:
        """Pages as they are written.

        :raises PageFailed: one could not be rendered.
        :raises UnsafePath: one would get a name that some disks refuse.
        """
        with _strictly():
            yield from super().freeze_yield()

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
