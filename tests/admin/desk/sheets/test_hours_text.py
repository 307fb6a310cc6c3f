"""Opening hours in one cell, there and back."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin.desk.difference import bare
from admin.desk.sheets import hours_text
from pages import hours

TIMES = ["00:00", "08:30", "12:00", "13:30", "24:00"]
spans = st.lists(
    st.fixed_dictionaries(
        {
            "opens": st.sampled_from(TIMES),
            "closes": st.sampled_from(TIMES),
            "next_day": st.booleans(),
        }
    ),
    max_size=2,
)
weeks = st.fixed_dictionaries({str(day): spans for day in range(1, 8)})


@given(week=weeks)
def test_a_week_comes_back_as_it_went_out(week: dict[str, Any]) -> None:
    value = {"week": week, "exceptions": [], "note": ""}
    assert bare(hours_text.read(hours_text.write(value))) == bare(value)


def test_exceptions_and_a_note_come_back() -> None:
    value = {
        "week": {str(day): [] for day in range(1, 8)},
        "exceptions": [
            {"from": "2026-10-01", "until": "2026-10-07", "spans": [], "note": "国庆节"},
            {
                "from": "2026-12-31",
                "until": "2026-12-31",
                "spans": [{"opens": "09:00", "closes": "11:00", "next_day": False}],
                "note": "",
            },
        ],
        "note": "下雪先打电话",
    }
    assert hours_text.read(hours_text.write(value)) == value


@pytest.mark.parametrize(
    ("typed", "day", "times"),
    [
        ("周一至周五 8:30-12:00 13:30-17:00", "5", ["08:30", "13:30"]),
        ("星期一到星期五 08:30-17:00", "1", ["08:30"]),
        ("周一、周三 ９：００-１１：００", "3", ["09:00"]),
        ("每天 08:00-18:00", "7", ["08:00"]),
        ("周日 休息；周六 09:00-12:00", "6", ["09:00"]),
    ],
)
def test_what_people_write_is_understood(typed: str, day: str, times: list[str]) -> None:
    read = hours_text.read(typed)
    assert [span["opens"] for span in read["week"][day]] == times
    assert hours.problems(read) == []


@pytest.mark.parametrize("typed", ["随时", "周一至周八 08:30-17:00", "周一 上午", "2026-10-01x"])
def test_what_it_cannot_read_it_refuses(typed: str) -> None:
    with pytest.raises(hours_text.Unreadable):
        hours_text.read(typed)
