"""`flask --app admin import-ledger FILE`: a ledger on the command line, tried out or taken in.

It says how many rows have which fate and which cells are wrong; no name and no number is printed.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask_babel import gettext as _

from admin.accounts.users import User
from admin.commands import DISTRICT, FILE, command
from admin.registry.in_force import Act, Rules
from admin.registry.ledger import plans, storing, uploads
from admin.registry.ledger.plans import Planned
from admin.registry.ledger.storing import Stroke, Told
from admin.sheets.tables import FileRefused
from pages import clock

MOST_TOLD = 50
STEP = 1_000


@command("import-ledger")
@click.argument("file", type=FILE)
@click.option("--dry-run", is_flag=True, help="Say what would happen; store nothing.")
@click.option("--area", default=DISTRICT, show_default=True, help="Nothing beyond it is touched.")
@click.option("--village", default="", help="Area code of rows that name no village.")
def import_ledger(file: Path, dry_run: bool, area: str, village: str) -> None:
    """Take a town's spreadsheet of elders in, all or nothing."""
    with current_app.extensions["shouwang"].databases.working():
        stroke = Stroke(
            User(role="district_editor", area_code=area), None, clock.now(), clock.today()
        )
        try:
            plan = uploads.plan_of(file.read_bytes(), stroke, village)
        except FileRefused as refused:
            raise click.ClickException(str(refused)) from None
        counts = plans.counts(plan)
        click.echo("，".join(f"{_(plans.FATES[fate])} {n}" for fate, n in counts.items()))
        _tell(plan)
        if counts["wrong"]:
            raise click.ClickException(_("有 %(n)s 行有错，一行也没有导入。", n=counts["wrong"]))
        if not dry_run and counts["new"] + counts["changed"]:
            with _progress(counts["new"] + counts["changed"]) as told:
                ledger = storing.store(plan, stroke, told)
            rules = Rules.of(current_app.extensions["shouwang"].config)
            uploads.ask_rules(ledger, Act(None, stroke.now, stroke.today, rules))
            click.echo(_("已导入。"))


def _tell(plan: list[Planned]) -> None:
    faults = [fault for each in plan for fault in each.faults]
    for fault in faults[:MOST_TOLD]:
        click.echo(f"{fault.place} {fault.label}：{fault.message}", err=True)
    if len(faults) > MOST_TOLD:
        click.echo(_("还有 %(n)s 处。", n=len(faults) - MOST_TOLD), err=True)


@contextmanager
def _progress(length: int) -> Iterator[Told]:
    """A bar on a terminal, else a line for every thousand."""
    if click.get_text_stream("stdout").isatty():
        bar: Any = click.progressbar(length=length)
        with bar:
            yield lambda done, _all: bar.update(done - bar.pos)
        return

    def told(done: int, whole: int) -> None:
        if done % STEP == 0 or done == whole:
            click.echo(f"{done} / {whole}")

    yield told
