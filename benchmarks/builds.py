"""Whole builds beside Hugo's, and what a change costs: times, processor time, memory, ratios.

    .venv/bin/python -m benchmarks.builds [--hugo PROGRAM] [--runs N] [SERVICES ...]

Both make the same pages from the same values (`hugo`), by turns, each from a new process; without
search, posters and vCards, which Hugo would not make. Times on a machine that others use too mean
little: the processor time says more. Writes docs/benchmarks.md.
"""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple

import click
import peewee as pw

from benchmarks import hugo, province
from models import Change, Service, using
from pages import ROOT, clock
from pages.builder import read_snapshot
from pages.catalog import Catalog

LEFT = [f"--without={part}" for part in ("search", "posters", "vcards")]
HEAD = "| services | what | s | processor s | MB | ratio s | ratio processor s | ratio MB |"


class Cost(NamedTuple):
    """What one run has taken: on the wall clock, of processors, of memory at its highest."""

    wall: float
    processor: float
    memory: float


@click.command()
@click.option("--hugo", "program", default=shutil.which("hugo"), help="Where Hugo is.")
@click.option("--runs", default=3, help="How often; the medians are told.")
@click.option("--write/--print", default=False, help="Into docs/benchmarks.md too.")
@click.argument("sizes", nargs=-1, type=int)
def main(program: str | None, runs: int, write: bool, sizes: tuple[int, ...]) -> None:
    lines = [HEAD, f"|{'---|' * 8}"]
    for size in sizes or (1_000, 10_000):
        with tempfile.TemporaryDirectory() as folder:
            lines += _rows(Path(folder), size, runs, program)
            click.echo("\n".join(lines))
    if write:
        _write("\n".join(lines))


def _rows(folder: Path, size: int, runs: int, program: str | None) -> list[str]:
    public, site = folder / "public.db", folder / "hugo"
    province.write(public, size)
    if program:
        hugo.write(Catalog(read_snapshot(str(public)), [], clock.today()), site)
    found: dict[str, list[Cost]] = {}
    for run in range(runs):
        for what, cost in _costs(folder, public, program, run):
            found.setdefault(what, []).append(cost)
    middle = {what: Cost(*map(median, zip(*costs, strict=True))) for what, costs in found.items()}
    return [_row(size, what, cost, middle.get("Hugo, cold")) for what, cost in middle.items()]


def _costs(folder: Path, public: Path, program: str | None, run: int) -> list[tuple[str, Cost]]:
    output = folder / f"output-{run}"
    command = [sys.executable, str(ROOT / "build.py"), "--quiet", *LEFT]
    command += [f"--public-db={public}", f"--output={output}"]
    environment = os.environ | {"SHOUWANG_INSTANCE": str(folder / f"instance-{run}")}
    costs = []
    if program:
        to = ["--quiet", f"--destination={folder / f'public-{run}'}"]
        costs.append(("Hugo, cold", measured([program, *to], folder / "hugo", dict(os.environ))))
    costs.append(("cold", measured(command, folder, environment)))
    costs += _floor(public, output, folder / f"floor-{run}")
    costs.append(("nothing changed", measured(command, folder, environment)))
    correct(public, 500 + run, run)
    costs.append(("one service corrected", measured(command, folder, environment)))
    return costs


def _floor(public: Path, output: Path, target: Path) -> list[tuple[str, Cost]]:
    command = [sys.executable, "-m", "benchmarks.floor"]
    writing = [*command, "write", str(output), str(target)]
    reading = [*command, "read", str(public)]
    return [
        ("floor: the same bytes written", measured(writing, ROOT, dict(os.environ))),
        ("floor: all rows hashed", measured(reading, ROOT, dict(os.environ))),
    ]


def correct(public: Path, service: int, number: int) -> None:
    """What a release does of a corrected number."""
    database = pw.SqliteDatabase(str(public))
    with database.connection_context(), using(database), database.atomic():
        phones = [{"number": f"0533-111{number:04}", "label": "值班", "hours": ""}]
        Service.update(phones=phones).where(Service.id == service).execute()
        Change.create(kind="service", key=str(service), at=clock.now())


def measured(command: list[str], folder: Path, environment: dict[str, str]) -> Cost:
    """Run a command to its end."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.monotonic()
    process = subprocess.Popen(  # noqa: S603 (ours)
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    most = [0.0]
    watcher = threading.Thread(target=_watch, args=(process, most))
    watcher.start()
    process.wait()
    wall = time.monotonic() - began
    watcher.join()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    if process.returncode:
        raise click.ClickException(f"{command[0]} failed")
    return Cost(wall, spent, most[0])


def _watch(process: subprocess.Popen[bytes], most: list[float]) -> None:
    while process.poll() is None:
        most[0] = max(most[0], sum(map(_share, _family(process.pid))))
        time.sleep(0.02)


def _family(pid: int) -> list[int]:
    found = [pid]
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                found += _family(int(child))
    except OSError:
        pass
    return found


def _share(pid: int) -> float:
    """The memory of a process in MB; what several share is counted once."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    lines = (line.split() for line in text.splitlines())
    return sum(int(parts[1]) for parts in lines if parts[0] == "Pss:") / 1024


def _row(size: int, what: str, cost: Cost, peer: Cost | None) -> str:
    ratios = [f"{own / theirs:.3f}" for own, theirs in zip(cost, peer, strict=True)] if peer else []
    shown = [f"{cost.wall:.2f}", f"{cost.processor:.2f}", f"{cost.memory:.0f}"]
    return f"| {size} | {what} | {' | '.join([*shown, *(ratios or ['', '', ''])])} |"


def _write(table: str) -> None:
    path = ROOT / "docs" / "benchmarks.md"
    text = path.read_text("utf-8")
    before, mark, rest = text.partition("<!-- measured -->\n")
    _old, end, after = rest.partition("<!-- /measured -->\n")
    path.write_text(f"{before}{mark}\n{table}\n\n{end}{after}", "utf-8")


if __name__ == "__main__":
    main()
