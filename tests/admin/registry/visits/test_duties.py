"""The state that a query finds is the state that the rule gives, on every day."""

from datetime import date, timedelta

import pytest

from admin.databases import Databases
from admin.registry.in_force import Act
from admin.registry.people import keeping
from admin.registry.rules import visit_state
from admin.registry.visits import duties, exceptions
from admin.registry.visits.records import VisitDuty
from models import Area
from tests.admin.registry import factories
from tests.factories import VILLAGE, areas

OUTCOMES = ("open", "done", "late", "excused", "not_owed")


@pytest.mark.parametrize("cadence", sorted(visit_state.CADENCES))
def test_a_query_and_the_rule_agree(databases: Databases, cadence: str) -> None:
    period = visit_state.period_of(date(2026, 11, 20), cadence)
    with databases.working():
        areas()
        for outcome in OUTCOMES:
            factories.duty(
                factories.elder(),
                cadence=cadence,
                first_on=period.first,
                last_on=period.last,
                outcome=outcome,
            )
        rows = list(VisitDuty.select())
        for ahead in range(-2, 12):
            today = period.last + timedelta(days=ahead)
            for name in visit_state.STATES:
                found = {row.id for row in VisitDuty.select().where(duties.is_state(name, today))}
                assert found == {row.id for row in rows if duties.state(row, today) == name}


def test_an_excuse_that_is_written_later_reaches_the_month_that_is_over(
    databases: Databases, act: Act
) -> None:
    with databases.working():
        areas()
        Area.update(is_rural=True).where(Area.code == VILLAGE).execute()
        elder = factories.left_behind()
        month = {"first_on": date(2026, 10, 1), "last_on": date(2026, 10, 31)}
        factories.duty(elder, **month)
        excuse = exceptions.excuse(elder, "hospital", date(2026, 10, 3), None, "", act)
        found = {row.first_on: row.outcome for row in VisitDuty.select()}
        assert found == {date(2026, 10, 1): "excused", date(2026, 11, 1): "excused"}
        exceptions.end(excuse, act)
        found = {row.first_on: row.outcome for row in VisitDuty.select()}
        assert found == {date(2026, 10, 1): "excused", date(2026, 11, 1): "open"}


def test_who_answers_is_kept_with_the_duty(databases: Databases, act: Act) -> None:
    with databases.working():
        areas()
        elder, helper = factories.left_behind(), factories.helper()
        factories.assignment(elder, helper)
        keeping.refresh(elder, act)
        assert VisitDuty.get().helper_id == helper.id
