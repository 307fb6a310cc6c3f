"""What of a table stays when some of it is measured anew."""

from benchmarks.builds import HEAD, RULE, renewed

OLD = ["", HEAD, RULE, "| 1000 | cold | 1 |", "| 100000 | cold | 9 |", "| 100000 | Hugo | 8 |"]


def test_sizes_that_were_not_measured_keep_their_rows() -> None:
    rows = ["| 10000 | cold | 4 |", "| 1000 | cold | 2 |"]
    assert renewed(OLD, rows) == [rows[1], rows[0], *OLD[4:]]
