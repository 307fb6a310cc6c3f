"""`import-ledger` tries out or takes in, says how many rows fare how, and names nobody."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from admin.registry.people.elders import Elder
from tests.admin.conftest import OfficeInTest
from tests.admin.registry.ledger import messy
from tests.factories import TOWN, VILLAGE

Run = Callable[..., Result]
HEADS: list[Any] = ["姓名", "身份证号", "村"]


@pytest.fixture
def run(office: OfficeInTest, tmp_path: Path) -> Run:
    """Runs the command over a ledger of these rows."""

    def runner(rows: list[list[Any]], *options: str) -> Result:
        file = tmp_path / "ledger.xlsx"
        file.write_bytes(messy.workbook([HEADS, *rows]))
        found = office.app.test_cli_runner().invoke(args=["import-ledger", str(file), *options])
        assert found.exception is None or isinstance(found.exception, SystemExit)
        return found

    return runner


def stored(office: OfficeInTest) -> list[str]:
    with office.databases.working():
        return [str(elder.name) for elder in Elder.select().order_by(Elder.id)]


GOOD = ["王秀英", messy.id_number(), "测试村"]


def test_a_ledger_comes_in_and_the_rules_are_asked(office: OfficeInTest, run: Run) -> None:
    result = run([GOOD])
    assert result.exit_code == 0
    assert "已导入。" in result.stdout
    assert stored(office) == ["王秀英"]
    with office.databases.working():
        assert Elder.get().computed_on is not None


def test_a_dry_run_stores_nothing(office: OfficeInTest, run: Run) -> None:
    result = run([GOOD], "--dry-run")
    assert result.exit_code == 0
    assert stored(office) == []


def test_a_wrong_row_is_told_by_its_cell_and_nothing_comes_in(
    office: OfficeInTest, run: Run
) -> None:
    wrong = messy.id_number(sequence=44)[:-1] + "Q"
    result = run([GOOD, ["李桂花", wrong, "测试村"]])
    assert result.exit_code == 1
    assert "B3" in result.stderr
    assert "有 1 行有错，一行也没有导入。" in result.stderr
    assert stored(office) == []


def test_nobodys_name_or_number_is_printed(run: Run) -> None:
    wrong = messy.id_number(sequence=44)[:-1] + "Q"
    for rows in ([GOOD], [GOOD, ["李桂花", wrong, "测试村"]]):
        result = run(rows)
        for private in ("王秀英", "李桂花", messy.id_number(), wrong):
            assert private not in result.output


def test_who_names_no_village_lives_in_the_one_that_is_said(office: OfficeInTest, run: Run) -> None:
    run([["王秀英", messy.id_number(), None]], "--area", TOWN, "--village", VILLAGE)
    with office.databases.working():
        assert Elder.get().area_code == VILLAGE


def test_progress_is_told_in_plain_lines(run: Run) -> None:
    rows = [[f"王{chr(0x4E00 + n)}", None, "测试村"] for n in range(3)]
    assert "3 / 3" in run(rows).stdout


def test_a_file_that_is_no_ledger_is_refused_in_one_line(
    office: OfficeInTest, tmp_path: Path
) -> None:
    file = tmp_path / "picture.xlsx"
    file.write_bytes(b"GIF89a")
    result = office.app.test_cli_runner().invoke(args=["import-ledger", str(file)])
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
