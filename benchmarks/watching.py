"""How soon a correction is on its page under `build.py --watch`, and what the build after it costs.

    .venv/bin/python -m benchmarks.watching [--corrections N] [SERVICES ...]

A telephone number is corrected as a release does it; the clock runs from then until the file of the
service's page has it. Each correction waits until the build after the one before has ended and the
site is held in memory again; how long that takes is told too. Without search, posters and vCards.
"""

import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import click
import peewee as pw

from benchmarks import province
from benchmarks.builds import correct, ours
from benchmarks.document import write_between
from models import Service, using

HEAD = "| services | corrections | median ms | slowest ms | s until the site stands whole |"
PATIENCE = 300.0
# A process that took less of half a second than this has nothing to do but to look.
IDLE = 0.2


class Watched:
    """A site that is watched; what the watcher says lands in a file."""

    def __init__(self, folder: Path, public: Path) -> None:
        self.output, self._said = folder / "output", folder / "said.txt"
        environment = os.environ | {"SHOUWANG_INSTANCE": str(folder / "instance")}
        with self._said.open("wb") as said:
            self.process = subprocess.Popen(  # noqa: S603 (ours)
                [*ours(public, self.output), "--watch"], env=environment, stdout=said, stderr=said
            )

    def count(self, word: str) -> int:
        """How many lines of what was said begin so."""
        lines = self._said.read_text("utf-8").splitlines()
        return sum(line.startswith(word) for line in lines)

    def wait_for(self, page: Path, text: bytes) -> float:
        """How many seconds it takes until a page has a text."""
        began = time.monotonic()
        while not page.is_file() or text not in page.read_bytes():
            self._go_on(began, 0.001)
        return time.monotonic() - began

    def wait_for_build(self, before: int) -> float:
        """How many seconds it takes until a build has been told, and the process is idle again."""
        began = time.monotonic()
        while self.count("built ") <= before:
            self._go_on(began, 0.02)
        spent = self._spent()
        while True:
            self._go_on(began, 0.5)
            spent, last = self._spent(), spent
            if spent - last < IDLE * 0.5:
                return time.monotonic() - began - 0.5

    def _spent(self) -> float:
        """The processor time of the watcher itself, in seconds."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def _go_on(self, began: float, pause: float) -> None:
        if self.process.poll() is not None or time.monotonic() - began > PATIENCE:
            raise click.ClickException(f"the watcher: {self._said.read_text('utf-8')}")
        time.sleep(pause)


@contextmanager
def watched(folder: Path, public: Path) -> Iterator[Watched]:
    """A site under `--watch` until the end of the block."""
    site = Watched(folder, public)
    try:
        yield site
    finally:
        site.process.send_signal(signal.SIGINT)
        site.process.wait()


@click.command()
@click.option("--corrections", default=9, help="How many; the median is told.")
@click.option("--write/--print", default=False, help="Into docs/benchmarks.md too.")
@click.argument("sizes", nargs=-1, type=int)
def main(corrections: int, write: bool, sizes: tuple[int, ...]) -> None:
    lines = [HEAD, f"|{'---|' * 5}"]
    for size in sizes or (10_000, 100_000):
        with tempfile.TemporaryDirectory() as folder:
            public = Path(folder) / "public.db"
            province.write(public, size)
            with watched(Path(folder), public) as site:
                lines.append(_row(size, _corrected(site, public, corrections)))
    click.echo("\n".join(lines))
    if write:
        write_between("watched", "\n".join(lines))


def _corrected(site: Watched, public: Path, count: int) -> list[tuple[float, float]]:
    """Of each correction: seconds until its page is on disk, and until the site stands whole."""
    site.wait_for_build(0)
    found = []
    for number in range(count):
        page, before = site.output / "services" / _slug(public, number), site.count("built ")
        correct(public, 500 + number, number)
        seen = site.wait_for(page / "index.html", f"0533-111{number:04}".encode())
        found.append((seen, seen + site.wait_for_build(before)))
    if site.count("corrected") != count:
        raise click.ClickException(f"{site.count('corrected')} of {count} were put right at once")
    return found


def _slug(public: Path, number: int) -> str:
    database = pw.SqliteDatabase(str(public))
    with database.connection_context(), using(database):
        found: str = Service.get_by_id(500 + number).slug
    return found


def _row(size: int, found: list[tuple[float, float]]) -> str:
    seen, whole = zip(*found, strict=True)
    shown = f"{median(seen) * 1000:.0f} | {max(seen) * 1000:.0f} | {median(whole):.1f}"
    return f"| {size} | {len(found)} | {shown} |"


if __name__ == "__main__":
    main()
