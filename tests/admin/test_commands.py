"""Every command ends with 0, or with one line of reason and 1, or with its usage and 2."""

import json
import stat
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from click import ClickException
from click.testing import Result

from admin import commands, create_app
from admin.accounts import audit
from admin.accounts.users import ROLES, User
from admin.config import Config
from admin.databases import Databases
from admin.desk import revisions
from models import Area, Service, using
from tests.factories import DISTRICT

NOON = datetime(2026, 11, 24, 4)  # noqa: DTZ001
Run = Callable[..., Result]


@pytest.fixture
def run(config: Config) -> Run:
    """Runs `flask --app admin …` in a process-like way; each call builds the app anew."""

    def runner(*arguments: str | Path) -> Result:
        app = create_app(config)
        result = app.test_cli_runner().invoke(args=[str(argument) for argument in arguments])
        _close(app.extensions["shouwang"].__dict__.get("databases"))
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result

    return runner


def _close(opened: Databases | None) -> None:
    for database in (opened.admin, opened.public) if opened else ():
        database.close()


def reason(result: Result) -> str:
    """The one line of a refusal."""
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    return str(line)


def password_in(result: Result) -> str:
    (line,) = [line for line in result.stdout.splitlines() if line.startswith("密码：")]
    return line.removeprefix("密码：").split("（")[0]


def test_init_makes_the_key_the_databases_and_one_account(run: Run, config: Config) -> None:
    result = run("init", "--name", "王芳", "--area", DISTRICT)
    assert result.exit_code == 0
    assert len(password_in(result)) >= 12
    with create_app(config).extensions["shouwang"].databases.working():
        account = User.get()
    assert (account.name, account.role, account.area_code) == (
        "王芳",
        "district_administrator",
        DISTRICT,
    )


def test_a_second_init_is_refused_and_changes_nothing(run: Run, config: Config) -> None:
    run("init")
    before = config.key_path.read_bytes()
    assert "已经存在" in reason(run("init"))
    assert config.key_path.read_bytes() == before


def test_init_with_an_impossible_area_makes_nothing(run: Run, config: Config) -> None:
    assert "区划代码" in reason(run("init", "--area", "x"))
    assert not config.key_path.exists()


@pytest.mark.parametrize("command", [["check"], ["release"], ["user", "add", "a1"]])
def test_before_init_a_command_says_what_to_do(run: Run, command: list[str]) -> None:
    extra = ["--role", "auditor", "--area", DISTRICT] if command[0] == "user" else []
    assert "init" in reason(run(*command, *extra))


@pytest.mark.parametrize("role", ROLES)
def test_an_account_of_every_role_can_be_added(run: Run, role: str) -> None:
    run("init")
    result = run("user", "add", "zhang", "--role", role, "--area", DISTRICT)
    assert result.exit_code == 0
    assert password_in(result)


def test_a_name_is_given_once(run: Run) -> None:
    run("init")
    assert "已经有账号" in reason(
        run("user", "add", "ADMIN", "--role", "auditor", "--area", DISTRICT)
    )


def test_a_forgotten_password_is_replaced_by_a_fresh_one(run: Run) -> None:
    first = password_in(run("init"))
    assert password_in(run("user", "password", "admin")) != first
    assert "没有账号" in reason(run("user", "password", "nobody"))


