"""`python build.py deploy TARGET`: words around `deploying`, and no rule of its own.

Progress goes to standard error; the last line, on standard output, says what was done.
"""

import os
import time
from pathlib import Path

import click

from models import N_
from pages import ROOT, clock
from pages.deploy.deploying import MENDABLE, Deploying
from pages.deploy.targets import EDITIONS, find, read_targets
from pages.progress import shown

FOLDER = click.Path(path_type=Path)


def instance() -> Path:
    """The installation's folder, as the rest of the command line finds it."""
    return Path(os.environ.get("SHOUWANG_INSTANCE") or ROOT / "instance")


@click.command()
@click.argument("target")
@click.option("--to", type=click.IntRange(min=1), help="Put out this earlier edition of the site.")
@click.option("--output", type=FOLDER, default=ROOT / "output", help="Folder of the built site.")
@click.option("--dry-run", is_flag=True, help="Say what would be done; change nothing.")
@click.option("--adopt", is_flag=True, help="Use the place though it holds other things.")
@click.option("--keep", type=click.IntRange(min=1), default=EDITIONS, help="Editions to keep.")
@click.option("--quiet", is_flag=True, help="Print the last line only.")
def deploy(
    target: str, to: int | None, output: Path, dry_run: bool, adopt: bool, keep: int, quiet: bool
) -> None:
    """Put the built site on a target of config.toml, whole at every moment."""
    began = time.monotonic()
    deploying = Deploying(instance(), output, keep)

    def say(text: str) -> None:
        if not quiet:
            click.echo(text, err=True)

    try:
        chosen = find(read_targets(instance()), target)
        edition = deploying.edition(to, clock.now())
        if dry_run:
            done = deploying.outlook(chosen, edition, adopt, say)
        else:
            with shown(quiet) as progress:
                done = deploying.deploy(chosen, edition, adopt, progress, say)
    except MENDABLE as error:
        raise click.ClickException(" ".join(str(error).split())) from error
    for note in done.notes:
        say(note)
    counts = f"{done.sent} sent ({done.bytes} bytes), {done.removed} removed"
    if dry_run:
        click.echo(f"would deploy edition {done.edition} to {target}: {counts}")
        return
    spent = time.monotonic() - began
    click.echo(f"deployed edition {done.edition} to {target}: {counts} in {spent:.1f} s")


@click.command()
def editions() -> None:
    """List the editions that can be put out again, and where each stands."""
    deploying = Deploying(instance(), ROOT / "output")
    targets = read_targets(instance())
    standing = {name: deploying.state(name).edition() for name in targets}
    for number in deploying.editions.numbers():
        edition = deploying.editions.get(number)
        where = " ".join(name for name, at in standing.items() if at == number)
        made = clock.local(edition.made_at).strftime("%Y-%m-%d %H:%M")
        click.echo(f"{number}  {made}  {len(edition.files)} files  {where}".rstrip())
    if not deploying.editions.numbers():
        click.echo(N_("还没有发布过网站。"), err=True)
