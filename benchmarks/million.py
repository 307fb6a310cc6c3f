"""A site of a million services: time, memory and bytes of a first build, and of one correction.

    .venv/bin/python -m benchmarks.million [SERVICES]

Without search, posters and vCards. A page lies in a folder of its own, so a million of them need
about 16 GB and two million entries of the file system; without these it says so and does nothing.
Without a number it makes a site of twenty thousand, to see that it works.
"""

import os
import shutil
import tempfile
from pathlib import Path

import click

from benchmarks import province
from benchmarks.builds import Cost, correct, measured, ours

TRIAL = 20_000
BYTES, ENTRIES = 20_000, 2.2


@click.command()
@click.argument("services", default=TRIAL)
def main(services: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        _refuse_small(Path(folder), services)
        public, output = Path(folder) / "public.db", Path(folder) / "output"
        province.write(public, services)
        command = ours(public, output)
        environment = os.environ | {"SHOUWANG_INSTANCE": f"{folder}/instance"}
        _say(services, "first build", measured(command, Path(folder), environment))
        sizes = [path.stat().st_size for path in output.rglob("*") if path.is_file()]
        click.echo(f"{services}: {len(sizes)} files, {sum(sizes)} bytes")
        correct(public, 501, 1)
        _say(services, "one service corrected", measured(command, Path(folder), environment))


def _refuse_small(folder: Path, services: int) -> None:
    """See that there is room.

    :raises click.ClickException: there is not; it says what is needed.
    """
    free, state = shutil.disk_usage(folder).free, os.statvfs(folder)
    if free < services * BYTES:
        raise click.ClickException(f"{services * BYTES >> 30} GB are needed, {free >> 30} are free")
    # Some file systems count no entries.
    if state.f_files and state.f_favail < services * ENTRIES:
        needed = int(services * ENTRIES)
        raise click.ClickException(f"{needed} files are needed, {state.f_favail} can be made")


def _say(services: int, what: str, cost: Cost) -> None:
    spent = f"{cost.wall:.1f} s, {cost.processor:.1f} processor s, {cost.memory:.0f} MB"
    click.echo(f"{services}, {what}: {spent}")


if __name__ == "__main__":
    main()
