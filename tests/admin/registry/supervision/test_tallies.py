"""What is counted in each village, and that a place is the sum of its villages.

Duties of the order: A2 40, A2 41.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import peewee as pw
import pytest

from admin.databases import Databases
from admin.registry.danger.rows import Incident, RiskEntry
from admin.registry.platform.records import PlatformCount
from admin.registry.supervision import tallies
from admin.registry.supervision.faults import Counts
from models import Area
from tests.admin.registry import factories
from tests.factories import DISTRICT, TOWN, VILLAGE, areas

OTHER = "370303101202"
MONTH = date(2026, 11, 1)


@pytest.fixture
def ground(databases: Databases) -> Iterator[pw.Database]:
    with databases.working() as database:
        areas()
        Area.create(code=OTHER, name="空村", level="village", parent=TOWN)
        yield database


def counted(now: datetime, today: date, code: str = VILLAGE) -> Counts:
    tallies.recount(now, today)
    return tallies.read(MONTH)[code]


pytestmark = pytest.mark.usefixtures("ground")


def test_a_place_is_the_sum_of_its_villages(now: datetime, today: date) -> None:
    factories.elder()
    factories.elder(area_code=OTHER)
    tallies.recount(now, today)
    found = tallies.read(MONTH)
    assert found[TOWN] == found[DISTRICT] == found[VILLAGE] + found[OTHER]
    assert found[TOWN].elders == 2


def test_a_village_where_nobody_is_registered_is_counted(now: datetime, today: date) -> None:
    factories.elder()
    assert counted(now, today, DISTRICT).empty_villages == 1


def test_who_has_left_is_not_counted(now: datetime, today: date) -> None:
    factories.elder(left_on=today)
    assert counted(now, today).elders == 0


@pytest.mark.parametrize(("days", "stale"), [(89, 0), (91, 1)])
def test_a_record_goes_stale_after_ninety_days(
    now: datetime, today: date, days: int, stale: int
) -> None:
    factories.elder(verified_on=today - timedelta(days=days))
    assert counted(now, today).unverified == stale


def test_namesakes_of_one_birthday_and_village_are_hinted(now: datetime, today: date) -> None:
    factories.elder(name="王同")
    factories.elder(name="王同")
    factories.elder(name="王同", born_on=date(1940, 1, 1))
    assert counted(now, today).doubles == 2


def test_an_alarm_without_measures_is_untended(now: datetime, today: date) -> None:
    elder = factories.elder(has_alarm=True)
    assert counted(now, today).untended == 1
    values: dict[str, Any] = {"area_code": VILLAGE, "made_at": now, "reason": "safety"}
    RiskEntry.create(elder=elder, measures="每天两次", **values)
    assert counted(now, today).untended == 0


def test_an_incident_that_nobody_answered_is_late_and_untold(now: datetime, today: date) -> None:
    Incident.create(
        elder=factories.elder(), area_code=VILLAGE, made_at=now, type="fall", gravity="urgent",
        what="x", reported_at=now - timedelta(hours=5),
    )  # fmt: skip
    found = counted(now, today)
    assert (found.incidents, found.late_answers, found.untold, found.late_closings) == (1, 1, 1, 0)


def test_copied_and_hurried_visits_are_counted_where_they_were_made(
    now: datetime, today: date
) -> None:
    helper = factories.helper()
    for _number in range(7):
        factories.visit(factories.elder(), helper=helper, trouble="老人身体还好，没有什么问题")
    found = counted(now, today)
    assert (found.visits, found.copied, found.hurried) == (7, 7, 7)


def test_whom_no_visit_asked_for_dangers_is_unassessed(now: datetime, today: date) -> None:
    factories.visit(factories.elder())
    factories.visit(factories.elder(), dangers=[])
    assert counted(now, today).unassessed == 1


def test_counting_again_replaces_this_month_and_keeps_the_last(now: datetime, today: date) -> None:
    factories.elder()
    tallies.recount(now, date(2026, 10, 31))
    factories.elder()
    counted(now, today)
    assert counted(now, today).before == 1
    assert [counts.elders for _month, counts in tallies.history(VILLAGE, today)] == [1, 2]


def test_the_answers_and_seconds_of_visits_are_counted(now: datetime, today: date) -> None:
    helper = factories.helper()
    for number in range(10):
        factories.visit(factories.elder(), helper=helper, seconds=30 + number * 10)
    found = counted(now, today)
    assert (found.uniform, found.timed, found.hasty) == (10, 10, 3)


def test_who_comes_first_without_measures_is_unplanned(now: datetime, today: date) -> None:
    factories.elder(is_priority=True)
    assert (counted(now, today).first, counted(now, today).unplanned) == (1, 1)


def test_a_village_where_a_year_of_visits_found_nothing_is_counted(
    now: datetime, today: date
) -> None:
    for _elder in range(24):
        factories.visit(factories.elder())
    found = counted(now, today)
    assert (found.searched_villages, found.clear_villages) == (1, 1)


def test_the_platforms_number_goes_up_where_every_place_below_told_it(
    now: datetime, today: date
) -> None:
    factories.elder()
    factories.elder(area_code=OTHER)
    for code, number in ((VILLAGE, 1), (OTHER, 3)):
        assert counted(now, today, TOWN).platform is None
        PlatformCount.create(area_code=code, counted_at=now, count=number)
    assert (counted(now, today, TOWN).platform, counted(now, today, DISTRICT).platform) == (4, 4)


def test_what_a_town_told_itself_goes_before_the_sum(now: datetime, today: date) -> None:
    factories.elder()
    for code, number in ((VILLAGE, 1), (TOWN, 5)):
        PlatformCount.create(area_code=code, counted_at=now, count=number)
    assert counted(now, today, DISTRICT).platform == 5
