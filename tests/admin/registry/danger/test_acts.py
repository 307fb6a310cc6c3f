"""Acts on incidents and on the risk list: in order, once, and never by one person alone.

Duties of the order: A2 19.
"""

from collections.abc import Iterator
from datetime import datetime

import pytest

from admin.databases import Databases
from admin.registry import logged
from admin.registry.danger import acts
from admin.registry.danger.rows import Incident, RiskEntry
from tests.admin.registry import factories

CLERK, CHIEF = 1, 2


@pytest.fixture
def incident(databases: Databases, now: datetime) -> Iterator[Incident]:
    with databases.working():
        elder = factories.elder()
        yield Incident.create(
            area_code=elder.area_code, elder=elder, made_at=now, type="fall", gravity="urgent",
            what="摔了", reported_at=now,
        )  # fmt: skip


@pytest.fixture
def entry(databases: Databases, now: datetime) -> Iterator[RiskEntry]:
    with databases.working():
        elder = factories.elder()
        row = RiskEntry(area_code=elder.area_code, elder=elder, reason="safety", measures="看")
        yield logged.add(row, actor_id=CLERK, now=now)


def test_an_incident_is_closed_only_with_its_outcome(incident: Incident, now: datetime) -> None:
    with pytest.raises(acts.NotNow):
        acts.do(incident, acts.close, "", actor_id=CLERK, now=now)
    acts.do(incident, acts.close, "已送医", actor_id=CLERK, now=now)
    assert Incident.get_by_id(incident.id).closed_at == now


def test_an_act_happens_once(incident: Incident, now: datetime) -> None:
    acts.do(incident, acts.tell_town, "", actor_id=CLERK, now=now)
    with pytest.raises(acts.NotNow):
        acts.do(incident, acts.tell_town, "", actor_id=CLERK, now=now)


def test_two_who_answer_at_once_do_not_overwrite_each_other(
    incident: Incident, now: datetime
) -> None:
    other = Incident.get_by_id(incident.id)
    acts.do(incident, acts.respond, "甲去了", actor_id=CLERK, now=now)
    with pytest.raises(logged.Outdated):
        acts.do(other, acts.respond, "乙去了", actor_id=CHIEF, now=now)


def test_the_town_acknowledges_only_what_it_was_told(incident: Incident, now: datetime) -> None:
    with pytest.raises(acts.NotNow):
        acts.do(incident, acts.acknowledge, "", actor_id=CHIEF, now=now)


@pytest.mark.parametrize("actor", [CLERK, None])
def test_nobody_approves_what_they_proposed(
    entry: RiskEntry, now: datetime, actor: int | None
) -> None:
    with pytest.raises(acts.NotNow):
        acts.do(entry, acts.approve, "", actor_id=actor, now=now)


def test_leaving_takes_two_as_well(entry: RiskEntry, now: datetime) -> None:
    acts.do(entry, acts.approve, "", actor_id=CHIEF, now=now)
    acts.do(entry, acts.ask_to_leave, "儿子回来了", actor_id=CHIEF, now=now)
    with pytest.raises(acts.NotNow):
        acts.do(entry, acts.let_leave, "", actor_id=CHIEF, now=now)
    acts.do(entry, acts.let_leave, "", actor_id=CLERK, now=now)
    assert RiskEntry.get_by_id(entry.id).left_by == CLERK


def test_who_is_not_on_the_list_cannot_leave_it(entry: RiskEntry, now: datetime) -> None:
    with pytest.raises(acts.NotNow):
        acts.do(entry, acts.ask_to_leave, "x", actor_id=CHIEF, now=now)


def test_a_leaving_that_is_refused_leaves_the_entry_standing(
    entry: RiskEntry, now: datetime
) -> None:
    acts.do(entry, acts.approve, "", actor_id=CHIEF, now=now)
    acts.do(entry, acts.ask_to_leave, "x", actor_id=CLERK, now=now)
    acts.do(entry, acts.keep, "", actor_id=CHIEF, now=now)
    assert RiskEntry.get_by_id(entry.id).leave_reason == ""


def test_what_is_void_stands_still(entry: RiskEntry, now: datetime) -> None:
    logged.void(entry, "登错了", actor_id=CLERK, now=now)
    with pytest.raises(acts.NotNow):
        acts.do(RiskEntry.get_by_id(entry.id), acts.approve, "", actor_id=CHIEF, now=now)
