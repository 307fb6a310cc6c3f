"""Makes pages in processes that are not ours: Dask workers, on this machine or on several.

Asks of an executor no more than `concurrent.futures` has. What the site is made of lies beside the
output folder, on storage that all of them see under one path, and so do the files that they make. A
worker takes it only if its digest is the one that it was told and its program is ours. What does
not pay there (the search, sheets of paper) is made here.
"""

import hashlib
import os
import pickle
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from models import N_
from pages import ROOT, Settings, create_app
from pages.articles import Article
from pages.catalog import Catalog, Snapshot
from pages.edition import edition
from pages.freezer import PageFailed
from pages.making import Maker, Result, Task
from pages.outputs import PARTS
from pages.renderer import Renderer

SCHEME = "dask://"
PART = 50
# What a catalog is made from.
Facts = tuple[Snapshot, list[Article], date]
HERE = PARTS["search"] | PARTS["posters"]


class ExecutorMissing(Exception):
    """There is nobody to make pages elsewhere; the message says what is missing."""


@dataclass(frozen=True)
class Site:
    """What a worker is told: where a site's facts lie, what they are known by, where files go."""

    facts: str
    digest: str
    edition: str
    settings: Settings
    folder: str


@contextmanager
def connected(address: str) -> Iterator[Executor]:
    """The executor at an address such as `dask://127.0.0.1:8786`.

    :raises ExecutorMissing: Dask is not installed, or nobody answers.
    """
    try:
        from dask import config  # noqa: PLC0415 (an office has none)
        from distributed import Client  # noqa: PLC0415
    except ImportError:
        raise ExecutorMissing(
            N_("没有安装 Dask。请先运行 pip install 'shouwang[dask]'。")
        ) from None
    # Who has configured certificates speaks to nobody without.
    is_sealed = config.get("distributed.comm.require-encryption", None)
    try:
        scheme = "tls://" if is_sealed else "tcp://"
        client = Client(address.replace(SCHEME, scheme, 1), set_as_default=False)
    except OSError as error:
        message = N_("连不上 %(address)s（%(error)s）。")
        raise ExecutorMissing(message % {"address": address, "error": error}) from None
    with client:
        yield client.get_executor(pure=False)


@contextmanager
def laid_out(facts: Facts, settings: Settings, folder: Path) -> Iterator[Site]:
    """What a site is made of, in a file beside the folder of its new files while it is needed."""
    content = pickle.dumps(facts, protocol=5)
    path = folder.with_suffix(".facts")
    path.touch(mode=0o600)
    try:
        path.write_bytes(content)
        digest = hashlib.sha256(content).hexdigest()
        yield Site(str(path), digest, edition(ROOT), settings, str(folder))
    finally:
        path.unlink(missing_ok=True)


def made(executor: Executor, site: Site, tasks: Sequence[Task]) -> Iterator[Result]:
    """Every file, as far as it pays to make it elsewhere, in order.

    :raises PageFailed: one could not be made, or a worker has gone.
    """
    parts = [tasks[start : start + PART] for start in range(0, len(tasks), PART)]
    futures = [executor.submit(make_part, site, part) for part in parts]
    try:
        for future in futures:
            yield from future.result()
    except (PageFailed, OSError):
        raise
    except Exception as error:
        message = N_("其他机器上的生成没有完成：%(error)s")
        raise PageFailed(message % {"error": f"{type(error).__name__}: {error}"}) from error
    finally:
        for future in futures:
            future.cancel()


_lock = threading.Lock()
_makers: dict[Site, Maker] = {}


def make_part(site: Site, tasks: Sequence[Task]) -> list[Result]:
    """Some of the files, in a worker: one after the other, whatever threads it has."""
    with _lock:
        if site not in _makers:
            _makers.clear()
            _makers[site] = _maker(site)
        return _makers[site].make(tasks)


def _maker(site: Site) -> Maker:
    if edition(ROOT) != site.edition:
        raise PageFailed(N_("另一台机器上的程序不是同一个版本。"))
    content = Path(site.facts).read_bytes()
    if hashlib.sha256(content).hexdigest() != site.digest:
        raise PageFailed(N_("另一台机器看到的不是同一份内容：两边要用同一个共享文件夹。"))
    facts: Facts = pickle.loads(content)  # noqa: S301 (its digest came another way)
    catalog = Catalog(*facts)
    app = create_app(lambda: catalog, site.settings)
    app.config.update(PROPAGATE_EXCEPTIONS=True)
    os.makedirs(site.folder, exist_ok=True)
    return Maker(Renderer(app, catalog), Path(site.folder))
