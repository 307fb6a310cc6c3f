"""The office's command line: `flask --app admin …`.

Each command ends with 0, with 1 and one line that says why, or with 2 and its usage; what was
foreseen never ends in a traceback. A password is printed once, when it is made, and kept nowhere.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
import peewee as pw
from flask import Flask, current_app
from flask.cli import with_appcontext
from flask_babel import gettext as _

from admin import backups, logs, mail
from admin.accounts import audit, samples, second_factors, users
from admin.config import ConfigRefused
from admin.databases import DatabaseRefused, initialise, open_databases
from admin.desk import demo, reminders
from admin.desk import divisions as areas
from admin.desk import release as releases
from admin.desk.leaks import LeakFound
from admin.jobs.queue import jobs
from admin.keys import KeyRefused
from admin.registry import demo as people
from admin.registry.in_force import Rules
from admin.registry.people import recomputation
from admin.registry.supervision import tallies
from admin.registry.words import NOTICES
from admin.serving import PortTaken, claim, server
from admin.units import UnitRefused
from pages import clock
from pages.deploy.secrets import SecretsRefused
from pages.deploy.targets import TargetRefused

DISTRICT = "370303"
FORESEEN = (
    ConfigRefused,
    KeyRefused,
    DatabaseRefused,
    users.AccountRefused,
    areas.DivisionsRefused,
    demo.DemoRefused,
    people.DemoRefused,
    PortTaken,
    backups.BackupRefused,
    releases.Refused,
    LeakFound,
    mail.MailRefused,
    SecretsRefused,
    TargetRefused,
    UnitRefused,
    pw.OperationalError,
    OSError,
)
FILE = click.Path(path_type=Path, dir_okay=False)
PORT = click.IntRange(1, 65535)
COMMANDS: list[click.Command] = []


@contextmanager
def refusals_told() -> Iterator[None]:
    """What was foreseen becomes one line of reason and exit code 1.

    :raises click.ClickException: with the reason.
    """
    try:
        yield
    except FORESEEN as error:
        raise click.ClickException(reason(error)) from None


def reason(error: Exception) -> str:
    """An error in one line, in the user's words."""
    several = getattr(error, "errors", None) or getattr(error, "reasons", None)
    return " ".join("；".join(several or [str(error)]).split())


def command(name: str) -> Callable[[Callable[..., None]], click.Command]:
    """A command of the office, run inside the app, with its refusals told."""

    def made(function: Callable[..., None]) -> click.Command:
        finished = click.command(name)(with_appcontext(refusals_told()(function)))
        COMMANDS.append(finished)
        return finished

    return made


def register(app: Flask) -> None:
    """Add the commands to the app's command line."""
    for each in COMMANDS:
        app.cli.add_command(each)
    app.cli.add_command(user)


def _office() -> Any:
    return current_app.extensions["shouwang"]


def _moment() -> dict[str, Any]:
    return {"now": clock.now(), "today": clock.today()}


def _tell_account(account: users.User, password: str) -> None:
    click.echo(_("账号：%(name)s", name=account.name))
    click.echo(_("密码：%(password)s（只显示这一次，请记下并在登录后修改）", password=password))


@command("init")
@click.option("--name", default="admin", show_default=True, help="Name of the first account.")
@click.option("--area", default=DISTRICT, show_default=True, help="Area code of the district.")
def init(name: str, area: str) -> None:
    """Create the key, both databases and a district administrator."""
    users.check(name, "district_administrator", area)
    initialise(_office().config)
    _office().open_doors()
    with _office().databases.working():
        account, password = users.add(name, "district_administrator", area)
        users.note("account_added", account, clock.now(), role=account.role, area=area)
    _tell_account(account, password)
    path = _office().config.key_path
    click.echo(_("密钥在 %(path)s，请另存一份，不要和备份放在一起。", path=path))


@click.group()
def user() -> None:
    """Manage the accounts that may sign in."""


@user.command("add")
@click.argument("name")
@click.option("--role", required=True, type=click.Choice(list(users.ROLES)), help="What it may.")
@click.option("--area", required=True, help="Area code: nothing beyond this prefix is seen.")
@with_appcontext
@refusals_told()
def user_add(name: str, role: str, area: str) -> None:
    """Add an account and print its generated password once."""
    with _office().databases.working():
        account, password = users.add(name, role, area)
        users.note("account_added", account, clock.now(), role=role, area=area)
    _tell_account(account, password)


@user.command("password")
@click.argument("name")
@with_appcontext
@refusals_told()
def user_password(name: str) -> None:
    """Give an account a new generated password, print it once, and end its sessions."""
    with _office().databases.working():
        account = _account(name)
        password = users.renew(account)
        users.note("password_changed", account, clock.now())
    _tell_account(account, password)


@user.command("forget-factors")
@click.argument("name")
@with_appcontext
@refusals_told()
def user_forget_factors(name: str) -> None:
    """For who lost the telephone: take off every second factor, and print a new password once."""
    with _office().databases.working() as database, database.atomic():
        account = _account(name)
        password = users.renew(account)
        second_factors.forget(account, clock.now())
        users.note("password_changed", account, clock.now())
    _tell_account(account, password)


def _account(name: str) -> users.User:
    """The account of that name.

    :raises AccountRefused: there is none.
    """
    account = users.find(name)
    if account is None:
        raise users.AccountRefused(_("没有账号“%(name)s”。", name=name))
    return account


