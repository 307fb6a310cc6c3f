"""At night birthdays and half years move people in and out, and the new month's duties are made."""

from datetime import date

import pytest

from admin.config import Config
from admin.databases import Databases
from admin.registry.in_force import Rules
from admin.registry.people import recomputation
from admin.registry.people.elders import Elder, Notice
from admin.registry.visits.records import VisitDuty
from models import Area
from tests.admin.registry import factories
from tests.factories import VILLAGE, areas

NIGHT, NEXT = date(2026, 11, 24), date(2026, 12, 1)


@pytest.fixture
def rules(config: Config) -> Rules:
    return Rules.of(config)


def _village() -> None:
    areas()
    Area.update(is_rural=True).where(Area.code == VILLAGE).execute()


def test_half_a_year_that_is_full_moves_somebody_in_and_tells_it(
    databases: Databases, rules: Rules
) -> None:
    with databases.working():
        _village()
        elder = factories.elder(declared_children=1, owed_since=None)
        factories.child(elder, left_since=date(2026, 6, 1))
        recomputation.recompute(NIGHT, rules)
        waiting = Elder.get()
        assert (waiting.eligibility, waiting.qualifies_from) == ("no", NEXT)
        assert recomputation.recompute(NEXT, rules)["entered"] == 1
        moved = Elder.get()
        assert (moved.eligibility, moved.owed_since) == ("yes", NEXT)
        assert [row.kind for row in Notice.select().order_by(Notice.id)][-1] == "entered"


def test_a_child_who_came_home_moves_somebody_out(databases: Databases, rules: Rules) -> None:
    with databases.working():
        _village()
        elder = factories.left_behind()
        recomputation.recompute(NIGHT, rules)
        child = elder.relatives.get()
        child.lives_in = True
        child.save()
        assert recomputation.recompute(NEXT, rules)["left"] == 1
        moved = Elder.get()
        assert (moved.eligibility, moved.owed_until) == ("no", NEXT)


def test_it_does_nothing_the_second_time(databases: Databases, rules: Rules) -> None:
    with databases.working():
        _village()
        for _number in range(3):
            factories.left_behind()
        recomputation.recompute(NIGHT, rules)
        before = [list(model.select().dicts()) for model in (Elder, Notice, VisitDuty)]
        assert not recomputation.recompute(NIGHT, rules)
        assert before == [list(model.select().dicts()) for model in (Elder, Notice, VisitDuty)]


def test_every_month_has_its_duty(databases: Databases, rules: Rules) -> None:
    with databases.working():
        _village()
        elder = factories.left_behind()
        factories.visit(elder)
        recomputation.recompute(NIGHT, rules)
        recomputation.recompute(NEXT, rules)
        found = [(row.first_on, row.outcome) for row in VisitDuty.select().order_by(VisitDuty.id)]
    assert found == [(date(2026, 11, 1), "done"), (date(2026, 12, 1), "open")]


def test_a_higher_tier_has_its_weeks_beside_the_month(databases: Databases, rules: Rules) -> None:
    with databases.working():
        _village()
        factories.left_behind(self_care="unable")
        recomputation.recompute(NIGHT, rules)
        assert Elder.get().has_alarm
        found = {(row.cadence, row.first_on) for row in VisitDuty.select()}
    assert found == {("month", date(2026, 11, 1)), ("week", date(2026, 11, 23))}


def test_who_has_left_is_not_asked_about(databases: Databases, rules: Rules) -> None:
    with databases.working():
        _village()
        factories.left_behind(left_on=date(2026, 11, 2), left_because="died")
        recomputation.recompute(NIGHT, rules)
        assert not VisitDuty.select().exists()


def test_more_than_a_portion_is_worked_off(
    databases: Databases, rules: Rules, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recomputation, "PORTION", 2)
    heard: list[int] = []
    with databases.working():
        _village()
        for _number in range(5):
            factories.left_behind()
        recomputation.recompute(NIGHT, rules, heard.append)
    assert heard == [2, 4, 5]
