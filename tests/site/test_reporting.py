"""A report says what a build has done, in lines for a person and in JSON for a program."""

import json
from dataclasses import replace

import pytest

from pages.builder import Built
from pages.manifest import Installed
from pages.reporting import as_json, as_text

BUILT = Built(
    pages=7,
    installed=Installed(written=3, removed=1, notes=["a page was edited by hand"]),
    looked_at=5,
    kinds={"services": 4, ".": 5},
    size=1_234,
    files=9,
    slowest=[(0.25, "services/a/index.html"), (0.125, "index.html")],
)


def test_a_program_reads_every_number() -> None:
    assert json.loads(as_json(BUILT, 1.5)) == {
        "pages": 7, "files": 9, "kinds": {"services": 4, ".": 5}, "bytes": 1_234,
        "written": 3, "skipped": 6, "removed": 1, "looked at": 5, "seconds": 1.5,
        "slowest": [
            {"file": "services/a/index.html", "seconds": 0.25},
            {"file": "index.html", "seconds": 0.125},
        ],
        "notes": ["a page was edited by hand"], "compressed copies": 0, "bytes of copies": 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    "line",
    ["pages: 7", "skipped: 6", "kinds:", "  services: 4", "  0.25 s services/a/index.html",
     "notes:", "  a page was edited by hand"],
)  # fmt: skip
def test_a_person_reads_the_same_in_lines(line: str) -> None:
    assert line in as_text(BUILT, 1.5).splitlines()


def test_what_there_is_none_of_is_not_named() -> None:
    text = as_text(replace(BUILT, installed=Installed(), slowest=[]), 1.5)
    assert "notes" not in text
    assert "slowest" not in text