@pytest.mark.parametrize(
    "arguments",
    [
        ["user", "add"],
        ["user", "add", "zhang", "--role", "king", "--area", DISTRICT],
        ["backup"],
        ["restore"],
        ["import-divisions"],
        ["serve", "--port", "0"],
        ["demo-data", "--services", "many"],
        ["init", "surplus"],
    ],
)
def test_wrong_arguments_are_answered_with_the_usage(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Usage:" in result.stderr


def test_every_command_explains_itself(run: Run) -> None:
    for each in [*commands.COMMANDS, commands.user]:
        result = run(each.name or "", "--help")
        assert result.exit_code == 0
        assert (each.help or "").split(".")[0] in result.stdout


def test_divisions_are_imported_all_or_nothing(run: Run, config: Config, tmp_path: Path) -> None:
    run("init")
    file = tmp_path / "areas.csv"
    head = "code,name,level,parent_code\n370303,张店区,district,\n"
    file.write_text(head + "370303101,南定镇,town,999999\n", encoding="utf-8")
    assert "第 3 行" in reason(run("import-divisions", file))
    file.write_text(head + "370303101,南定镇,town,370303\n", encoding="utf-8")
    assert "新增 2 个" in run("import-divisions", file).stdout
    with create_app(config).extensions["shouwang"].databases.working():
        assert Area.select().count() == 2


def test_a_file_that_is_missing_is_said(run: Run, tmp_path: Path) -> None:
    run("init")
    assert "none.csv" in reason(run("import-divisions", tmp_path / "none.csv"))


def test_a_release_says_what_it_has_done(run: Run) -> None:
    run("init")
    assert run("release").stdout == "发布 0 条，撤下 0 条。\n"


def test_the_demonstration_is_loaded_released_and_signed_in_to(
    run: Run, config: Config, tmp_path: Path
) -> None:
    run("init")
    file = tmp_path / "accounts.json"
    result = run("demo-data", "--services", "40", "--seed", "7", "--accounts", file)
    assert result.exit_code == 0, result.stderr
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    rows = json.loads(file.read_text(encoding="utf-8"))
    assert {row["role"] for row in rows} == set(ROLES)
    assert set(rows[0]) == {"name", "password", "role", "area"}
    databases = create_app(config).extensions["shouwang"].databases
    with databases.publishing() as public, using(public):
        assert Service.select().count() == 40
    with databases.working():
        assert revisions.Record.select().count() > 300
    assert "已经有资料" in reason(run("demo-data"))


def test_invented_elders_come_with_their_visits_and_the_night_can_be_called(run: Run) -> None:
    run("init")
    assert "另有 5 位老人" in run("demo-data", "--services", "3", "--elders", "5").stdout
    again = run("recompute")
    assert again.exit_code == 0
    assert "已重新计算" in again.stdout


def test_a_damaged_database_is_found(run: Run, config: Config) -> None:
    run("init")
    assert run("check").exit_code == 0
    with config.public_path.open("r+b") as file:
        file.seek(9 * 4096)
        file.write(b"\xff" * 4096)
    assert "public" in reason(run("check"))


def by_force(config: Config, *statements: str) -> None:
    """Do to a trail of four what somebody with the key could do: the triggers are gone first."""
    databases = create_app(config).extensions["shouwang"].databases
    with databases.working() as database:
        for number in range(3):
            audit.note("record_saved", now=NOON, kind="x", key=str(number), revision=1)
        for trigger in ("trail_is_not_changed", "trail_is_not_cut"):
            database.execute_sql(f"DROP TRIGGER {trigger}")
        for statement in statements:
            database.execute_sql(statement)
    _close(databases)


@pytest.mark.parametrize(
    ("statements", "said"),
    [
        (["UPDATE trail SET at = '2020-01-01 00:00:00' WHERE sequence = 2"], "第 2 条"),
        (["UPDATE trail SET at = 'x' WHERE sequence = 2"], "第 2 条"),
        (["UPDATE trail SET actor_id = 7 WHERE sequence = 2"], "第 2 条"),
        (["UPDATE trail SET address = '10.0.0.1' WHERE sequence = 2"], "第 2 条"),
        (["UPDATE trail SET area_code = '37' WHERE sequence = 2"], "第 2 条"),
        (["UPDATE trail SET event = 'signed_in' WHERE sequence = 2"], "第 2 条"),
        (["UPDATE trail SET kind = 'service' WHERE sequence = 2"], "第 2 条"),
        (["UPDATE trail SET key = '9' WHERE sequence = 2"], "第 2 条"),
        (["UPDATE trail SET fields = '[\"name\"]' WHERE sequence = 2"], "第 2 条"),
        (["UPDATE trail SET fields = 'no JSON' WHERE sequence = 2"], "第 2 条"),
        (["UPDATE trail SET detail = '{}' WHERE sequence = 2"], "第 2 条"),
        (["UPDATE trail SET seal = '金' WHERE sequence = 2"], "第 2 条"),
        (["DELETE FROM trail WHERE sequence = 1"], "第 1 条"),
        (["DELETE FROM trail WHERE sequence = 2"], "第 2 条"),
        (["DELETE FROM trail WHERE sequence = 4"], "末尾"),
        (["DELETE FROM trail"], "末尾"),
        (
            ["DELETE FROM trail WHERE sequence = 4", "UPDATE trail_head SET sequence = 3"],
            "末尾",
        ),
        (
            [
                "UPDATE trail SET sequence = 9 WHERE sequence = 2",
                "UPDATE trail SET sequence = 2 WHERE sequence = 3",
                "UPDATE trail SET sequence = 3 WHERE sequence = 9",
            ],
            "第 2 条",
        ),
        (
            [
                (
                    "INSERT INTO trail SELECT 5, at, actor_id, address, area_code, event, kind,"
                    " key, fields, detail, seal FROM trail WHERE sequence = 4"
                ),
                "UPDATE trail_head SET sequence = 5",
            ],
            "第 5 条",
        ),
    ],
)
def test_a_trail_that_somebody_touched_is_found(
    run: Run, config: Config, statements: list[str], said: str
) -> None:
    run("init")
    by_force(config, *statements)
    result = run("check")
    assert result.exit_code == 1
    assert "审计记录被动过" in result.stderr
    assert said in result.stderr


def test_who_lost_the_telephone_comes_in_by_a_new_password_alone(run: Run, config: Config) -> None:
    first = password_in(run("init"))
    databases = create_app(config).extensions["shouwang"].databases
    with databases.working():
        User.update(totp_secret="x").execute()
    _close(databases)
    assert password_in(run("user", "forget-factors", "admin")) != first
    with databases.working():
        assert User.get().totp_secret is None
        events = [entry.event for entry in audit.Entry.select()]
    _close(databases)
    assert events[-2:] == ["second_factor_changed", "password_changed"]
    assert "没有账号" in reason(run("user", "forget-factors", "nobody"))


def test_a_setting_that_is_unknown_stops_every_command(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "config.toml").write_text("colour = 1\n")
    monkeypatch.setenv("SHOUWANG_INSTANCE", str(tmp_path))
    with pytest.raises(ClickException, match="colour"):
        create_app()
