"""The four faults of the order as figures."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin.registry.supervision.faults import FAULTS, INDICATORS, Counts, found, measure

CLEAN = Counts(
    elders=100,
    before=100,
    incidents=10,
    visits=100,
    served=100,
    logs=100,
    alarming=5,
    first=10,
    timed=100,
    searched_villages=5,
)
# One count that makes each indicator a fault in a place of a hundred elders.
BAD = {
    "unverified": {"unverified": 11},
    "incomplete": {"incomplete": 11},
    "doubles": {"doubles": 2},
    "jump": {"before": 70},
    "empty": {"empty_villages": 1},
    "platform": {"platform": 90},
    "unassessed": {"unassessed": 6},
    "untended": {"untended": 1},
    "unplanned": {"unplanned": 2},
    "clear_villages": {"clear_villages": 1},
    "uniform": {"uniform": 51},
    "hasty": {"hasty": 21},
    "late_answers": {"late_answers": 1},
    "late_closings": {"late_closings": 1},
    "untold": {"untold": 1},
    "copied": {"copied": 11},
    "month_end": {"month_end": 51},
    "hurried": {"hurried": 3},
    "always_normal": {"always_normal": 51},
    "unheard": {"unheard": 51},
    "bare_logs": {"bare_logs": 21},
}


def value(counts: Counts, name: str) -> float | None:
    return next(m.value for m in measure(counts) if m.indicator.name == name)


def test_a_place_without_faults_has_none() -> None:
    assert found(CLEAN) == dict.fromkeys(FAULTS, 0)


def test_every_indicator_has_a_bad_case() -> None:
    assert BAD.keys() == {indicator.name for indicator in INDICATORS}


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda i: i.name)
def test_each_indicator_tells_of_its_own_fault_alone(indicator: object) -> None:
    name = indicator.name  # type: ignore[attr-defined]
    bad = [m.indicator.name for m in measure(replace(CLEAN, **BAD[name])) if m.is_fault]
    assert bad == [name]


def test_where_nothing_was_to_be_done_nothing_is_praised() -> None:
    empty = Counts()
    assert value(empty, "late_answers") is None
    assert not any(found(empty).values())


def test_a_platform_that_nobody_asked_makes_no_gap() -> None:
    assert value(CLEAN, "platform") is None


COUNTS = st.builds(
    Counts, elders=st.integers(0, 99), visits=st.integers(0, 99), copied=st.integers(0, 99)
)


@given(COUNTS, COUNTS, COUNTS)
def test_places_add_up_in_any_order(a: Counts, b: Counts, c: Counts) -> None:
    assert (a + b) + c == c + (b + a)
