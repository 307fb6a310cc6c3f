"""`build.py deploy`: its last line, its exit codes, and that it never needs the office."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.site.deploy.conftest import FIRST, SECOND, Made, standing
from tests.test_build import WITHOUT_OFFICE

ROOT = Path(__file__).resolve().parents[3]
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(works: Made, tmp_path: Path) -> Run:
    """Run it where the office cannot be imported."""
    made = works()
    made.build(FIRST)
    table = f'[targets.web]\nkind = "folder"\nlinger = 0\npath = "{tmp_path / "www" / "site"}"\n'
    (tmp_path / "instance" / "config.toml").write_text(table)

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", WITHOUT_OFFICE, str(ROOT / "build.py"), *arguments]
        environment = {**os.environ, "SHOUWANG_INSTANCE": str(tmp_path / "instance")}
        return subprocess.run(
            command, capture_output=True, text=True, env=environment, cwd=tmp_path, check=False
        )

    return run


def test_the_last_line_says_what_was_done(run: Run, tmp_path: Path) -> None:
    done = run("deploy", "web", f"--output={tmp_path / 'output'}")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("deployed edition 1 to web: 7 sent (")
    assert standing(tmp_path / "www" / "site") == FIRST


def test_a_dry_run_changes_nothing(run: Run, tmp_path: Path) -> None:
    done = run("deploy", "web", "--dry-run", f"--output={tmp_path / 'output'}")
    assert done.stdout.startswith("would deploy edition 1 to web: 7 sent")
    assert list((tmp_path / "www").iterdir()) == []


def test_an_earlier_edition_comes_back(run: Run, works: Made, tmp_path: Path) -> None:
    output = f"--output={tmp_path / 'output'}"
    run("deploy", "web", output)
    works().build(SECOND)
    run("deploy", "web", output)
    assert run("deploy", "web", "--to", "1", output).returncode == 0
    assert standing(tmp_path / "www" / "site") == FIRST
    assert [line.split()[0] for line in run("editions").stdout.splitlines()] == ["1", "2"]
    assert run("editions").stdout.splitlines()[0].endswith("web")


@pytest.mark.parametrize("arguments", [["nowhere"], ["web", "--to", "9"]])
def test_what_can_be_mended_is_one_line_and_exit_1(run: Run, arguments: list[str]) -> None:
    done = run("deploy", *arguments)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)


@pytest.mark.parametrize("arguments", [[], ["web", "--to", "0"], ["web", "--colour"]])
def test_wrong_usage_is_exit_2(run: Run, arguments: list[str]) -> None:
    assert run("deploy", *arguments).returncode == 2
