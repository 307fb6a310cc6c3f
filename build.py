"""The build's command line: what is published becomes a folder of plain files.

A script over `pages`; nothing imports it, and it has no rule of its own. It asks first whether the
same command would build the same site, and loads the program only if not.
"""

import atexit
import gc
import os
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from pages import ROOT
from pages.clock import today
from pages.stamp import Stamp


def main() -> None:
    """Build the public site from the public database and the articles."""
    began = time.monotonic()
    instance = Path(os.environ.get("SHOUWANG_INSTANCE") or ROOT / "instance")
    stamp = Stamp(instance / "manifests", sys.argv[1:])
    said = stamp.standing(today().isoformat())
    if said is not None:
        sys.stdout.write(f"{said} in {time.monotonic() - began:.1f} s\n")
        return
    if "--watch" not in sys.argv:
        # What is made is many values, no circles, and gone with the process.
        gc.disable()
    _spare_driver([*sys.argv, os.environ.get("SHOUWANG_PUBLIC_DATABASE", "")])
    from pages.command import command  # noqa: PLC0415 (loads Flask and peewee)

    try:
        command(obj=stamp)
    except SystemExit as ended:
        _leave(ended.code if isinstance(ended.code, int) else 1)


def _spare_driver(words: Iterable[str]) -> None:
    """Where no word names a server, keep peewee from loading what it speaks to one with.

    That is a fifth of all that a build loads, wherever it is installed.
    """
    if not any("://" in word and "postgres" in word for word in words):
        sys.modules.setdefault("psycopg", None)  # type: ignore[arg-type]


def _leave(status: int) -> None:
    """End without letting go of every row first, which takes as long as making many pages."""
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


if __name__ == "__main__":
    main()
