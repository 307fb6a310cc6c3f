"""Processes that are forked do their work, can be called off, and outlive nobody."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from pages.forks import Aside, Beside, forked

# A process starts another one that would live for long, says which, and is killed.
ORPHAN = """
import os, signal, time
from pages.forks import {kind}
def work():
    os.write(1, f"{{os.getpid()}}\\n".encode())
    time.sleep(1)
    os.kill(os.getppid(), signal.SIGKILL)
    time.sleep(60)
{kind}(work)
time.sleep(60)
"""


def who(items: Sequence[int]) -> list[tuple[int, int]]:
    time.sleep(0.01)
    return [(item, os.getpid()) for item in items]


def test_several_processes_do_everything_once_and_the_first_works_too() -> None:
    parts = dict(forked(who, range(95), 3, 10))
    assert [item for start in sorted(parts) for item, _pid in parts[start]] == list(range(95))
    pids = {pid for part in parts.values() for _item, pid in part}
    assert os.getpid() in pids
    assert len(pids) > 1


def test_what_fails_in_another_process_fails_here() -> None:
    first = os.getpid()

    def work(items: Sequence[int]) -> list[int]:
        time.sleep(0.02)
        if os.getpid() != first:
            raise LookupError("there")
        return list(items)

    with pytest.raises(LookupError, match="there"):
        list(forked(work, range(200), 2, 10))


def test_a_process_that_the_system_kills_is_noticed() -> None:
    first = os.getpid()

    def work(items: Sequence[int]) -> list[int]:
        time.sleep(0.02)
        if os.getpid() != first:
            os.kill(os.getpid(), signal.SIGKILL)
        return list(items)

    with pytest.raises(BrokenProcessPool):
        list(forked(work, range(200), 2, 10))


def test_a_result_made_beside_is_handed_over() -> None:
    made = Beside(lambda: {"made": 1})
    assert made.result() == {"made": 1}
    made.end()


def test_a_work_beside_that_fails_has_no_result() -> None:
    made = Beside(lambda: int("nothing"))
    assert made.result() is None
    made.end()


@pytest.mark.parametrize("answer", [True, False])
def test_a_work_aside_is_done_and_says_whether_it_succeeded(answer: bool) -> None:
    aside = Aside(lambda: answer)
    wait(lambda: aside.is_done)
    assert aside.succeeded is answer


def test_a_work_aside_that_is_called_off_tidies_up_and_has_not_succeeded(tmp_path: Path) -> None:
    def work() -> bool:
        try:
            (tmp_path / "begun").touch()
            time.sleep(60)
        finally:
            (tmp_path / "tidied").touch()
        return True

    aside = Aside(work)
    wait((tmp_path / "begun").exists)
    assert not aside.is_done
    aside.call_off()
    assert aside.is_done
    assert not aside.succeeded
    assert (tmp_path / "tidied").exists()


def test_what_is_done_already_can_be_called_off() -> None:
    aside = Aside(lambda: True)
    wait(lambda: aside.is_done)
    aside.call_off()
    assert aside.succeeded


@pytest.mark.parametrize("kind", ["Aside", "Beside"])
def test_a_process_ends_with_the_one_that_started_it(kind: str) -> None:
    """Until it has ended, it holds the pipe that is read here to its end."""
    command = [sys.executable, "-c", ORPHAN.format(kind=kind)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == -signal.SIGKILL
    assert len(done.stdout.split()) == 1


def wait(happened: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.01)
