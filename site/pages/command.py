"""The options of `build.py`, and what it says: an order from words, a sentence from a build.

It has no rule of its own: what a build does stands in `builder`. It is loaded only after gate zero
has found that there is something to do.
"""

import errno
import os
import re
import time
from contextlib import suppress
from pathlib import Path

import click

from models import N_
from pages import ROOT
from pages.builder import BASE_URL, MENDABLE, Built, Order, build, verified
from pages.clock import nanoseconds, today
from pages.elsewhere import SCHEME
from pages.following import Following
from pages.gate import SERVER
from pages.manifest import MARKER, Manifest
from pages.outputs import PARTS
from pages.progress import shown
from pages.pulse import Pulse
from pages.reloading import Preview
from pages.reporting import as_json, as_text
from pages.stamp import Seen, Stamp, look, settled
from pages.verifying import NotTheSame
from pages.watching import Watcher

EXECUTOR = re.compile(re.escape(SCHEME) + r"[\w.:\[\]-]+:\d+")
FOLDER = click.Path(path_type=Path)
PORT = click.IntRange(0, 65535)
COUNT = click.IntRange(min=1)
DISK = {
    (errno.ENOSPC, errno.EDQUOT): N_("磁盘满了，写不下 %(path)s。请腾出空间，再生成一次。"),
    (errno.EROFS, errno.EACCES, errno.EPERM): N_("不能写 %(path)s：没有权限，或磁盘只能读。"),
}


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


def _executor(_context: click.Context, _option: click.Parameter, value: str) -> str:
    if value and not EXECUTOR.fullmatch(value):
        raise click.BadParameter("an address such as dask://127.0.0.1:8786 is needed")
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
@click.option("--executor", default="", callback=_executor, help="dask://host:port makes pages.")
@click.option("--full", is_flag=True, help="Write every file anew, changed or not.")
@click.option("--check", is_flag=True, help="Look at every file, and restore what was changed.")
@click.option("--no-offline", is_flag=True, help="Keep nothing on readers' devices; clear it.")
@click.option(
    "--without", type=click.Choice(sorted(PARTS)), multiple=True, help="Leave this part as it is."
)
@click.option(
    "--precompress", is_flag=True, envvar="SHOUWANG_PRECOMPRESS", help="Write .br and .gz too."
)
@click.option("--verify", is_flag=True, help="Compare with Frozen-Flask's own result; slow.")
@click.option("--watch", is_flag=True, help="Build again after every change, until Ctrl-C.")
@click.option("--preview", type=PORT, help="With --watch: show it here, and load pages anew.")
@click.option("--report", type=FOLDER, help="Write what was done here: JSON, if it ends so.")
@click.option("--quiet", is_flag=True, help="Print the last line only.")
@click.pass_context
def command(
    context: click.Context,
    public_db: str,
    output: Path,
    content: Path,
    base_url: str,
    jobs: int,
    executor: str,
    full: bool,
    check: bool,
    no_offline: bool,
    without: tuple[str, ...],
    precompress: bool,
    verify: bool,
    watch: bool,
    preview: int | None,
    report: Path | None,
    quiet: bool,
) -> object:
    """Build the public site from the public database and the articles."""
    if context.invoked_subcommand:
        return None
    order = Order(
        public_db=public_db, output=output, content=content, state=instance() / "manifests",
        base_url=base_url, full=full, jobs=jobs, offline=not no_offline, check=check,
        without=frozenset(without), executor=executor, precompress=precompress,
    )  # fmt: skip
    stamp = context.obj
    if watch:
        _watch(order, quiet, stamp, preview)
    built = _build(order, quiet, stamp, report)
    if verify:
        _verify(order)
    return built.held


def _watch(order: Order, quiet: bool, stamp: Stamp, port: int | None) -> None:
    """Until Ctrl-C."""
    preview = None if port is None else _preview(order, port)
    work = Following(order, lambda: _build(order, quiet, stamp, None), preview)
    if SERVER.match(order.public_db):
        watcher = Watcher(_places(order), "the log", work, Pulse(order.public_db).beat)
    else:
        watcher = Watcher(_places(order), _facts(order), work)
    watcher.run(lambda: True)


def _preview(order: Order, port: int) -> Preview:
    try:
        preview = Preview(order.output, port)
    except OSError as error:
        raise click.ClickException(f"the preview cannot use port {port}: {error}") from error
    click.echo(f"preview at {preview.address}")
    return preview


def _verify(order: Order) -> None:
    try:
        count = verified(order, today())
    except NotTheSame as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{count} files are what Frozen-Flask makes of them")


def _build(order: Order, quiet: bool, stamp: Stamp, report: Path | None) -> Built:
    began, day = time.monotonic(), today()
    try:
        seen = _seen(order)
        with shown(quiet) as progress:
            built = build(order, day, progress)
        if report is not None:
            told = as_json if report.suffix == ".json" else as_text
            report.write_text(told(built, time.monotonic() - began), "utf-8")
    except MENDABLE as error:
        raise click.ClickException(_reason(error)) from error
    for note in built.installed.notes:
        click.echo(note, err=True)
    changed = f"{built.installed.written} written, {built.installed.removed} removed"
    click.echo(f"built {built.pages} pages, {changed} in {time.monotonic() - began:.1f} s")
    if seen is not None:
        seen |= look(_written(order))
    # The site stands: without a stamp the next build takes longer, and that is all.
    with suppress(OSError):
        stamp.keep(seen, day.isoformat(), f"built {built.pages} pages, 0 written, 0 removed")
    return built


def _reason(error: Exception) -> str:
    """One line for a person; of what a disk says, what can be done about it."""
    said = " ".join(str(error).split())
    if not isinstance(error, OSError):
        return said
    for numbers, message in DISK.items():
        if error.errno in numbers:
            return message % {"path": error.filename2 or error.filename or ""}
    return said


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
    facts = [] if SERVER.match(order.public_db) else [_facts(order)]
    return [*map(str, program), *facts, str(order.content)]


def _facts(order: Order) -> str:
    """The file with everything that is published."""
    return str(Path(order.public_db.removeprefix("sqlite:///")))


def _written(order: Order) -> list[str]:
    """What a build has written last: another build of the same folder writes it anew."""
    manifest = Manifest(order.output, order.state)
    return [str(manifest.path), str(manifest.output / MARKER)]
