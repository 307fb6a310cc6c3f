"""An issue is drawn, attacked, compared with the one before, and handed over once."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest

from admin.databases import Databases
from admin.registry.figures import issuing
from admin.registry.figures.rows import FigureIssue
from admin.registry.people.elders import Elder
from models import Area
from tests.admin.registry import factories
from tests.factories import DISTRICT, areas

TOWNS = ("370303101", "370303102", "370303104")


def settle(town: str, count: int) -> None:
    rows = [
        factories.elder(area_code=f"{town}201", eligibility="yes", living="alone")
        for _number in range(count)
    ]
    half = [row.id for row in rows[: count // 2]]
    Elder.update(sex="male").where(Elder.id.in_(half)).execute()


@pytest.fixture
def district(databases: Databases) -> Iterator[Area]:
    with databases.working():
        areas()
        for town in TOWNS[1:]:
            Area.create(code=town, name=town, level="town", parent=DISTRICT)
        for town in TOWNS:
            settle(town, 60)
        yield Area.get_by_id(DISTRICT)


@pytest.fixture
def handed() -> list[dict[str, Any]]:
    """What the door has been given."""
    return []


def issue(
    district: Area, handed: list[dict[str, Any]], on: date, rounded: bool = False
) -> FigureIssue:
    def door(fields: dict[str, Any], _author: int, _now: datetime, _today: date) -> str:
        handed.append(fields)
        return str(len(handed))

    found = issuing.draft(district, on, k=10, is_rounded=rounded)
    now = datetime(on.year, on.month, on.day)  # noqa: DTZ001
    return issuing.hand_over(found, district, door, actor_id=1, now=now, today=on)


def test_an_issue_is_frozen_and_handed_over(district: Area, handed: list[dict[str, Any]]) -> None:
    made = issue(district, handed, date(2026, 11, 24))
    assert (made.period, made.record) == ("2026q4", "1")
    assert handed[0]["slug"] == "2026-q4"
    assert handed[0]["tables"] == FigureIssue.get().tables


def test_a_quarter_has_one_issue(district: Area, handed: list[dict[str, Any]]) -> None:
    issue(district, handed, date(2026, 10, 1))
    with pytest.raises(issuing.Blocked):
        issue(district, handed, date(2026, 12, 31))
    assert len(handed) == 1


def test_two_issues_that_differ_by_one_person_are_blocked(
    district: Area, handed: list[dict[str, Any]]
) -> None:
    issue(district, handed, date(2026, 8, 1))
    settle(TOWNS[0], 1)
    with pytest.raises(issuing.Blocked):
        issue(district, handed, date(2026, 11, 24))


def test_rounded_to_fives_it_may_go_out(district: Area, handed: list[dict[str, Any]]) -> None:
    issue(district, handed, date(2026, 8, 1))
    settle(TOWNS[0], 1)
    made = issue(district, handed, date(2026, 11, 24), rounded=True)
    assert made.is_rounded


def test_the_same_register_may_be_published_again(
    district: Area, handed: list[dict[str, Any]]
) -> None:
    issue(district, handed, date(2026, 8, 1))
    assert issue(district, handed, date(2026, 11, 24)).period == "2026q4"


def test_nothing_hidden_is_stored(district: Area, handed: list[dict[str, Any]]) -> None:
    Elder.update(living="with_kin").where(Elder.id.in_([1, 2, 3])).execute()
    made = issue(district, handed, date(2026, 11, 24))
    numbers = made.groups["numbers"]
    assert numbers["living/370303101/with_kin"] is None
    assert 3 not in numbers.values()


def test_only_who_is_left_behind_and_in_the_register_is_counted(district: Area) -> None:
    factories.elder(eligibility="no")
    factories.elder(eligibility="yes", left_on=date(2026, 1, 1))
    assert len(issuing.people(DISTRICT)) == 180


@pytest.mark.parametrize(
    ("day", "period"),
    [(date(2026, 1, 1), "2026q1"), (date(2026, 9, 30), "2026q3"), (date(2026, 12, 31), "2026q4")],
)
def test_a_quarter_is_three_months(day: date, period: str) -> None:
    assert issuing.period_of(day) == period
