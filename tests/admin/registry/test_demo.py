"""Invented people are the same for the same seed, nobody's, and of every kind that a list shows."""

from collections import Counter
from datetime import date, datetime

import pytest

from admin.databases import Databases
from admin.registry import demo
from admin.registry.demo import DemoRefused
from admin.registry.in_force import Rules
from admin.registry.people.elders import Elder
from admin.registry.people.families import Relative
from admin.registry.people.helping import HelperAssignment
from admin.registry.visits.records import Visit, VisitDuty
from models import Area
from tests.admin.registry import factories
from tests.factories import VILLAGE, areas

COUNT = 300


def load(databases: Databases, now: datetime, today: date, rules: Rules) -> int:
    with databases.working():
        areas()
        Area.update(is_rural=True).where(Area.code == VILLAGE).execute()
    return demo.load(databases, COUNT, 1, now, today, rules)


def test_there_is_somebody_of_every_kind(
    databases: Databases, now: datetime, today: date, rules: Rules
) -> None:
    visits = load(databases, now, today, rules)
    with databases.working():
        answers = Counter(row.eligibility for row in Elder.select())
        assert set(answers) == {"yes", "no", "unknown"}
        assert answers["yes"] > COUNT // 2
        assert 0 < Elder.select().where(Elder.is_priority == True).count() < COUNT  # noqa: E712
        assert Elder.select().where(Elder.helper_id.is_null()).exists()
        assert HelperAssignment.select().count() > COUNT * 0.9
        assert Relative.select().count() > COUNT
        assert Visit.select().count() == visits > COUNT * 10
        assert {row.outcome for row in VisitDuty.select()} >= {"done", "open"}


def test_no_number_can_be_anybodys(
    databases: Databases, now: datetime, today: date, rules: Rules
) -> None:
    load(databases, now, today, rules)
    with databases.working():
        for row in Elder.select().limit(50):
            assert row.id_number.reveal().startswith("370399")
            # Nobody's, and none of the offices', or no release of a demonstration would go out.
            assert row.phone.reveal()[:5] in {"", "05331"}


def test_the_same_seed_gives_the_same_people(
    databases: Databases, now: datetime, today: date, rules: Rules
) -> None:
    made = demo.invention.Invention([VILLAGE], 5, 1, now, today)
    again = demo.invention.Invention([VILLAGE], 5, 1, now, today)
    for number, village in made.homes():
        assert made.elder(number, village, number) == again.elder(number, village, number)


def test_invented_people_never_mix_with_real_ones(
    databases: Databases, now: datetime, today: date, rules: Rules
) -> None:
    with databases.working():
        areas()
        factories.elder()
    with pytest.raises(DemoRefused, match="已经登记了老人"):
        demo.load(databases, 1, 1, now, today, rules)


def test_nobody_can_live_nowhere(
    databases: Databases, now: datetime, today: date, rules: Rules
) -> None:
    with pytest.raises(DemoRefused, match="还没有村居"):
        demo.load(databases, 1, 1, now, today, rules)
