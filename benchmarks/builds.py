"""Whole builds beside other generators', and what a change costs: times, memory, ratios.

    .venv/bin/python -m benchmarks.builds [--peers hugo,frozen] [--runs N] [--write] [SERVICES ...]

All make the same pages of services, places and categories from the same rows (`generators`), by
turns, each from a new process; without search, posters and vCards, which they would not make. Says
of each peer how many pages have another text than ours. Times on a machine that others use too
mean little: the processor time says more. What is slow runs once with many services. Writes
docs/benchmarks.md.
"""

import os
import resource
import shlex
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

from benchmarks import province
from benchmarks.document import lines_between, write_between
from benchmarks.generators import Peer, compared, found, pages
from models import Change, Service, using
from pages import ROOT, clock
from pages.builder import read_snapshot
from pages.catalog import Catalog

LEFT = [f"--without={part}" for part in ("search", "posters", "vcards")]
ALL = "hugo,hugo-files,eleventy,pelican,frozen"
MANY = 10_000
# Between two looks at the memory: so many times as long as one takes.
LOOKS = 30
HEAD = "| services | what | s | processor s | MB | ratio s | ratio processor s | ratio MB |"
RULE = f"|{'---|' * 8}"


class Cost(NamedTuple):
    """What one run has taken: on the wall clock, of processors, of memory at its highest."""

    wall: float
    processor: float
    memory: float


@click.command()
@click.option("--hugo", "program", default=shutil.which("hugo"), help="Where Hugo is.")
@click.option("--peers", "names", default=ALL, help="With whom to compare.")
@click.option("--runs", default=3, help="How often; the medians are told.")
@click.option("--write/--print", default=False, help="Into docs/benchmarks.md too.")
@click.argument("sizes", nargs=-1, type=int)
def main(program: str | None, names: str, runs: int, write: bool, sizes: tuple[int, ...]) -> None:
    rows: list[str] = []
    peers = found(names.split(","), program)
    click.echo(f"peers: {', '.join(peers) or 'none'}")
    for name in [name for name in names.split(",") if name not in peers]:
        click.echo(f"{name} is left out: it is not known or cannot be installed here")
    for size in sizes or (1_000, MANY, 100_000):
        with tempfile.TemporaryDirectory() as folder:
            rows += _rows(Path(folder), size, runs, [*peers.values()])
            click.echo("\n".join([HEAD, RULE, *rows]))
    if write:
        kept = renewed(lines_between("measured"), rows)
        write_between("measured", "\n".join([HEAD, RULE, *kept]))


def _rows(folder: Path, size: int, runs: int, known: list[Peer]) -> list[str]:
    peers = [peer for peer in known if size <= peer.most]
    public = folder / "public.db"
    province.write(public, size)
    catalog = Catalog(read_snapshot(str(public)), [], clock.today())
    for peer in peers:
        peer.write(catalog, folder / peer.name)
    found: dict[str, list[Cost]] = {}
    for run in range(runs):
        for what, cost in _costs(folder, public, in_turn(peers, size, run), run):
            found.setdefault(what, []).append(cost)
        _clear(folder, run)
    middle = {what: Cost(*map(median, zip(*costs, strict=True))) for what, costs in found.items()}
    return [_row(size, what, cost, middle.get("Hugo, cold")) for what, cost in middle.items()]


def _clear(folder: Path, run: int) -> None:
    """What one run has made; a file system in memory has no room for that of several."""
    for made in folder.glob(f"*-{run}"):
        shutil.rmtree(made)


def in_turn(peers: list[Peer], size: int, run: int) -> list[Peer]:
    """Those that run this time: of many services what is slow is made once."""
    return [peer for peer in peers if not run or size < MANY or not peer.is_slow]


def _costs(folder: Path, public: Path, peers: list[Peer], run: int) -> list[tuple[str, Cost]]:
    output, costs = folder / f"output-{run}", []
    command = ours(public, output)
    environment = os.environ | {"SHOUWANG_INSTANCE": str(folder / f"instance-{run}")}
    for peer in peers:
        theirs = peer.command(peer.program, public, folder / peer.name, _output(folder, peer, run))
        costs.append((peer.name, measured(theirs, ROOT, dict(os.environ))))
    costs.append(("cold", measured(command, folder, environment)))
    costs += _floor(public, output, folder / f"floor-{run}")
    costs.append(("nothing changed", measured(command, folder, environment)))
    if not run:
        _compare(folder, output, peers)
    correct(public, 500 + run, run)
    costs.append(("one service corrected", measured(command, folder, environment)))
    return costs


def _output(folder: Path, peer: Peer, run: int) -> Path:
    return folder / f"{peer.name}-{run}"


def _compare(folder: Path, ours: Path, peers: list[Peer]) -> None:
    """Say how many pages each one made, of how many bytes, and how many say something else."""
    click.echo(f"ours: {_extent(ours)}")
    for peer in peers:
        theirs = _output(folder, peer, 0)
        read, others = compared(ours, theirs)
        said = f", as {', '.join(others[:3])}" if others else ""
        click.echo(f"{peer.name}: {_extent(theirs)}; {len(others)} of {read} of other text{said}")


def _extent(output: Path) -> str:
    made = pages(output)
    return f"{len(made)} pages, {sum(page.stat().st_size for page in made)} bytes"


def _floor(public: Path, output: Path, target: Path) -> list[tuple[str, Cost]]:
    command = [sys.executable, "-m", "benchmarks.floor"]
    writing = [*command, "write", str(output), str(target)]
    reading = [*command, "read", str(public)]
    return [
        ("floor: the same bytes written", measured(writing, ROOT, dict(os.environ))),
        ("floor: all rows hashed", measured(reading, ROOT, dict(os.environ))),
    ]


def ours(public: Path, output: Path) -> list[str]:
    """The command of our own build, of what the others make too."""
    command = [sys.executable, str(ROOT / "build.py"), "--quiet", *LEFT]
    return [*command, f"--public-db={public}", f"--output={output}"]


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
        raise click.ClickException(f"{shlex.join(command)} failed")
    return Cost(wall, spent, most[0])


def _watch(process: subprocess.Popen[bytes], most: list[float]) -> None:
    while process.poll() is None:
        began = time.monotonic()
        most[0] = max(most[0], sum(map(_share, _family(process.pid))))
        # To look takes the longer the more memory there is, and a core.
        time.sleep(0.02 + LOOKS * (time.monotonic() - began))


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


def renewed(old: list[str], rows: list[str]) -> list[str]:
    """A table's rows with those of the sizes that were measured anew; other sizes keep theirs."""
    sizes = {_size(row) for row in rows}
    kept = [row for row in old if (size := _size(row)) and size not in sizes]
    return sorted([*rows, *kept], key=_size)


def _size(row: str) -> int:
    cell = row.strip("| ").partition(" ")[0]
    return int(cell) if cell.isdigit() else 0


if __name__ == "__main__":
    main()
