"""The tables of docs/benchmarks.md, each between two marks; what stands around them stays."""

from pages import ROOT

DOCUMENT = ROOT / "docs" / "benchmarks.md"


def write_between(mark: str, table: str) -> None:
    """Put a table into docs/benchmarks.md, between the two lines of this mark."""
    before, _old, after = _parts(mark)
    DOCUMENT.write_text(f"{before}<!-- {mark} -->\n\n{table}\n\n<!-- /{mark} -->\n{after}", "utf-8")


def lines_between(mark: str) -> list[str]:
    """What stands there between the two lines of this mark."""
    return _parts(mark)[1].splitlines()


def _parts(mark: str) -> tuple[str, str, str]:
    before, _begin, rest = DOCUMENT.read_text("utf-8").partition(f"<!-- {mark} -->\n")
    old, _end, after = rest.partition(f"<!-- /{mark} -->\n")
    return before, old, after
