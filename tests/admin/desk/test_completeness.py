"""The six statutory columns, as a function and as a condition that mean the same."""

from typing import Any

import peewee as pw
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from admin.desk import completeness
from models import Service
from tests import factories

WHOLE: dict[str, Any] = {
    "content": "送热饭",
    "audience": ["left_behind"],
    "delivery": "上门",
    "standard": "每日一餐",
    "funder": "区财政",
    "channels": [1],
}


def test_what_has_all_six_lacks_nothing() -> None:
    assert completeness.missing(WHOLE) == []


def test_what_is_missing_comes_in_the_order_of_the_law() -> None:
    fields = WHOLE | {"funder": "", "audience": [], "channels": []}
    assert completeness.missing(fields) == ["audience", "funder", "channels"]


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=st.lists(st.sets(st.sampled_from(list(WHOLE))), min_size=1, max_size=5))
def test_the_condition_is_the_function(public_database: pw.Database, rows: list[set[str]]) -> None:
    Service.delete().execute()
    wanted = set()
    for empty in rows:
        blank = {name: [] if isinstance(WHOLE[name], list) else "" for name in empty}
        row = factories.service(**WHOLE | blank)
        if completeness.missing(row.fields()):
            wanted.add(row.id)
    found = Service.select(Service.id).where(completeness.lacking())
    assert {key for (key,) in found.tuples()} == wanted
