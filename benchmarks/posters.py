"""What the sheets of paper cost a build: seconds, and bytes a file. Prints two tables.

    .venv/bin/python -m benchmarks.posters

Builds the demonstration in a temporary folder: with nothing kept, again, after a correction in one
village, and after one on another day, which changes the date on every sheet. Seconds of processor
are of one process and its typesetter; they hold on a machine that others use too.
"""

import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import click

ROOT = Path(__file__).resolve().parents[1]
CORRECTED = "UPDATE contact_point SET duty = '有事打' WHERE area_id = '370303101201'"
ANOTHER_DAY = "UPDATE change SET at = '2027-01-02 04:00:00'"
KINDS = {"notice": "posters/*[0-9].pdf", "card": "posters/*-card.pdf", "booklet": "print/*.pdf"}


def main() -> None:
    """Print the tables."""
    with tempfile.TemporaryDirectory() as folder:
        instance, site = Path(folder) / "instance", Path(folder) / "site"
        os.environ["SHOUWANG_INSTANCE"] = str(instance)
        for command in ("init", "demo-data"):
            run("-m", "flask", "--app", "admin", command)
        click.echo(f"{'build':34} {'processor':>10} {'sheets set':>11} {'files written':>14}")
        for line in builds(instance, site):
            click.echo(line)
        click.echo(f"\n{'file':34} {'count':>10} {'median KB':>11} {'largest KB':>14}")
        for kind, pattern in KINDS.items():
            sizes = [path.stat().st_size / 1000 for path in site.glob(pattern)]
            click.echo(f"{kind:34} {len(sizes):>10} {median(sizes):>11.0f} {max(sizes):>14.0f}")


def builds(instance: Path, site: Path) -> Iterator[str]:
    """One build after another, each with what it cost."""
    known: set[str] = set()
    for name, change in {
        "nothing kept": "",
        "again": "",
        "a correction in one village": CORRECTED,
        "a correction on another day": ANOTHER_DAY,
    }.items():
        if change:
            with sqlite3.connect(instance / "public.db") as database:
                database.execute(change)
        before = used()
        said = run("build.py", f"--output={site}", "--jobs=1", "--quiet")
        kept = {path.name for path in instance.glob("manifests/*-posters/kept/*")}
        written = said.split("pages, ")[1].split(" written")[0]
        yield f"{name:34} {used() - before:>8.1f} s {len(kept - known):>11} {written:>14}"
        known = kept


def run(*arguments: str) -> str:
    """A command of the house, and what it said."""
    command = [sys.executable, *arguments]
    done = subprocess.run(  # noqa: S603 (our own scripts)
        command, cwd=ROOT, check=True, capture_output=True, text=True
    )
    return done.stdout


def used() -> float:
    """Seconds of processor that ended commands have used."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    main()
