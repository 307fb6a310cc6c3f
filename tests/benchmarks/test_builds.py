"""Who runs how often, and what of a table stays when some of it is measured anew."""

from benchmarks.builds import HEAD, RULE, in_turn, renewed
from benchmarks.generators import PEERS

OLD = ["", HEAD, RULE, "| 1000 | cold | 1 |", "| 100000 | cold | 9 |", "| 100000 | Hugo | 8 |"]


def test_what_is_slow_runs_once_with_many_services() -> None:
    peers = [PEERS["hugo"], PEERS["frozen"]]
    assert in_turn(peers, 10_000, 0) == in_turn(peers, 1_000, 1) == peers
    assert in_turn(peers, 10_000, 1) == peers[:1]


def test_sizes_that_were_not_measured_keep_their_rows() -> None:
    rows = ["| 10000 | cold | 4 |", "| 1000 | cold | 2 |"]
    assert renewed(OLD, rows) == [rows[1], rows[0], *OLD[4:]]
