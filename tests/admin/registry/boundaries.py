"""The table of border cases in `docs/registry-boundaries.md`."""

import re
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[3]
TABLE = ROOT / "docs" / "registry-boundaries.md"
LINE = re.compile(r"^\| (.+) \| `([\w/.]+)` (test_\w+) \|$", re.MULTILINE)


class Border(NamedTuple):
    """A case, the file of its test, and the test's name."""

    case: str
    file: Path
    test: str


def borders() -> list[Border]:
    """Every case of the table."""
    text = TABLE.read_text(encoding="utf-8")
    return [Border(case, _file(path), test) for case, path, test in LINE.findall(text)]


def _file(path: str) -> Path:
    return ROOT / path if path.startswith("tests/") else Path(__file__).parent / path
