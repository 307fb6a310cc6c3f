"""Who could help whom, and when a companion needs help.

Duties of the order: A2 13.
"""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin.registry.care.matching import (
    KINDS,
    LIMITS,
    Companion,
    Wish,
    age_on,
    hints,
    is_full,
    needs_repair,
)

TODAY = date(2026, 11, 24)
VILLAGE, OTHER = "370303101201", "370303101202"
MEMBER = Companion("a", "association_member", VILLAGE, born_on=date(1960, 1, 1))


def test_a_companion_of_the_same_village_comes_first() -> None:
    far = Companion("b", "volunteer", OTHER)
    found = hints(Wish(VILLAGE), [far, MEMBER], TODAY)
    assert [hint.companion.key for hint in found] == ["a", "b"]


def test_the_same_group_of_another_village_is_another_group() -> None:
    far = Companion("b", "volunteer", OTHER, group="3组")
    assert "same_group" not in hints(Wish(VILLAGE, group="3组"), [far], TODAY)[0].reasons


def test_who_is_full_is_not_asked() -> None:
    full = replace(MEMBER, load=LIMITS["association_member"])
    assert is_full(full)
    assert hints(Wish(VILLAGE), [full], TODAY) == []


def test_a_member_who_became_weak_is_on_the_list_and_not_asked() -> None:
    weak = replace(MEMBER, is_fit=False)
    assert needs_repair(weak, TODAY)
    assert hints(Wish(VILLAGE), [weak], TODAY) == []


@pytest.mark.parametrize(
    ("born_on", "needs"), [(date(1946, 11, 24), True), (date(1946, 11, 25), False)]
)
def test_a_companion_needs_somebody_else_from_the_eightieth_birthday(
    born_on: date, needs: bool
) -> None:
    assert bool(needs_repair(replace(MEMBER, born_on=born_on), TODAY)) is needs


def test_an_unknown_birthday_is_no_reason() -> None:
    assert needs_repair(replace(MEMBER, born_on=None), TODAY) == ()


@pytest.mark.parametrize(
    ("today", "age"), [(date(2026, 2, 28), 77), (date(2026, 3, 1), 78), (date(2028, 2, 29), 80)]
)
def test_somebody_born_on_the_leap_day_is_a_year_older_in_march(today: date, age: int) -> None:
    assert age_on(date(1948, 2, 29), today) == age


@given(st.lists(st.tuples(st.sampled_from(sorted(KINDS)), st.integers(0, 8)), max_size=8))
def test_nobody_beyond_their_limit_is_ever_hinted(loads: list[tuple[str, int]]) -> None:
    people = [Companion(str(i), kind, VILLAGE, load=n) for i, (kind, n) in enumerate(loads)]
    assert all(h.companion.load < LIMITS[h.companion.kind] for h in hints(Wish(""), people, TODAY))
