"""The floor below every build: its bytes written by a plain loop, its rows read and only hashed.

    .venv/bin/python -m benchmarks.floor write FINISHED OUTPUT
    .venv/bin/python -m benchmarks.floor read DATABASE

Renders nothing and compares nothing. The loop reads each file of a finished build before it writes
it, so the floor is a little higher than that of a program with all bytes in its hands.
"""

import hashlib
import sqlite3
import sys
from contextlib import closing
from pathlib import Path


def write(finished: Path, output: Path) -> int:
    """Write the files of a finished build into another folder; how many bytes they are."""
    total = 0
    for source in finished.rglob("*"):
        if source.is_file():
            target = output / source.relative_to(finished)
            target.parent.mkdir(parents=True, exist_ok=True)
            total += target.write_bytes(source.read_bytes())
    return total


def read(database: Path) -> str:
    """The digest of all rows of all tables."""
    digest = hashlib.blake2b()
    with closing(sqlite3.connect(database)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1")
        for (name,) in names.fetchall():
            for row in connection.execute(f'SELECT * FROM "{name}"'):  # noqa: S608 (its own names)
                digest.update(repr(row).encode())
    return digest.hexdigest()


if __name__ == "__main__" and sys.argv[1:]:
    given = [Path(word) for word in sys.argv[2:]]
    print(write(*given) if sys.argv[1] == "write" else read(*given))  # noqa: T201
