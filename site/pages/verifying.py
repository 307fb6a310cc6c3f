"""Builds the same site with Frozen-Flask's own Freezer and compares it byte by byte: the oracle.

Slow, and meant to be: it takes the way of a request through Flask for every file, and knows nothing
of digests, of worker processes and of what stood before. It changes nothing in the output folder.
"""

import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import flask_frozen

from models import N_
from pages import Settings, create_app
from pages.catalog import Catalog
from pages.files import file_urls
from pages.precompressing import text_of
from pages.urls import page_urls
from pages.worker import VERSION, WORKER


class NotTheSame(Exception):
    """A file differs from what Frozen-Flask makes of it; the message names the first ones."""


def verify(catalog: Catalog, output: Path, settings: Settings, posters: Path) -> int:
    """How many files were compared.

    :raises NotTheSame: one differs, is missing or is too many.
    """
    with tempfile.TemporaryDirectory() as folder:
        stock = set(_freeze(catalog, Path(folder), settings, posters))
        ours = {p.relative_to(output).as_posix() for p in output.rglob("*") if p.is_file()}
        ours -= {name for name in ours if text_of(name) != name and text_of(name) in ours}
        ours -= {WORKER, VERSION, ".shouwang", "README.md", ".gitkeep"}
        wrong = sorted(stock ^ ours) + [
            name
            for name in sorted(stock & ours)
            if (output / name).read_bytes() != (Path(folder) / name).read_bytes()
        ]
    if wrong:
        message = N_("有 %(count)s 个文件与逐页生成的不同，如 %(name)s。请加 --full 再试。")
        raise NotTheSame(message % {"count": len(wrong), "name": "、".join(wrong[:3])})
    return len(stock)


def _freeze(catalog: Catalog, folder: Path, settings: Settings, posters: Path) -> Iterator[str]:
    app = create_app(lambda: catalog, settings)
    app.config.update(
        FREEZER_DESTINATION=str(folder),
        FREEZER_RELATIVE_URLS=True,
        FREEZER_REMOVE_EXTRA_FILES=False,
        PROPAGATE_EXCEPTIONS=True,
        POSTER_CACHE=posters,
    )
    options = {"with_static_files": False, "with_no_argument_rules": False, "log_url_for": False}
    freezer = flask_frozen.Freezer(app, **options)
    freezer.register_generator(lambda: page_urls(catalog))
    freezer.register_generator(lambda: file_urls(catalog, settings.base_url))
    with warnings.catch_warnings():
        # A site without photographs has an address kind and no address of that kind.
        warnings.simplefilter("ignore", flask_frozen.MissingURLGeneratorWarning)
        yield from (page.path.as_posix() for page in freezer.freeze_yield())
