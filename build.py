"""The build's command line: what is published becomes a folder of plain files.

A script over `pages.builder`; nothing imports it, and it has no rule of its own.
"""

import os
import time
from pathlib import Path

import click

from pages import ROOT
from pages.builder import BASE_URL, MENDABLE, Order, build
from pages.clock import today
from pages.deploy.command import deploy, editions
from pages.progress import shown

INSTANCE = Path(os.environ.get("SHOUWANG_INSTANCE") or ROOT / "instance")
PUBLIC = os.environ.get("SHOUWANG_PUBLIC_DATABASE") or str(INSTANCE / "public.db")
FOLDER = click.Path(path_type=Path)
COUNT = click.IntRange(min=1)


def _base_url(_context: click.Context, _option: click.Parameter, value: str) -> str:
    if value and not BASE_URL.fullmatch(value):
        raise click.BadParameter("an address such as https://example.org/care/ is needed")
    return value


@click.group(invoke_without_command=True)
@click.option("--public-db", default=PUBLIC, help="Public database: a path or a database URL.")
@click.option("--output", type=FOLDER, default=ROOT / "output", help="Folder to write.")
@click.option("--content", type=FOLDER, default=ROOT / "content", help="Folder of articles.")
@click.option("--base-url", default="", callback=_base_url, help="Public address, for a site map.")
@click.option("--jobs", type=COUNT, default=os.cpu_count() or 1, help="Processes; all cores.")
@click.option("--full", is_flag=True, help="Write every file anew, changed or not.")
@click.option("--no-offline", is_flag=True, help="Keep nothing on readers' devices; clear it.")
@click.option("--quiet", is_flag=True, help="Print the last line only.")
@click.pass_context
def main(
    context: click.Context,
    public_db: str,
    output: Path,
    content: Path,
    base_url: str,
    jobs: int,
    full: bool,
    no_offline: bool,
    quiet: bool,
) -> None:
    """Build the public site from the public database and the articles."""
    if context.invoked_subcommand:
        return
    began = time.monotonic()
    order = Order(
        public_db, output, content, INSTANCE / "manifests", base_url, full, jobs, not no_offline
    )
    try:
        with shown(quiet) as progress:
            built = build(order, today(), progress)
    except MENDABLE as error:
        raise click.ClickException(" ".join(str(error).split())) from error
    for note in built.installed.notes:
        click.echo(note, err=True)
    changed = f"{built.installed.written} written, {built.installed.removed} removed"
    click.echo(f"built {built.pages} pages, {changed} in {time.monotonic() - began:.1f} s")


main.add_command(deploy)
main.add_command(editions)

if __name__ == "__main__":
    main()
