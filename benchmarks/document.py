"""The tables of docs/benchmarks.md, each between two marks; what stands around them stays."""

from pages import ROOT


def write_between(mark: str, table: str) -> None:
    """Put a table into docs/benchmarks.md, between the two lines of this mark."""
    path = ROOT / "docs" / "benchmarks.md"
    begins, ends = f"<!-- {mark} -->\n", f"<!-- /{mark} -->\n"
    before, begin, rest = path.read_text("utf-8").partition(begins)
    _old, end, after = rest.partition(ends)
    path.write_text(f"{before}{begin}\n{table}\n\n{end}{after}", "utf-8")