@command("import-divisions")
@click.argument("file", type=FILE)
def import_divisions(file: Path) -> None:
    """Import districts, towns and villages from a CSV, all or nothing."""
    done = areas.import_divisions(_office().databases, file, now=clock.now())
    text = _(
        "新增 %(created)s 个镇村，更新 %(updated)s 个，不变 %(unchanged)s 个。",
        created=done.created,
        updated=done.updated,
        unchanged=done.unchanged,
    )
    click.echo(text)


@command("demo-data")
@click.option("--services", type=click.IntRange(1), help="How many services; else as planned.")
@click.option("--elders", default=0, type=click.IntRange(0), help="How many invented elders.")
@click.option("--seed", default=1, show_default=True, help="The same seed gives the same rows.")
@click.option("--divisions", type=FILE, help="CSV of areas; else the district's own.")
@click.option("--accounts", type=FILE, help="JSON file to write a sign-in a role and area to.")
def demo_data(
    services: int | None, elders: int, seed: int, divisions: Path | None, accounts: Path | None
) -> None:
    """Fill a new installation with a demonstration and release it."""
    office = _office()
    done = demo.load(
        office.databases, services=services, seed=seed, divisions=divisions, **_moment()
    )
    counts = "，".join(f"{kind} {count}" for kind, count in done.counts.items())
    click.echo(_("演示数据已装入并发布：%(counts)s", counts=counts))
    if elders:
        rules = Rules.of(office.config)
        visits = people.load(office.databases, elders, seed, **_moment(), rules=rules)
        click.echo(_("另有 %(elders)s 位老人，%(visits)s 次走访。", elders=elders, visits=visits))
    if accounts:
        with office.databases.working():
            number = samples.write(accounts)
        click.echo(_("%(number)s 个试用账号写在 %(file)s。", number=number, file=accounts))


@command("release")
def release() -> None:
    """Carry everything approved and due to the public database."""
    done = releases.release(_office().databases, author_id=None, everything=True, **_moment())
    click.echo(_("发布 %(put)s 条，撤下 %(taken)s 条。", put=len(done.put), taken=len(done.taken)))


@command("remind")
@click.option("--dry-run", is_flag=True, help="Say to whom it would go; send and note nothing.")
def remind(dry_run: bool) -> None:
    """Tell each editor, once a week, how much is overdue."""
    office = _office()
    config, today = office.config, clock.today()
    with office.databases.working():
        for letter in list(reminders.letters(today)):
            click.echo(_("%(role)s %(area)s：%(count)s 条超期", **letter.about()))
            if letter.to and not dry_run and mail.is_configured(config):
                mail.send(config, letter.to, letter.subject, letter.text)
                reminders.remember(letter, today)
    if not mail.is_configured(config):
        click.echo(_("没有设置邮件，大家在后台首页会看到。"))


@command("recompute")
def recompute() -> None:
    """Ask the rules about every elder, as each night does."""
    with _office().databases.working():
        counts = recomputation.recompute(clock.today(), Rules.of(_office().config), click.echo)
    for kind, number in sorted(counts.items()):
        click.echo(f"{_(NOTICES[kind])}：{number}")
    click.echo(_("已重新计算。"))


@command("tally")
def tally() -> None:
    """Count every village anew for the dashboards; once a night."""
    with _office().databases.working():
        number = tallies.recount(clock.now(), clock.today())
    click.echo(_("已统计 %(n)s 个镇村。", n=number))


@command("check")
def check() -> None:
    """Check that both databases are whole and that nobody altered the trail."""
    backups.check(_office().databases)
    with _office().databases.working():
        found = list(audit.faults())
    for fault in found:
        text = _("第 %(number)s 条审计记录：", number=fault.sequence)
        click.echo(text + _(fault.message), err=True)
    if found:
        raise click.ClickException(_("审计记录被动过，共 %(count)s 处。", count=len(found)))
    click.echo(_("两个数据库都完好，审计记录没有被动过。"))


@command("backup")
@click.argument("file", type=FILE)
def backup(file: Path) -> None:
    """Write both databases into one file; the key is not in it."""
    backups.write(_office().config, _office().databases, file, now=clock.now())
    click.echo(_("已备份到 %(file)s。密钥不在里面，请另外保管。", file=file))


@command("restore")
@click.argument("file", type=FILE)
@click.option("--force", is_flag=True, help="Set databases that are there aside (*.replaced).")
def restore(file: Path, force: bool) -> None:
    """Put a backup in place. Stop the office first."""
    backups.restore(_office().config, file, force=force)
    backups.check(_office().databases)
    click.echo(_("已从 %(file)s 恢复。", file=file))


@command("serve")
@click.option("--port", default=8001, show_default=True, type=PORT, help="Port.")
@click.option("--work-elsewhere", is_flag=True, help="Leave jobs to `flask --app admin work`.")
def serve(port: int, work_elsewhere: bool) -> None:
    """Serve the back office on this machine."""
    claimed = claim(port)
    open_databases(_office().config)
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    serving = server(app, claimed, behind_proxy=_office().config.https)
    logs.configure(_office().config.log)
    if not work_elsewhere and not jobs(app).start():
        click.echo(_("定时任务由另一个后台进程负责。"))
    click.echo(_("后台：http://127.0.0.1:%(port)s/ （按 Ctrl-C 停止）", port=port))
    serving.run()
