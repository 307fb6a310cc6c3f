"""The build's command line: its last line, its exit codes, and that it never needs the office."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import peewee as pw
import pytest

from tests import factories

ROOT = Path(__file__).resolve().parents[1]
Run = Callable[..., subprocess.CompletedProcess[str]]
WITHOUT_OFFICE = """
import runpy, sys
sys.modules["admin"] = None
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


@pytest.fixture
def run(tmp_path: Path, public_path: Path) -> Run:
    """Run build.py in a folder of its own, where there is no admin database."""

    def run(*arguments: str, prefix: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, *prefix, str(ROOT / "build.py"), *arguments]
        environment = {
            **os.environ,
            "SHOUWANG_INSTANCE": str(tmp_path / "instance"),
            "SHOUWANG_PUBLIC_DATABASE": str(public_path),
        }
        return subprocess.run(
            command, capture_output=True, text=True, env=environment, cwd=tmp_path, check=False
        )

    return run


@pytest.fixture
def output(tmp_path: Path) -> str:
    return f"--output={tmp_path / 'output'}"


@pytest.mark.usefixtures("public_database")
def test_the_last_line_counts_pages(run: Run, output: str) -> None:
    factories.service()
    done = run(output)
    assert done.returncode == 0
    assert re.fullmatch(r"built \d+ pages, \d+ written, 0 removed in [\d.]+ s\n", done.stdout)


@pytest.mark.usefixtures("public_database")
def test_it_builds_where_the_office_cannot_be_imported(run: Run, output: str) -> None:
    factories.service()
    done = run(output, prefix=("-c", WITHOUT_OFFICE))
    assert done.returncode == 0, done.stderr


@pytest.mark.usefixtures("public_database")
def test_importing_the_office_there_would_fail(tmp_path: Path) -> None:
    (tmp_path / "planted.py").write_text("import admin\n")
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_OFFICE, str(tmp_path / "planted.py")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "ModuleNotFoundError" in done.stderr


def test_a_missing_public_database_is_one_line_and_exit_1(run: Run, output: str) -> None:
    done = run(output)
    assert done.returncode == 1
    assert done.stderr.startswith("Error: 找不到公开数据库")
    assert done.stderr.count("\n") == 1


@pytest.mark.usefixtures("public_database")
def test_a_folder_with_other_things_is_exit_1(run: Run, tmp_path: Path) -> None:
    (tmp_path / "desktop").mkdir()
    (tmp_path / "desktop" / "thesis.docx").touch()
    done = run(f"--output={tmp_path / 'desktop'}")
    assert done.returncode == 1
    assert "thesis.docx" in done.stderr


@pytest.mark.usefixtures("public_database")
def test_a_folder_of_articles_that_is_not_there_is_one_line_and_exit_1(
    run: Run, output: str
) -> None:
    done = run(output, "--content=nowhere")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "nowhere" in done.stderr


def test_a_server_s_password_is_not_repeated(run: Run, output: str) -> None:
    done = run(output, "--public-db=postgresql://u:hunter2@h")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "hunter2" not in done.stderr


def test_a_damaged_row_is_one_line_and_exit_1(
    run: Run, output: str, public_database: pw.Database
) -> None:
    factories.service()
    public_database.execute_sql("UPDATE service SET phones = '[{'")
    done = run(output)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)


@pytest.mark.parametrize(
    "address",
    [
        "foo",
        "//example.org/",
        "ftp://example.org/",
        "https://",
        "https:///care/",
        "javascript:x",
        "https://example.org/?care",
        "https://example.org/#care",
        "https://example.org/a b",
    ],
)
def test_a_public_address_that_is_none_is_exit_2(run: Run, output: str, address: str) -> None:
    assert run(output, f"--base-url={address}").returncode == 2


@pytest.mark.usefixtures("public_database")
@pytest.mark.parametrize("address", ["http://h", "https://example.org:8443/care/site"])
def test_a_public_address_may_have_a_port_and_a_path(run: Run, output: str, address: str) -> None:
    assert run(output, f"--base-url={address}").returncode == 0


@pytest.mark.usefixtures("public_database")
def test_a_log_hears_how_far_it_is_and_a_script_does_not(run: Run, output: str) -> None:
    loud, quiet = run(output), run(output, "--quiet")
    assert "of" in loud.stderr.splitlines()[0]
    assert quiet.stderr == ""
    assert loud.stdout.count("\n") == quiet.stdout.count("\n") == 1


@pytest.mark.parametrize("jobs", ["0", "-1", "many"])
def test_a_number_of_jobs_that_is_none_is_exit_2(run: Run, output: str, jobs: str) -> None:
    assert run(output, f"--jobs={jobs}").returncode == 2


def test_an_unknown_option_is_exit_2(run: Run) -> None:
    assert run("--colour=red").returncode == 2


def test_help_explains_every_option(run: Run) -> None:
    text = run("--help").stdout
    for option in ["public-db", "output", "content", "base-url", "jobs", "full", "quiet"]:
        assert f"--{option}" in text


@pytest.mark.usefixtures("public_database")
@pytest.mark.parametrize(
    ("options", "said", "expected"),
    [((), None, False), (("--precompress",), None, True), ((), "yes", True), ((), "no", False)],
)
def test_compressed_copies_are_an_option_or_a_setting(
    run: Run, output: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    options: tuple[str, ...], said: str | None, expected: bool,
) -> None:  # fmt: skip
    factories.service()
    if said is not None:
        monkeypatch.setenv("SHOUWANG_PRECOMPRESS", said)
    done = run(output, "--without=posters", *options)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "output" / "index.html.br").exists() is expected
