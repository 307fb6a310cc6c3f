"""The options of `build.py`, and what it says: an order from words, a sentence from a build.

It has no rule of its own: what a build does stands in `builder`. It is loaded only after gate zero
has found that there is something to do.
"""

import json
import os
import time
from pathlib import Path

import click

from pages import ROOT, watching
from pages.builder import BASE_URL, MENDABLE, Order, build, verified
from pages.clock import nanoseconds, today
from pages.gate import SERVER
from pages.manifest import MARKER, Manifest
from pages.outputs import PARTS
from pages.progress import shown
from pages.stamp import Seen, Stamp, look, settled
from pages.verifying import NotTheSame

FOLDER = click.Path(path_type=Path)
COUNT = click.IntRange(min=1)


def instance() -> Path:
    """The folder of the installation."""
    return Path(os.environ.get("SHOUWANG_INSTANCE") or ROOT / "instance")


def public_database() -> str:
    """The public database where no option says another."""
    return os.environ.get("SHOUWANG_PUBLIC_DATABASE") or str(instance() / "public.db")


def _base_url(_context: click.Context, _option: click.Parameter, value: str) -> str:
    if value and not BASE_URL.fullmatch(value):
        raise click.BadParameter("an address such as https://example.org/care/ is needed")
    return value


class _Commands(click.Group):
    """What can be done with a site that is built; loaded when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*super().list_commands(ctx), "deploy", "editions"])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in {"deploy", "editions"}:
            from pages.deploy import command as deploying  # noqa: PLC0415 (a build needs none)

            found: click.Command = getattr(deploying, cmd_name)
            return found
        return super().get_command(ctx, cmd_name)


@click.group(cls=_Commands, invoke_without_command=True)
@click.option("--public-db", default=public_database, help="Public database: path or URL.")
@click.option("--output", type=FOLDER, default=ROOT / "output", help="Folder to write.")
@click.option("--content", type=FOLDER, default=ROOT / "content", help="Folder of articles.")
@click.option("--base-url", default="", callback=_base_url, help="Public address, for a site map.")
@click.option("--jobs", type=COUNT, default=os.cpu_count() or 1, help="Processes; all cores.")
@click.option("--full", is_flag=True, help="Write every file anew, changed or not.")
@click.option("--check", is_flag=True, help="Look at every file, and restore what was changed.")
@click.option("--no-offline", is_flag=True, help="Keep nothing on readers' devices; clear it.")
@click.option(
    "--without", type=click.Choice(sorted(PARTS)), multiple=True, help="Leave this part as it is."
)
@click.option("--verify", is_flag=True, help="Compare with Frozen-Flask's own result; slow.")
@click.option("--watch", is_flag=True, help="Build again after every change, until Ctrl-C.")
@click.option("--report", type=FOLDER, help="Write what was done into this file, as JSON.")
@click.option("--quiet", is_flag=True, help="Print the last line only.")
@click.pass_context
def command(
    context: click.Context,
    public_db: str,
    output: Path,
    content: Path,
    base_url: str,
    jobs: int,
    full: bool,
    check: bool,
    no_offline: bool,
    without: tuple[str, ...],
    verify: bool,
    watch: bool,
    report: Path | None,
    quiet: bool,
) -> None:
    """Build the public site from the public database and the articles."""
    if context.invoked_subcommand:
        return
    order = Order(
        public_db=public_db, output=output, content=content, state=instance() / "manifests",
        base_url=base_url, full=full, jobs=jobs, offline=not no_offline, check=check,
        without=frozenset(without),
    )  # fmt: skip
    stamp = context.obj
    if watch:
        watching.watch(_places(order), lambda: _try(order, quiet, stamp), lambda: True)
    _build(order, quiet, stamp, report)
    if verify:
        _verify(order)


def _try(order: Order, quiet: bool, stamp: Stamp) -> None:
    """A build of which a failure is said and no more: the last good site stays."""
    try:
        _build(order, quiet, stamp, None)
    except click.ClickException as error:
        error.show()


def _verify(order: Order) -> None:
    try:
        count = verified(order, today())
    except NotTheSame as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{count} files are what Frozen-Flask makes of them")


def _build(order: Order, quiet: bool, stamp: Stamp, report: Path | None) -> None:
    began, day = time.monotonic(), today()
    try:
        seen = _seen(order)
        with shown(quiet) as progress:
            built = build(order, day, progress)
    except MENDABLE as error:
        raise click.ClickException(" ".join(str(error).split())) from error
    for note in built.installed.notes:
        click.echo(note, err=True)
    changed = f"{built.installed.written} written, {built.installed.removed} removed"
    click.echo(f"built {built.pages} pages, {changed} in {time.monotonic() - began:.1f} s")
    if seen is not None:
        seen |= look(_written(order))
    if report is not None:
        report.write_text(json.dumps(built.told(), ensure_ascii=False, indent=1), "utf-8")
    stamp.keep(seen, day.isoformat(), f"built {built.pages} pages, 0 written, 0 removed")


def _seen(order: Order) -> Seen | None:
    """What the file system says of everything that a build reads; None where it cannot tell."""
    if SERVER.match(order.public_db):
        return None
    # What is installed is not looked through: a folder changes when something is put into it.
    installed = f"{Path(click.__file__).parents[1]}/."
    try:
        seen = look([*_places(order), installed])
    except OSError:
        return None
    return settled(seen, nanoseconds())


def _places(order: Order) -> list[str]:
    """Everything that a build reads."""
    program = [ROOT / name for name in ("site", "templates", "translations", "models.py")]
    database = Path(order.public_db.removeprefix("sqlite:///"))
    return [*map(str, program), str(database), str(order.content)]


def _written(order: Order) -> list[str]:
    """What a build has written last: another build of the same folder writes it anew."""
    manifest = Manifest(order.output, order.state)
    return [str(manifest.path), str(manifest.output / MARKER)]
