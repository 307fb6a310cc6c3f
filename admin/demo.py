"""`python -m admin.demo`: a demonstration from nothing to two addresses in a browser.

Loads the demonstration once, builds, and serves the site and the back office. Started again it
keeps everything that was edited and gives only the account `demo` a new password. It refuses to
touch an installation that is not a demonstration.
"""

import os
import subprocess
import sys
import threading
from typing import Any

import click
import peewee as pw
from flask import Flask
from flask_babel import gettext as _

from admin import commands, create_app
from admin.accounts import users
from admin.config import ROOT, Config, load_config
from admin.databases import Databases, initialise, is_initialised
from admin.desk import demo, release
from admin.jobs.queue import jobs
from admin.registry import demo as people
from admin.registry.in_force import Rules
from admin.registry.people.elders import Elder
from admin.serving import claim, server
from admin.static_site import StaticSite
from models import KINDS, Area, Setting
from pages import clock

NAME, SEED, ELDERS = "demo", 1, 400
# Who gives out accounts sees no elder: a second account shows the register of one town.
ACCOUNTS = {
    NAME: ("district_administrator", "district"),
    "demo-town": ("town_editor", "town"),
}
PORT = click.IntRange(1, 65535)


@click.command()
@click.option("--site-port", default=8000, show_default=True, type=PORT, help="Port of the site.")
@click.option("--office-port", default=8001, show_default=True, type=PORT, help="Of the office.")
@click.option("--no-serve", is_flag=True, help="Load and build only.")
def main(site_port: int, office_port: int, no_serve: bool) -> None:
    """Load the demonstration if it is not there, build the site, and serve both faces."""
    with commands.refusals_told():
        ports = [] if no_serve else [claim(site_port), claim(office_port)]
        config = load_config(os.environ)
        app = create_app(config)
        with app.app_context():
            passwords = prepare(app, config)
            build(config)
            _tell(passwords, [] if no_serve else [site_port, office_port])
    if ports:
        site = server(StaticSite(config.output_path), ports[0])
        threading.Thread(target=site.run, daemon=True).start()
        jobs(app).start()
        server(app, ports[1]).run()


def prepare(app: Flask, config: Config) -> dict[str, str]:
    """See to it that the demonstration is there and released; answers new passwords by account.

    :raises DemoRefused: the installation is somebody's real one.
    """
    office = app.extensions["shouwang"]
    if not is_initialised(config):
        initialise(config)
        office.open_doors()
    databases: Databases = office.databases
    moment: dict[str, Any] = {"now": clock.now(), "today": clock.today()}
    with databases.working():
        if is_new():
            demo.load(databases, services=None, seed=SEED, divisions=None, **moment)
            people.load(databases, ELDERS, SEED, **moment, rules=Rules.of(config))
        elif not Setting.get_or_none(name="demonstration", value="yes"):
            message = _("%(path)s 里是正式的资料，不能用来演示。", path=config.instance)
            raise demo.DemoRefused(message)
        release.release(databases, author_id=None, **moment)
        return {name: _fresh_password(name, *who) for name, who in ACCOUNTS.items()}


def is_new() -> bool:
    """Whether nobody has worked here yet: no account but the demonstration's and no record."""
    others = users.User.select().where(users.User.name.not_in(list(ACCOUNTS))).exists()
    return not others and not any(model.select().exists() for model in KINDS.values())


def _fresh_password(name: str, role: str, level: str) -> str:
    account = users.find(name)
    if account:
        return users.renew(account)
    return users.add(name, role, _home(level))[1]


def _home(level: str) -> str:
    """The first area of that level; of the towns, one where somebody is in the register."""
    found = Area.select(Area.code).where(Area.level == level)
    if level == "town":
        lived_in = Elder.select(pw.fn.SUBSTR(Elder.area_code, 1, 9))
        found = found.where(Area.code.in_(lived_in)) if lived_in.exists() else found
    return str(found.order_by(Area.code).get().code)


def build(config: Config) -> None:
    """Build the site as anybody would: another process, which knows nothing of this one.

    :raises click.ClickException: the build has failed; it has said why.
    """
    public = config.public_database or str(config.public_path)
    command = [sys.executable, str(ROOT / "build.py"), "--public-db", public]
    command += ["--output", str(config.output_path)]
    environment = os.environ | {"SHOUWANG_INSTANCE": str(config.instance)}
    if subprocess.run(command, check=False, env=environment, cwd=ROOT).returncode:  # noqa: S603
        raise click.ClickException(_("网站没有建成，原因见上。"))


def _tell(passwords: dict[str, str], ports: list[int]) -> None:
    for text, port in zip((_("网站"), _("后台")), ports, strict=False):
        click.echo(f"{text}：http://127.0.0.1:{port}/")
    for name, password in reversed(passwords.items()):
        click.echo(_("登录：账号 %(name)s，密码 %(password)s", name=name, password=password))


if __name__ == "__main__":
    main()
