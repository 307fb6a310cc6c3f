"""From nothing to a demonstration, and again without losing what was edited meanwhile."""

from pathlib import Path
from typing import Any

import pytest
from click import ClickException
from click.testing import CliRunner, Result

from admin import create_app, demo
from admin.accounts import scope
from admin.accounts.users import User, add
from admin.config import Config
from admin.databases import initialise
from admin.desk import revisions
from admin.registry.people.elders import Elder
from admin.serving import claim
from models import Service, Setting, using
from pages import clock
from tests import factories

ELDERS = 60


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Config:
    """The environment of an installation that does not exist yet, and builds that take no time."""
    instance = tmp_path / "instance"
    instance.mkdir()
    (instance / "config.toml").write_text(f'output = "{tmp_path / "output"}"\n')
    monkeypatch.setenv("SHOUWANG_INSTANCE", str(instance))
    monkeypatch.setattr(demo, "build", lambda _config: None)
    monkeypatch.setattr(demo, "ELDERS", ELDERS)
    return Config(instance=instance, output=str(tmp_path / "output"))


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(demo.main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def password_in(result: Result) -> str:
    return str(result.stdout.strip().rpartition(" ")[2])


def test_the_first_start_loads_releases_and_prints_a_sign_in(installed: Config) -> None:
    result = run("--no-serve")
    assert result.exit_code == 0, result.stderr
    assert "账号 demo" in result.stdout
    databases = create_app(installed).extensions["shouwang"].databases
    with databases.working():
        roles = {account.name: account.role for account in User.select()}
        assert roles == {"demo": "district_administrator", "demo-town": "town_editor"}
        town = User.get(User.name == "demo-town")
        assert scope.visible(town, Elder.select(), Elder).exists()
    with databases.publishing() as public, using(public):
        assert Service.select().count() > 30
        assert Setting.get(name="demonstration").value == "yes"


def test_a_second_start_keeps_what_was_edited_and_changes_one_password(
    installed: Config,
) -> None:
    first = run("--no-serve")
    app = create_app(installed)
    databases = app.extensions["shouwang"].databases
    moment: dict[str, Any] = {"now": clock.now(), "today": clock.today()}
    with app.app_context(), databases.working():
        other, _password = add("clerk", "auditor", "370303")
        service = Service.select().first()
        fields = service.fields() | {"summary": "改过的一句话。"}
        revisions.save("service", service.key, fields, author_id=None, **moment)
    second = run("--no-serve")
    assert second.exit_code == 0, second.stderr
    assert password_in(first) != password_in(second)
    with databases.working():
        assert Service.get_by_id(service.id).summary == "改过的一句话。"
        assert User.get_by_id(other.id).password == other.password


def test_an_offices_real_installation_is_left_alone(installed: Config) -> None:
    databases = initialise(installed)
    with databases.working():
        factories.service()
    result = run("--no-serve")
    assert result.exit_code == 1
    assert "正式的资料" in result.stderr
    with databases.working():
        assert not User.select().exists()


def test_an_installation_with_accounts_and_no_records_is_left_alone_too(
    installed: Config,
) -> None:
    databases = initialise(installed)
    app = create_app(installed)
    with app.app_context(), databases.working():
        add("admin", "district_administrator", "370303")
    assert "正式的资料" in run("--no-serve").stderr


def test_a_port_that_is_taken_is_said_before_anything_is_done(installed: Config) -> None:
    with claim(0) as taken:
        result = run("--site-port", str(taken.getsockname()[1]))
    assert result.exit_code == 1
    assert "多半已被占用" in result.stderr
    assert not installed.key_path.exists()


def test_a_build_that_fails_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = Config(instance=tmp_path, output=str(tmp_path / "output"))
    monkeypatch.setattr(demo, "ROOT", tmp_path)
    with pytest.raises(ClickException, match="没有建成"):
        demo.build(config)
