"""The dice fall the same way for the same seed, and ring nobody; holidays are those to come."""

from datetime import date

from admin.desk.demo.dice import Dice, said, week


def test_a_holiday_that_is_over_is_next_years() -> None:
    pattern = {"week": {"1-5": "08:30-12:00"}, "holidays": {"national": ""}}
    before, during, after = (
        week(pattern, day)["exceptions"][0]["from"]
        for day in (date(2026, 9, 30), date(2026, 10, 7), date(2026, 10, 8))
    )
    assert (before, during, after) == ("2026-10-01", "2026-10-01", "2027-10-01")


def test_ordinary_hours_are_said_in_a_few_words() -> None:
    pattern = {"week": {"1-5": "08:30-12:00 13:30-17:00"}}
    assert said(week(pattern, date(2026, 1, 1))) == "周一至周五 8:30–12:00、13:30–17:00"


def test_one_line_rings_with_one_number_and_others_with_others() -> None:
    dice = Dice(1, date(2026, 1, 1))
    first, again = (dice.phone("窗口", line=("370303101", "civil")) for _ in range(2))
    assert first["number"] == again["number"]
    assert first["number"] != dice.phone("窗口")["number"]


def test_every_number_is_used_before_one_comes_again() -> None:
    dice = Dice(7, date(2026, 1, 1))
    assert len({dice.phone("")["number"] for _ in range(10_000)}) == 10_000
