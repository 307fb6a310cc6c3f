"""How far a build is, for a person at a terminal, for a log, and for nobody."""

import sys

import pytest

from pages import progress


def lines(capsys: pytest.CaptureFixture[str], total: int, quiet: bool = False) -> list[str]:
    """What is said on standard error while `total` files are written."""
    with progress.shown(quiet) as tell:
        for done in range(1, total + 1):
            tell(done, total)
    said = capsys.readouterr()
    assert not said.out
    return said.err.splitlines()


def test_a_log_gets_a_line_every_tenth(capsys: pytest.CaptureFixture[str]) -> None:
    assert lines(capsys, 50) == [f"{done} of 50 files" for done in range(5, 51, 5)]


def test_a_few_files_are_said_one_by_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert lines(capsys, 2) == ["1 of 2 files", "2 of 2 files"]


def test_nothing_is_said_when_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    assert lines(capsys, 50, quiet=True) == []


def test_a_terminal_gets_a_bar(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    assert "100%" in " ".join(lines(capsys, 50))
