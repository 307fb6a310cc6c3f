"""Makes the pages of `rows.json` by Pelican's own environment of templates and its writer."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.generators import Generator

from .index import Index

PAGES = {
    "service": "services/{slug}/index.html",
    "area": "areas/{code}/index.html",
    "category": "categories/{slug}/index.html",
}


class RecordsGenerator(Generator):
    """A page of each service, place and category."""

    def generate_context(self) -> None:
        """Read the rows and build what templates ask."""
        self.rows = json.loads(Path(self.settings["RECORDS"]).read_text("utf-8"))
        self.env.globals["index"] = Index(self.rows, datetime.now().astimezone().date())

    def generate_output(self, writer: Any) -> None:
        """Write the pages."""
        for kind, path in PAGES.items():
            template = self.get_template(kind)
            for row in self.rows[kind]:
                writer.write_file(path.format_map(row), template, self.context, row=row)


def _generator(_pelican: Any) -> type[RecordsGenerator]:
    return RecordsGenerator


def register() -> None:
    """What Pelican calls."""
    signals.get_generators.connect(_generator)
