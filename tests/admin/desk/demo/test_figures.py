"""The demonstration's figures add up, and show no small number."""

from datetime import date, datetime

from admin.databases import Databases
from admin.desk import demo
from models import Figure


def test_every_number_is_large_and_the_sums_are_right(
    databases: Databases, now: datetime, today: date
) -> None:
    demo.load(databases, services=5, seed=1, divisions=None, now=now, today=today)
    with databases.publishing():
        (table,) = Figure.get().tables
    *towns, district = [row["cells"] for row in table["rows"]]
    assert [sum(column) for column in zip(*towns, strict=True)] == district
    assert all(sum(line[:-1]) == line[-1] and min(line) >= 20 for line in (*towns, district))
