"""A visit counts once and on its day, from whatever clock and however late it comes."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin.databases import Databases
from admin.registry.in_force import Act
from admin.registry.people.elders import Elder, Notice
from admin.registry.visits import recording
from admin.registry.visits.recording import NotThisVisit, Written
from admin.registry.visits.records import MajorChange, Visit, VisitDuty
from models import Area
from tests.admin.registry import factories
from tests.admin.registry.factories import NOW
from tests.factories import VILLAGE, areas

HANDLE = "abcdefgh2345"


@pytest.fixture
def elder(databases: Databases) -> Elder:
    with databases.working():
        areas()
        Area.update(is_rural=True).where(Area.code == VILLAGE).execute()
        return factories.left_behind()


def written(**values: Any) -> Written:
    plain: dict[str, Any] = {"handle": HANDLE, "mode": "in_person", "at": NOW, "source": "phone"}
    return Written(**plain | values)


def test_the_same_visit_twice_is_one(databases: Databases, elder: Elder, act: Act) -> None:
    with databases.working():
        assert recording.record(elder, written(), act).is_new
        assert not recording.record(elder, written(), act).is_new
        assert Visit.select().count() == 1
        assert VisitDuty.get().outcome == "done"


def test_another_elders_visit_is_not_taken_over(
    databases: Databases, elder: Elder, act: Act
) -> None:
    with databases.working():
        recording.record(elder, written(), act)
        with pytest.raises(NotThisVisit):
            recording.record(factories.left_behind(), written(), act)


def test_a_call_is_kept_and_fulfils_nothing(databases: Databases, elder: Elder, act: Act) -> None:
    with databases.working():
        recording.record(elder, written(mode="phone"), act)
        assert VisitDuty.get().outcome == "open"


def test_a_visit_that_comes_a_month_late_counts_in_its_month(
    databases: Databases, elder: Elder, act: Act
) -> None:
    october = datetime(2026, 10, 12, 3)  # noqa: DTZ001
    with databases.working():
        month = {"first_on": date(2026, 10, 1), "last_on": date(2026, 10, 31)}
        factories.duty(elder, **month)
        taken = recording.record(elder, written(at=october), act)
        assert taken.visit.flags == ["late_arrival"]
        found = {row.first_on: row.outcome for row in VisitDuty.select()}
    assert found == {date(2026, 10, 1): "done", date(2026, 11, 1): "open"}


def test_visits_may_come_in_any_order(databases: Databases, elder: Elder, act: Act) -> None:
    with databases.working():
        for day, handle in ((20, "aaaaaaaa2222"), (3, "aaaaaaaa3333"), (11, "aaaaaaaa4444")):
            recording.record(elder, written(at=NOW.replace(day=day), handle=handle), act)
        assert VisitDuty.get().visited_on == date(2026, 11, 3)


def test_a_helper_who_is_none_any_more_loses_nothing(
    databases: Databases, elder: Elder, act: Act
) -> None:
    with databases.working():
        former = factories.helper(account_id=7)
        factories.assignment(elder, factories.helper())
        taken = recording.record(elder, written(), replace(act, author_id=7))
        assert (taken.visit.helper, taken.visit.flags) == (former, ["helper_changed"])


def test_a_visit_before_the_elder_left_still_counts(
    databases: Databases, elder: Elder, act: Act
) -> None:
    with databases.working():
        Elder.update(left_on=date(2026, 11, 10), left_because="died").execute()
        before = recording.record(elder, written(at=NOW.replace(day=9)), act)
        after = recording.record(elder, written(at=NOW, handle="aaaaaaaa2222"), act)
    assert (before.visit.flags, after.visit.flags) == ([], ["elder_left"])


def test_a_visit_answers_a_blow(databases: Databases, elder: Elder, act: Act) -> None:
    with databases.working():
        factories.major_change(elder, happened_at=NOW - timedelta(hours=3))
        recording.record(elder, written(mode="phone", handle="aaaaaaaa2222"), act)
        assert MajorChange.get().visited_at is None
        recording.record(elder, written(), act)
        assert MajorChange.get().visited_at == NOW


def test_a_visitor_grades_nobody_and_proposes_an_assessment(
    databases: Databases, elder: Elder, act: Act
) -> None:
    with databases.working():
        values = {"signs": ["walking"], "living": "with_spouse"}
        recording.record(elder, written(values=values), act)
        assert {row.kind for row in Notice.select()} >= {"assess", "differs"}
        assert Elder.get().living == "alone"


def test_a_visit_that_is_taken_back_counts_no_more(
    databases: Databases, elder: Elder, act: Act
) -> None:
    with databases.working():
        visit = recording.record(elder, written(), act).visit
        assert recording.may_take_back(visit, None, act.today)
        assert not recording.may_take_back(visit, 9, act.today)
        assert not recording.may_take_back(visit, None, act.today + timedelta(days=8))
        recording.take_back(visit, act)
        assert VisitDuty.get().outcome == "open"


HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("at", "clock_at", "expected", "flags"),
    [
        (NOW - HOUR, NOW, NOW - HOUR, []),
        (NOW - HOUR, None, NOW - HOUR, []),
        (NOW + 5 * HOUR, NOW + 6 * HOUR, NOW - HOUR, ["clock_wrong"]),
        (NOW - 49 * HOUR, NOW - 48 * HOUR, NOW - HOUR, ["clock_wrong"]),
        (NOW + 2 * HOUR, NOW, NOW, ["clock_unbelievable"]),
        (NOW - timedelta(days=400), NOW, NOW, ["clock_unbelievable"]),
    ],
)
def test_a_wrong_clock_is_set_right_or_not_believed(
    at: datetime, clock_at: datetime | None, expected: datetime, flags: list[str]
) -> None:
    assert recording.true_time(at, clock_at, NOW) == (expected, flags)


INSTANTS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1))  # noqa: DTZ001


@given(INSTANTS, st.none() | INSTANTS)
def test_no_visit_lies_ahead_or_a_season_back(at: datetime, clock_at: datetime | None) -> None:
    found, _flags = recording.true_time(at, clock_at, NOW)
    assert NOW - recording.LONGEST_AGO <= found <= NOW


@pytest.mark.parametrize(
    ("at", "month"),
    [
        (datetime(2026, 10, 31, 15, 59), date(2026, 10, 1)),  # noqa: DTZ001 (23:59 in China)
        (datetime(2026, 10, 31, 16, 1), date(2026, 11, 1)),  # noqa: DTZ001 (00:01 in China)
    ],
)
def test_a_minute_before_and_after_the_month_are_two_months(
    databases: Databases, elder: Elder, act: Act, at: datetime, month: date
) -> None:
    with databases.working():
        factories.duty(elder, first_on=date(2026, 10, 1), last_on=date(2026, 10, 31))
        assert recording.record(elder, written(at=at), act).visit.made_on >= month
        done = VisitDuty.select().where(VisitDuty.first_on == month).get()
        assert done.outcome == "done"
