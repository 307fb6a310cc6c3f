"""The working rows of the published things stand in the same tables as the published ones."""

import runpy
from pathlib import Path
from typing import Any

import peewee as pw

PUBLIC = Path(__file__).parents[1] / "public" / Path(__file__).name


def up(migrator: Any, db: pw.Database) -> None:
    runpy.run_path(str(PUBLIC))["up"](migrator, db)
