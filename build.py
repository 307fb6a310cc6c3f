"""The build's command line: what is published becomes a folder of plain files.

A script over `pages`; nothing imports it, and it has no rule of its own. It asks first whether the
same command would build the same site, and loads the program only if not.
"""

import os
import sys
import time
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
    from pages.command import command  # noqa: PLC0415 (loads Flask and peewee)

    command(obj=stamp)


if __name__ == "__main__":
    main()
