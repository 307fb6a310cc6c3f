"""The build's command line: what is published becomes a folder of plain files.

A script over `pages.builder`; nothing imports it, and it has no rule of its own.
"""

import os
import sys
import time
from pathlib import Path

import click
from rich.progress import Progress

from pages import ROOT
from pages.articles import ArticleError
from pages.builder import Built, Order, build
from pages.clock import today
from pages.freezer import PageFailed, UnsafePath
from pages.gate import PublicDatabaseError
from pages.manifest import OutputRefused

INSTANCE = Path(os.environ.get("SHOUWANG_INSTANCE") or ROOT / "instance")
PUBLIC = os.environ.get("SHOUWANG_PUBLIC_DATABASE") or str(INSTANCE / "public.db")
MENDABLE = (PublicDatabaseError, ArticleError, PageFailed, UnsafePath, OutputRefused, OSError)
FOLDER = click.Path(path_type=Path)


@click.command()
@click.option("--public-db", default=PUBLIC, help="Public database: a path or a database URL.")
@click.option("--output", type=FOLDER, default=ROOT / "output", help="Folder to write.")
@click.option("--content", type=FOLDER, default=ROOT / "content", help="Folder of articles.")
@click.option("--base-url", default="", help="Public address, if known: gives a site map.")
@click.option("--full", is_flag=True, help="Write every file anew, changed or not.")
@click.option("--quiet", is_flag=True, help="Print the last line only.")
def main(
    public_db: str, output: Path, content: Path, base_url: str, full: bool, quiet: bool
) -> None:
    """Build the public site from the public database and the articles."""
    began = time.monotonic()
    order = Order(public_db, output, content, INSTANCE / "manifests", base_url, full)
    try:
        built = _with_progress(order, quiet)
    except MENDABLE as error:
        raise click.ClickException(" ".join(str(error).split())) from error
    for note in built.installed.notes:
        click.echo(note, err=True)
    changed = f"{built.installed.written} written, {built.installed.removed} removed"
    click.echo(f"built {built.pages} pages, {changed} in {time.monotonic() - began:.1f} s")


def _with_progress(order: Order, quiet: bool) -> Built:
    with Progress(disable=quiet or not sys.stderr.isatty()) as bar:
        task = bar.add_task("", total=None)
        return build(
            order, today(), lambda done, total: bar.update(task, completed=done, total=total)
        )


if __name__ == "__main__":
    main()
