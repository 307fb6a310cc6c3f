"""经济困难 and (高龄 or 失能), and the alarm that rings for 不能自理 and 独居."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin.registry.rules.priority import Condition, Measures, grade_of, judge

TODAY = date(2026, 11, 24)
AGED, YOUNG = date(1946, 11, 24), date(1946, 11, 25)
CONDITIONS = st.builds(
    Condition,
    born_on=st.none() | st.sampled_from([AGED, YOUNG]),
    livelihood=st.sampled_from(["", "good", "fair", "poor"]),
    aids=st.sampled_from([(), ("medical",), ("minimum_living",), ("near_poor",)]),
    self_care=st.sampled_from(["", "able", "partly", "unable"]),
    grade=st.none() | st.integers(0, 4),
    living=st.sampled_from(["", "alone", "with_spouse"]),
)


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (Condition(AGED, "poor"), True),
        (Condition(YOUNG, "poor"), False),
        (Condition(AGED, "fair"), False),
        (Condition(AGED, "fair", ("destitute",)), True),
        (Condition(AGED, "fair", ("medical",)), False),
        (Condition(YOUNG, "poor", grade=1), True),
        (Condition(YOUNG, "poor", grade=0), False),
        (Condition(YOUNG, "poor", self_care="unable"), True),
        (Condition(None, "poor"), False),
    ],
)
def test_priority_needs_poverty_and_age_or_disability(condition: Condition, expected: bool) -> None:
    assert judge(condition, TODAY).is_priority is expected


@given(CONDITIONS)
def test_priority_is_what_its_reasons_say(condition: Condition) -> None:
    found = judge(condition, TODAY)
    reasons = set(found.reasons)
    assert found.is_priority == ("poor" in reasons and bool(reasons & {"aged", "disabled"}))
    assert found.has_alarm == ({"unable", "alone"} <= reasons)


@given(CONDITIONS)
def test_the_alarm_rings_for_everybody_who_cannot_and_is_alone(condition: Condition) -> None:
    cannot = replace(condition, self_care="unable", living="alone")
    assert judge(cannot, TODAY).has_alarm
    assert judge(cannot, TODAY).tier == "high"


@given(CONDITIONS)
def test_nobody_who_lives_with_somebody_sets_off_the_alarm(condition: Condition) -> None:
    assert not judge(replace(condition, living="with_spouse"), TODAY).has_alarm


def test_of_two_accounts_the_graver_counts() -> None:
    assert judge(Condition(self_care="able", grade=3, living="alone"), TODAY).has_alarm
    assert judge(Condition(self_care="unable", grade=0, living="alone"), TODAY).has_alarm


def test_the_ages_and_grades_are_configuration() -> None:
    older = Measures(aged_from=90)
    assert not judge(Condition(AGED, "poor"), TODAY, older).is_priority


@pytest.mark.parametrize(
    ("score", "grade"),
    [(90, 0), (89, 1), (66, 1), (65, 2), (46, 2), (45, 3), (30, 3), (29, 4), (0, 4)],
)
def test_points_make_the_grade_of_the_standard(score: int, grade: int) -> None:
    assert grade_of(score) == grade
