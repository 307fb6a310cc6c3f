"""Opening hours: every impossible week is found, every possible one can be said."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask_babel import Babel
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pages.hours import DayLine, describe, note, problems

MORNING = {"opens": "08:00", "closes": "12:00", "next_day": False}
DAY = {"opens": "08:00", "closes": "17:00", "next_day": False}
NIGHT = {"opens": "20:00", "closes": "06:00", "next_day": True}
WORKING_WEEK = {"week": {str(day): [DAY] for day in range(1, 6)}}
GOLDEN_WEEK = {"from": "2026-10-01", "until": "2026-10-07", "spans": [], "note": "国庆节"}


@pytest.fixture(autouse=True)
def in_chinese() -> Iterator[None]:
    """Dates are said in the language of the surrounding application."""
    app = Flask(__name__)
    Babel(app, default_locale="zh")
    with app.app_context():
        yield


def said(hours: dict[str, Any]) -> list[tuple[str, str]]:
    return [(line.days, line.times) for line in describe(hours)]


def messages(hours: dict[str, Any]) -> list[str]:
    return [problem.text() for problem in problems(hours)]


def test_equal_days_are_said_together() -> None:
    assert said(WORKING_WEEK) == [("周一至周五", "8:00–17:00"), ("周六、周日", "休息")]


def test_days_apart_with_equal_hours_share_a_line() -> None:
    week = {"week": {"1": [DAY], "3": [DAY], "5": [DAY]}}
    assert said(week)[0] == ("周一、周三、周五", "8:00–17:00")


def test_a_week_of_equal_days_is_every_day() -> None:
    assert said({"week": {str(day): [DAY] for day in range(1, 8)}}) == [("每天", "8:00–17:00")]


def test_hours_over_midnight_say_the_next_day() -> None:
    week = {"week": {str(day): [NIGHT] for day in range(1, 8)}}
    assert said(week) == [("每天", "20:00–次日6:00")]


@pytest.mark.parametrize(("closes", "next_day"), [("24:00", False), ("00:00", True)])
def test_twenty_four_hours_are_all_day(closes: str, next_day: bool) -> None:
    span = {"opens": "00:00", "closes": closes, "next_day": next_day}
    assert said({"week": {str(day): [span] for day in range(1, 8)}}) == [("每天", "全天")]


def test_two_spans_of_a_day_are_said_in_order() -> None:
    afternoon = {"opens": "14:00", "closes": "17:30", "next_day": False}
    assert said({"week": {"1": [afternoon, MORNING]}})[0] == ("周一", "8:00–12:00、14:00–17:30")


def test_unknown_hours_are_said_by_no_line() -> None:
    assert describe({}) == []


def test_an_exception_names_its_dates_and_comes_after_the_week() -> None:
    lines = describe(WORKING_WEEK | {"exceptions": [GOLDEN_WEEK]})
    assert (lines[-1].days, lines[-1].times) == ("2026年10月1日至10月7日", "休息")


def test_an_exception_keeps_its_note() -> None:
    assert describe({"exceptions": [GOLDEN_WEEK]})[0].note == "国庆节"


def test_an_exception_of_one_day_names_one_date() -> None:
    one_day = GOLDEN_WEEK | {"until": "2026-10-01"}
    assert describe({"exceptions": [one_day]})[0].days == "2026年10月1日"


def test_the_note_of_the_office_is_kept() -> None:
    assert note({"note": "中午有人值班"}) == "中午有人值班"


def test_a_possible_week_has_no_problem() -> None:
    assert problems(WORKING_WEEK | {"exceptions": [GOLDEN_WEEK]}) == []


def test_hours_over_midnight_are_no_problem() -> None:
    assert problems({"week": {str(day): [NIGHT] for day in range(1, 8)}}) == []


@pytest.mark.parametrize("time", ["8:00", "25:00", "08:60", "24:01", "早上", "", None, 8, "٠٨:٠٠"])
def test_a_time_that_is_none_is_found(time: object) -> None:
    assert "不是钟点" in messages({"week": {"1": [DAY | {"opens": time}]}})[0]


def test_closing_before_opening_is_found_on_its_day() -> None:
    found = messages({"week": {"3": [DAY | {"opens": "18:00"}]}})
    assert found == ["周三：17:00 关门早于 18:00 开门；开到第二天请勾选“次日”。"]


def test_closing_when_it_opens_is_found() -> None:
    assert "早于" in messages({"week": {"1": [DAY | {"opens": "17:00"}]}})[0]


def test_a_span_longer_than_a_day_is_found() -> None:
    long = {"opens": "08:00", "closes": "09:00", "next_day": True}
    assert "超过了一整天" in messages({"week": {"1": [long]}})[0]


def test_spans_that_overlap_are_found() -> None:
    assert messages({"week": {"1": [DAY, MORNING]}}) == ["周一：有两段时间重叠了。"]


def test_a_night_that_runs_into_the_next_morning_is_found() -> None:
    early = {"opens": "05:00", "closes": "09:00", "next_day": False}
    assert messages({"week": {"1": [NIGHT], "2": [early]}}) == ["周一：有两段时间重叠了。"]


def test_sunday_night_that_runs_into_monday_is_found() -> None:
    early = {"opens": "05:00", "closes": "09:00", "next_day": False}
    assert messages({"week": {"7": [NIGHT], "1": [early]}}) == ["周日：有两段时间重叠了。"]


def test_exception_dates_the_wrong_way_round_are_found() -> None:
    wrong = GOLDEN_WEEK | {"until": "2026-09-01"}
    assert "早于开始日期" in messages({"exceptions": [wrong]})[0]


@pytest.mark.parametrize("text", ["2026-02-30", "十月一日", "", None])
def test_an_exception_date_that_is_none_is_found(text: object) -> None:
    assert "日期要写成" in messages({"exceptions": [GOLDEN_WEEK | {"from": text}]})[0]


@pytest.mark.parametrize(
    "hours",
    [
        {"week": ["08:00"]},
        {"week": {"8": [DAY]}},
        {"week": {"1": [{"opens": "08:00"}]}},
        {"week": {"1": DAY}},
        {"exceptions": ["国庆"]},
    ],
)
def test_hours_of_another_shape_are_refused_and_not_read(hours: dict[str, Any]) -> None:
    assert messages(hours) == ["开放时间的格式不对，请重新填写。"]


times = st.one_of(
    st.builds("{:02}:{:02}".format, st.integers(0, 25), st.integers(0, 61)), st.text(max_size=6)
)
spans = st.lists(
    st.fixed_dictionaries({"opens": times, "closes": times, "next_day": st.booleans()}), max_size=3
)
dates = st.one_of(st.dates().map(str), st.text(max_size=10))
weeks = st.fixed_dictionaries(
    {
        "week": st.dictionaries(st.sampled_from("1234567"), spans),
        "exceptions": st.lists(
            st.fixed_dictionaries({"from": dates, "until": dates, "spans": spans}), max_size=2
        ),
    }
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(weeks)
def test_hours_without_a_problem_can_be_said_and_name_every_day_once(hours: dict[str, Any]) -> None:
    if problems(hours):
        return
    lines: list[DayLine] = describe(hours)
    named = [day for line in lines for first, last in line.runs for day in range(first, last + 1)]
    assert sorted(named) == (list(range(1, 8)) if hours["week"] else [])
    assert all(line.days and line.times for line in lines)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["week", "exceptions", "spans", "opens", "closes", "from", "1"]),
                inner,
            )
        ),
    )
)
def test_no_json_at_all_makes_the_check_fail(hours: Any) -> None:
    for problem in problems(hours):
        assert problem.text()
