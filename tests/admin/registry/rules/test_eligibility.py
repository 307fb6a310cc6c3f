"""The definition of the order, clause by clause, at its borders."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin.registry.rules import days
from admin.registry.rules.eligibility import (
    CLAUSES,
    Definition,
    Eligibility,
    Facts,
    Kin,
    is_out,
    judge,
)
from tests.factories import VILLAGE

TODAY = date(2026, 11, 24)
AWAY = Kin(name="老大", place_code="31", left_since=date(2020, 2, 1))
OTHER_VILLAGE = "370303101202"


def facts(*kin: Kin, **values: object) -> Facts:
    """Somebody of 76, alone in the village, with one child in Shanghai unless told otherwise."""
    family = kin or (AWAY,)
    made = Facts(VILLAGE, date(1950, 3, 1), True, "alone", len(family), family)
    return replace(made, **values)  # type: ignore[arg-type]


def answer(*kin: Kin, **values: object) -> tuple[str, str]:
    found = judge(facts(*kin, **values), TODAY)
    return found.answer, found.deciding_clause


def test_an_elder_whose_only_child_works_far_away_is_left_behind() -> None:
    assert answer() == ("yes", "")


def test_every_clause_gives_its_evidence() -> None:
    assert [finding.clause for finding in judge(facts(), TODAY).findings] == list(CLAUSES)


@pytest.mark.parametrize(
    ("born_on", "expected"),
    [
        (date(1966, 11, 24), ("yes", "")),
        (date(1966, 11, 25), ("no", "age")),
        (None, ("unknown", "age")),
    ],
)
def test_sixty_is_reached_on_the_birthday(born_on: date | None, expected: tuple[str, str]) -> None:
    assert answer(born_on=born_on) == expected


def test_it_is_said_from_when_somebody_will_be_old_enough() -> None:
    found = judge(facts(born_on=date(1966, 12, 25)), TODAY)
    assert found.qualifies_from == date(2026, 12, 25)


@pytest.mark.parametrize(
    ("left", "today", "expected"),
    [
        (date(2025, 8, 31), date(2026, 2, 27), "no"),
        (date(2025, 8, 31), date(2026, 2, 28), "yes"),
        (date(2027, 8, 31), date(2028, 2, 28), "no"),
        (date(2027, 8, 31), date(2028, 2, 29), "yes"),
        (date(2026, 5, 24), date(2026, 11, 24), "yes"),
        (date(2026, 5, 25), date(2026, 11, 24), "no"),
    ],
)
def test_half_a_year_is_full_on_the_day(left: date, today: date, expected: str) -> None:
    found = judge(facts(replace(AWAY, left_since=left)), today)
    assert found.answer == expected
    assert found.qualifies_from == days.months_after(left, 6)


@pytest.mark.parametrize(
    ("place", "out"),
    [
        ("370321", True),
        ("370306", True),
        ("31", True),
        ("370303104", False),
        (OTHER_VILLAGE, False),
        (VILLAGE, False),
        ("", None),
        ("37", None),
        ("3703", None),
    ],
)
def test_out_is_out_of_the_county_and_not_of_the_village(place: str, out: bool | None) -> None:
    assert is_out(Kin(place_code=place), VILLAGE, Definition()) is out


def test_one_child_in_the_county_is_enough_for_no() -> None:
    family = (replace(AWAY, place_code="370321"), replace(AWAY, place_code="370306"))
    assert answer(*family) == ("yes", "")
    assert answer(*family, replace(AWAY, place_code=OTHER_VILLAGE)) == ("no", "away")


def test_a_child_of_unknown_place_leaves_it_open() -> None:
    assert answer(AWAY, replace(AWAY, place_code="")) == ("unknown", "away")


def test_a_child_at_home_decides_although_another_is_unknown() -> None:
    assert answer(replace(AWAY, place_code=""), replace(AWAY, lives_in=True)) == ("no", "away")


def test_who_has_no_children_is_not_left_behind() -> None:
    assert answer(kin=(), declared_children=0) == ("no", "children")


def test_who_has_lost_every_child_is_not_left_behind() -> None:
    assert answer(replace(AWAY, is_alive=False), declared_children=0) == ("no", "children")


@pytest.mark.parametrize("declared", [None, 0, 2])
def test_a_number_of_children_that_does_not_fit_leaves_it_open(declared: int | None) -> None:
    assert answer(declared_children=declared) == ("unknown", "children")


def test_a_reason_that_is_not_listed_is_to_be_looked_at_and_not_refused() -> None:
    found = judge(facts(replace(AWAY, away_because="other")), TODAY)
    assert (found.answer, found.to_review) == ("yes", True)


def test_a_spouse_owes_no_support_and_so_stands_in_nobodys_way() -> None:
    spouse = Kin(name="老伴", is_child=False, duty="maintenance", lives_in=True)
    assert answer(AWAY, spouse, declared_children=1, living="with_spouse") == ("yes", "")


@pytest.mark.parametrize("where", [{"lives_in": True}, {"place_code": VILLAGE}])
def test_somebody_else_who_owes_support_is_beside(where: dict[str, object]) -> None:
    grandson = replace(Kin(name="孙子", is_child=False), **where)  # type: ignore[arg-type]
    assert answer(AWAY, grandson, declared_children=1) == ("no", "nobody_beside")


def test_somebody_who_owes_support_in_the_next_village_is_not_beside() -> None:
    grandson = Kin(name="孙子", is_child=False, place_code=OTHER_VILLAGE)
    assert answer(AWAY, grandson, declared_children=1) == ("yes", "")


@pytest.mark.parametrize(
    ("living", "expected"),
    [
        ("with_spouse", ("yes", "")),
        ("with_grandchildren", ("yes", "")),
        ("with_child", ("no", "alone")),
        ("in_institution", ("no", "alone")),
        ("", ("unknown", "alone")),
    ],
)
def test_alone_means_without_those_who_owe_support(living: str, expected: tuple[str, str]) -> None:
    assert answer(living=living) == expected


@pytest.mark.parametrize(("rural", "expected"), [(False, "no"), (None, "unknown")])
def test_a_village_is_rural_or_it_is_not_this_registrys(rural: bool | None, expected: str) -> None:
    assert answer(is_rural=rural) == (expected, "rural")


def test_another_county_may_be_counted_as_the_own() -> None:
    definition = Definition(counties=("370303", "370321"))
    assert not is_out(Kin(place_code="370321"), VILLAGE, definition)


def test_another_definition_may_begin_at_the_towns_border() -> None:
    definition = Definition(beyond="town")
    assert is_out(Kin(place_code="370303104"), VILLAGE, definition)
    assert not is_out(Kin(place_code=OTHER_VILLAGE), VILLAGE, definition)


KIN = st.builds(
    Kin,
    name=st.just("甲"),
    is_child=st.booleans(),
    duty=st.sampled_from(["support", "maintenance"]),
    is_alive=st.booleans(),
    lives_in=st.booleans(),
    place_code=st.sampled_from(["", "37", "31", "370303", VILLAGE, OTHER_VILLAGE, "370321"]),
    left_since=st.none() | st.dates(date(2015, 1, 1), date(2027, 6, 1)),
    away_because=st.sampled_from(["", "work", "other"]),
)
FACTS = st.builds(
    Facts,
    area_code=st.just(VILLAGE),
    born_on=st.none() | st.dates(date(1925, 1, 1), date(1975, 1, 1)),
    is_rural=st.none() | st.booleans(),
    living=st.sampled_from(["", "alone", "with_spouse", "with_child"]),
    declared_children=st.none() | st.integers(0, 3),
    kin=st.lists(KIN, max_size=3).map(tuple),
)


def decided(found: Eligibility) -> str:
    answers = {finding.answer for finding in found.findings}
    return "no" if "no" in answers else "unknown" if "unknown" in answers else "yes"


@given(FACTS)
def test_one_no_decides_else_one_unknown(given_facts: Facts) -> None:
    found = judge(given_facts, TODAY)
    assert found.answer == decided(found)
    assert bool(found.deciding_clause) == (found.answer != "yes")


@given(FACTS)
def test_the_day_that_is_named_is_the_first_on_which_it_holds(given_facts: Facts) -> None:
    day = judge(given_facts, TODAY).qualifies_from
    if day is not None:
        assert judge(given_facts, day).answer == "yes"
        assert judge(given_facts, day - timedelta(days=1)).answer == "no"


@given(FACTS)
def test_whoever_qualifies_is_told_since_when(given_facts: Facts) -> None:
    found = judge(given_facts, TODAY)
    if found.answer == "yes":
        assert found.qualifies_from is not None
        assert found.qualifies_from <= TODAY


@given(FACTS, KIN)
def test_a_child_at_home_never_makes_anybody_left_behind(given_facts: Facts, kin: Kin) -> None:
    home = replace(kin, is_child=True, is_alive=True, lives_in=True)
    assert judge(replace(given_facts, kin=(*given_facts.kin, home)), TODAY).answer == "no"
