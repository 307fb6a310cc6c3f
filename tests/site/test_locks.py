"""A lock is one process's at a time, and nobody's once that has ended."""

import signal
import subprocess
import sys
from pathlib import Path

from pages.locks import held

HOLDER = """
import sys, time
from pathlib import Path
from pages.locks import held
with held(Path(sys.argv[1])) as ours:
    print(ours, flush=True)
    time.sleep(60)
"""


def test_one_process_has_it_until_it_ends_however_it_ends(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "lock"
    command = [sys.executable, "-c", HOLDER, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "True\n"
        with held(path) as ours:
            assert not ours
        holder.send_signal(signal.SIGKILL)
    with held(path) as ours:
        assert ours


def test_it_is_free_again_after_its_block(tmp_path: Path) -> None:
    for _number in range(2):
        with held(tmp_path / "lock") as ours:
            assert ours
