"""The town is told by itself when somebody comes first: once a time, and of nobody who has left.

Duties of the order: A2 22.
"""

from datetime import date

import pytest

from admin.databases import Databases
from admin.registry.in_force import Act, Rules
from admin.registry.people import recomputation, registering
from admin.registry.people.elders import Elder
from admin.registry.people.town_reports import TownReport, is_owed
from tests.admin.registry import factories
from tests.factories import VILLAGE, areas

FIRST = {"livelihood": "poor", "self_care": "unable"}
NO, YES = {"is_priority": False, "has_alarm": False}, {"is_priority": True, "has_alarm": False}


def told() -> list[tuple[str, int | None]]:
    return [(row.reasons, row.made_by) for row in TownReport.select().order_by(TownReport.id)]


@pytest.mark.parametrize(
    ("before", "after", "was_told", "owed"),
    [
        (NO, YES, False, True),
        (NO, YES, True, True),
        (YES, YES, True, False),
        (YES, YES, False, True),
        (YES, NO, False, False),
        (NO, NO, False, False),
    ],
)
def test_a_report_is_owed_of_who_comes_first_anew_or_was_never_told_of(
    before: dict[str, bool], after: dict[str, bool], was_told: bool, owed: bool
) -> None:
    assert is_owed(before, after, was_told) is owed


def test_a_save_that_brings_somebody_first_tells_the_town(databases: Databases, act: Act) -> None:
    with databases.working():
        areas()
        elder = factories.left_behind()
        registering.change(elder, FIRST, act)
        registering.change(Elder.get(), {"note": "又改了一处"}, act)
        assert told() == [("经济困难、失能、不能自理、独居", None)]


def test_who_is_registered_as_one_who_comes_first_is_reported_at_once(
    databases: Databases, act: Act
) -> None:
    with databases.working():
        areas()
        registering.add({"area_code": VILLAGE, "name": "新来的", "born_on": date(1940, 1, 1)}, act)
        assert told() == []
        values = {"name": "再来的", "born_on": date(1940, 1, 1), "livelihood": "poor"}
        registering.add({"area_code": VILLAGE} | values, act)
        assert told() == [("经济困难、高龄", None)]


def test_a_birthday_in_the_night_tells_the_town_once(
    databases: Databases, rules: Rules, today: date
) -> None:
    with databases.working():
        areas()
        factories.left_behind(livelihood="poor", born_on=date(1946, 11, 25))
        recomputation.recompute(today, rules)
        assert told() == []
        for night in (date(2026, 11, 25), date(2026, 11, 26)):
            recomputation.recompute(night, rules)
        assert told() == [("经济困难、高龄、独居", None)]


def test_the_night_makes_up_for_who_came_first_and_was_never_told_of(
    databases: Databases, rules: Rules, today: date
) -> None:
    with databases.working():
        areas()
        elder = factories.left_behind(**FIRST, is_priority=True, has_alarm=True)
        recomputation.recompute(today, rules)
        assert [row.elder_id for row in TownReport.select()] == [elder.id]


def test_who_comes_first_a_second_time_is_told_of_again(databases: Databases, act: Act) -> None:
    with databases.working():
        areas()
        registering.change(factories.left_behind(), FIRST, act)
        registering.change(Elder.get(), {"self_care": "able", "livelihood": "good"}, act)
        registering.change(Elder.get(), FIRST, act)
        assert len(told()) == 2


def test_nobody_is_told_of_who_has_left_the_register(databases: Databases, act: Act) -> None:
    with databases.working():
        areas()
        registering.change(factories.left_behind(left_on=date(2026, 1, 9)), FIRST, act)
        assert told() == []
