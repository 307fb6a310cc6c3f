"""The commands of jobs and hosts: `flask --app admin work`, `target-secret`, `install-service`."""

from pathlib import Path

import click
from flask import current_app
from flask_babel import gettext as _

from admin import logs, units
from admin.commands import command
from admin.databases import open_databases
from admin.jobs.queue import jobs
from pages.deploy.secrets import Secrets
from pages.deploy.targets import find, read_targets


@command("work")
def work() -> None:
    """Carry out jobs and nothing else; any number of these, with Redis."""
    config = current_app.extensions["shouwang"].config
    open_databases(config)
    logs.configure(config.log)
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    jobs(app).run_forever()


@command("target-secret")
@click.argument("target")
def target_secret(target: str) -> None:
    """Set the password or secret key of a target of config.toml; asks for it."""
    instance = current_app.extensions["shouwang"].config.instance
    find(read_targets(instance), target)
    secret = click.prompt(
        _("密码（看不见，留空就删除）"), default="", hide_input=True, show_default=False
    )
    Secrets(instance).put(target, secret)
    click.echo(_("已保存。") if secret else _("已删除。"))


@command("install-service")
@click.option("--user", default="shouwang", show_default=True, help="Account that it runs as.")
@click.option("--mine", is_flag=True, help="For yourself only, without root: a unit of your own.")
@click.option("--worker", is_flag=True, help="The worker too (several servers, Redis).")
@click.option("--to", type=click.Path(path_type=Path), help="Another folder for the units.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def install_service(user: str, mine: bool, worker: bool, to: Path | None, yes: bool) -> None:
    """Write systemd units for this installation; shows them and asks first."""
    config = current_app.extensions["shouwang"].config
    known = read_targets(config.instance).values()
    folders = tuple(Path(t.options["path"]) for t in known if t.kind == "folder")
    folder = to or (Path.home() / ".config/systemd/user" if mine else units.SYSTEM)
    where = units.machine(config, folders, "" if mine else user)
    names = (units.OFFICE, units.WORKER) if worker else (units.OFFICE,)
    for name in names:
        click.echo(f"# {folder / name}\n{units.written(name, where)}")
    if not (yes or click.confirm(_("写入这些文件吗？原来的会留成 .before"))):
        click.echo(_("没有写。"))
        return
    for name in names:
        new = units.install(units.written(name, where), folder / name)
        click.echo(f"{folder / name}: {_('写好了') if new else _('本来就是这样')}")
    mode = "--user " if mine else ""
    started = " ".join(names)
    click.echo(_("接着运行："))
    click.echo(f"systemctl {mode}daemon-reload && systemctl {mode}enable --now {started}")
