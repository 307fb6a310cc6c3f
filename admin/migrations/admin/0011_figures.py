"""The working rows of figures stand in the same table as the published ones."""

import runpy
from pathlib import Path
from typing import Any

import peewee as pw

PUBLIC = Path(__file__).parents[1] / "public" / "0002_figures.py"


def up(migrator: Any, db: pw.Database) -> None:
    runpy.run_path(str(PUBLIC))["up"](migrator, db)
