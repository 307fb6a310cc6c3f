"""A night that asks only whom the calendar may have changed leaves nobody behind."""

from datetime import date, timedelta

import pytest

from admin.databases import Databases
from admin.registry.in_force import Rules
from admin.registry.people import recomputation, standing, turning
from admin.registry.people.elders import Elder
from admin.registry.visits.records import VisitDuty
from models import Area
from tests.admin.registry import factories
from tests.factories import VILLAGE, areas

FIRST = date(2026, 11, 24)
NIGHTS = [FIRST + timedelta(days=n) for n in range(1, 40)]


def _people() -> None:
    areas()
    Area.update(is_rural=True).where(Area.code == VILLAGE).execute()
    for day in (date(1966, 11, 25), date(1966, 12, 31), date(1968, 2, 29)):
        factories.left_behind(born_on=day)
    for day in (date(1946, 11, 30), date(1946, 12, 1), date(1946, 12, 24)):
        factories.left_behind(born_on=day, livelihood="poor")
    for left in (date(2026, 5, 25), date(2026, 5, 31), date(2026, 6, 30), date(2026, 7, 1)):
        factories.child(factories.elder(declared_children=1, is_rural=True), left_since=left)
    factories.left_behind(self_care="unable")
    factories.left_behind()


def test_every_night_it_answers_as_if_everybody_had_been_asked(
    databases: Databases, rules: Rules
) -> None:
    with databases.working():
        _people()
        recomputation.recompute(FIRST, rules)
        for night in NIGHTS:
            recomputation.recompute(night, rules, chosen=turning.may_change(night, rules))
            for elder in Elder.select():
                known = standing.account(elder)
                whole = standing.answers(known, standing.judge(known, night, rules), night)
                assert {name: getattr(elder, name) for name in whole} == whole, night
        owed = VisitDuty.select().where(VisitDuty.first_on == date(2027, 1, 1)).count()
        assert owed == Elder.select().where(Elder.owed_until.is_null()).count()


def test_most_are_left_alone(databases: Databases, rules: Rules) -> None:
    with databases.working():
        _people()
        recomputation.recompute(FIRST, rules)
        night = FIRST + timedelta(days=1)
        asked: list[int] = []
        recomputation.recompute(night, rules, asked.append, turning.may_change(night, rules))
        assert asked[-1] < Elder.select().count()


@pytest.mark.parametrize(
    ("today", "everybody"),
    [(date(2026, 11, 25), False), (date(2026, 11, 29), True), (date(2026, 12, 1), True)],
)
def test_on_sundays_and_when_a_month_begins_everybody_is_asked(
    databases: Databases,
    rules: Rules,
    monkeypatch: pytest.MonkeyPatch,
    today: date,
    everybody: bool,
) -> None:
    monkeypatch.setattr(turning, "FEW", 1)
    with databases.working():
        _people()
        assert (turning.chosen(today, rules) is None) is everybody


def test_a_small_register_is_asked_whole_every_night(databases: Databases, rules: Rules) -> None:
    with databases.working():
        _people()
        assert turning.chosen(date(2026, 11, 25), rules) is None
