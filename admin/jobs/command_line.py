"""The commands of jobs and of the site's hosts: `flask --app admin work` and `target-secret`."""

import click
from flask import current_app
from flask_babel import gettext as _

from admin import logs
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
