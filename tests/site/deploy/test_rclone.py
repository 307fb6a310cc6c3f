"""One process of rclone takes many orders, tells what failed, and never outlives its master."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from pages.deploy.rclone import Rclone, RcloneRefused


@pytest.fixture
def rclone(tmp_path: Path) -> Iterator[Rclone]:
    kind = {"RCLONE_CONFIG_TARGET_TYPE": "alias", "RCLONE_CONFIG_TARGET_REMOTE": str(tmp_path)}
    made = Rclone({**os.environ, **kind})
    yield made
    made.close()


def running(word: str) -> list[str]:
    """The processes in whose command line the word stands."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            found += [path.parent.name] if word in path.read_text() else []
    return found


def test_many_orders_are_one_process(rclone: Rclone, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_text(name)
        rclone.ask("operations/deletefile", fs="target:", remote=name)
    assert list(tmp_path.iterdir()) == []
    assert rclone.ask("core/pid")["pid"] == rclone.ask("core/pid")["pid"]


def test_what_is_missing_is_told_from_what_fails(rclone: Rclone) -> None:
    with pytest.raises(RcloneRefused) as missing:
        rclone.ask("operations/list", fs="target:nowhere", remote="")
    with pytest.raises(RcloneRefused) as unknown:
        rclone.ask("operations/list", fs="elsewhere:", remote="")
    assert (missing.value.is_missing, unknown.value.is_missing) == (True, False)


def test_the_log_of_a_long_order_is_handed_over(rclone: Rclone, tmp_path: Path) -> None:
    (tmp_path / "from").mkdir()
    (tmp_path / "from" / "page").write_text("x")
    order = {"srcFs": str(tmp_path / "from"), "dstFs": "target:to"}
    assert "page" in [entry.get("object") for entry in rclone.follow("sync/copy", **order)]


def test_an_rclone_that_died_is_a_refusal_and_no_hanging(rclone: Rclone) -> None:
    os.kill(rclone.ask("core/pid")["pid"], signal.SIGKILL)
    with pytest.raises(RcloneRefused):
        rclone.ask("rc/noop")


def test_nothing_of_it_is_left_behind(rclone: Rclone) -> None:
    rclone.ask("rc/noop")
    folder = rclone._folder
    assert Path(folder).stat().st_mode & 0o077 == 0
    rclone.close()
    assert not Path(folder).exists()
    assert running(folder) == []


MASTER = """
import os
from pages.deploy.rclone import Rclone
rclone = Rclone(os.environ)
print(rclone.ask("core/pid")["pid"], flush=True)
input()
"""


@pytest.mark.skipif(not Path("/proc").exists(), reason="asks Linux for its processes")
def test_it_ends_with_a_master_who_is_killed() -> None:
    command, pipe = [sys.executable, "-c", MASTER], subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as master:
        assert master.stdout is not None
        number = master.stdout.readline().strip()
        assert Path(f"/proc/{number}").exists()
        master.kill()
    for _tick in range(100):
        if not Path(f"/proc/{number}").exists():
            return
        time.sleep(0.1)
    pytest.fail("rclone has outlived its master")
