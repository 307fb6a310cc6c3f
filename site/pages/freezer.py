"""Frozen-Flask's Freezer, made careful: it stays inside its folder and names what failed.

A drop-in subclass of `flask_frozen.Freezer`. It renders into whatever folder it is told; putting
the result in place of the old site is `manifest`'s work, so a page that fails leaves the old site
whole. It follows no link that it was not given.
"""

import re
import traceback
import warnings
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import flask_frozen

from models import N_

# What a clerk's slug or an author's file name may become on disk, on every file system.
SAFE_PATH = re.compile(r"[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)*")


class PageFailed(Exception):
    """A page could not be rendered; the message names its address, template and line."""


class UnsafePath(Exception):
    """An address would be written outside of the folder, or under a name some disks refuse."""


class Freezer(flask_frozen.Freezer):
    """Writes every address that its generators list; a warning is an error."""

    def freeze_yield(self) -> Iterator[Any]:
        """Pages as they are written: `(url, path)` pairs.

        :raises PageFailed: one could not be rendered.
        :raises UnsafePath: one would land outside of the destination.
        """
        with warnings.catch_warnings():
            warnings.simplefilter("error", flask_frozen.FrozenFlaskWarning)
            # A site without photographs, say, has an address kind and no address of that kind.
            warnings.simplefilter("ignore", flask_frozen.MissingURLGeneratorWarning)
            yield from super().freeze_yield()

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
            raise PageFailed(_failure(url, error)) from error
        return written


def _failure(url: str, error: Exception) -> str:
    values = {"url": url, "error": f"{type(error).__name__}: {error}"}
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if "/templates/" in Path(frame.filename).as_posix():
            values |= {"template": Path(frame.filename).name, "line": str(frame.lineno)}
            return N_("页面 %(url)s 生成失败：模板 %(template)s 第 %(line)s 行，%(error)s") % values
    return N_("页面 %(url)s 生成失败：%(error)s") % values
