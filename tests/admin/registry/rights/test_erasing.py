"""What is past its term goes wholly and leaves a number; what is needed stays."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from admin.accounts.audit import Entry
from admin.accounts.openings import Opening
from admin.accounts.users import User
from admin.config import Config
from admin.databases import Databases
from admin.registry.danger.rows import Incident
from admin.registry.in_force import Act
from admin.registry.people import keeping, sealed_files
from admin.registry.people.elders import Elder
from admin.registry.rights import erasing
from admin.registry.rights.rows import LegalHold, Residue, RightsRequest
from tests.admin.registry import factories
from tests.factories import DISTRICT, VILLAGE

LONG_AGO = date(2023, 1, 5)


@pytest.fixture
def terms(config: Config) -> dict[str, int]:
    return erasing.terms(config)


def officer() -> User:
    return User(role="district_editor", area_code=DISTRICT, active=True)


def gone(act: Act, **values: Any) -> Elder:
    """Somebody who died long ago, with something of every kind in the file."""
    elder = factories.left_behind(
        **{"name": "王秀英", "left_on": LONG_AGO, "left_because": "died"} | values
    )
    factories.visit(elder, trouble="腿疼")
    factories.duty(elder)
    guardian = factories.guardian(elder)
    keeping.change(elder, elder, {"address": "3 号"}, act)
    sealed_files.keep(guardian, b"%PDF-1.7", None, act.now)
    times = {"opened_at": act.now, "ends_at": act.now}
    Opening.create(
        actor_id=7, subject=elder.key, area_code=VILLAGE, reason="found", text="x", **times
    )
    return elder


def tables_that_know(elder: Elder) -> set[str]:
    """The tables in which a row about this elder is left."""
    models = [fk.model for fk in Elder._meta.backrefs]
    left = {m._meta.table_name for m in models if m.select().where(m.elder == elder).exists()}
    opened = Opening.select().where(Opening.subject == elder.handle).exists()
    return left | ({"emergency_opening"} if opened else set())


def test_a_whole_file_goes_with_everything_and_leaves_a_number(
    databases: Databases, act: Act, terms: dict[str, int]
) -> None:
    with databases.working():
        elder = gone(act)
        assert len(tables_that_know(elder)) > 5
        erasing.erase("left", officer(), 1, terms, act)
        assert tables_that_know(elder) == set()
        assert not Elder.select().where(Elder.id == elder.id).exists()
        left = [(r.year, r.area_code, r.kind, r.count) for r in Residue.select()]
        assert (2023, VILLAGE[:9], "left:died", 1) in left


def test_the_trail_keeps_who_and_how_many_and_not_whom(
    databases: Databases, act: Act, terms: dict[str, int]
) -> None:
    with databases.working():
        elder = gone(act)
        erasing.erase("left", officer(), 1, terms, replace(act, author_id=7))
        line = Entry.get(Entry.event == "erased")
        assert (line.actor_id, line.kind, line.detail) == (7, "left", {"count": 1})
        assert elder.handle not in str(line.__data__)


def _hold(elder: Elder, act: Act, why: str) -> None:
    at = {"elder": elder, "area_code": VILLAGE, "made_at": act.now}
    if why == "incident":
        Incident.create(type="fall", gravity="urgent", what="x", reported_at=act.now, **at)
    elif why == "request":
        days = {"asked_on": act.today, "due_on": act.today}
        RightsRequest.create(type="copy", asker="bereaved", **days, **at)
    else:
        LegalHold.create(reason="案件", **at)


@pytest.mark.parametrize("why", ["incident", "request", "hold"])
def test_what_is_needed_stays_though_its_term_is_over(
    databases: Databases, act: Act, terms: dict[str, int], why: str
) -> None:
    with databases.working():
        elder = gone(act)
        old = datetime(2015, 1, 1)  # noqa: DTZ001
        factories.visit(elder, made_on=old.date(), at=old)
        _hold(elder, act, why)
        found = {
            one.kind: (one.count, one.held) for one in erasing.due(officer(), act.today, terms)
        }
        assert (found["left"], found["visit"]) == ((0, 1), (0, 1))
        with pytest.raises(erasing.Changed):
            erasing.erase("left", officer(), 1, terms, act)


def test_who_is_in_the_register_keeps_the_file_and_loses_old_rows(
    databases: Databases, act: Act, terms: dict[str, int]
) -> None:
    with databases.working():
        elder = factories.left_behind()
        factories.visit(elder, made_on=date(2019, 1, 1))
        recent = factories.visit(elder)
        erasing.erase("visit", officer(), 1, terms, act)
        assert [row.id for row in elder.visits] == [recent.id]
        assert [(r.year, r.kind, r.count) for r in Residue.select()] == [(2019, "visit", 1)]


def test_a_number_that_was_not_confirmed_erases_nothing(
    databases: Databases, act: Act, terms: dict[str, int]
) -> None:
    with databases.working():
        gone(act)
        with pytest.raises(erasing.Changed):
            erasing.erase("left", officer(), 2, terms, act)
        assert Elder.select().count() == 1


def test_nobody_erases_beyond_their_area(
    databases: Databases, act: Act, terms: dict[str, int]
) -> None:
    with databases.working():
        gone(act)
        other = User(role="district_editor", area_code="370304", active=True)
        assert all(one.count == 0 for one in erasing.due(other, act.today, terms))


def test_a_granted_request_makes_a_file_due_at_once(
    databases: Databases, act: Act, terms: dict[str, int]
) -> None:
    with databases.working():
        elder = gone(act, left_on=act.today)
        days = {"asked_on": act.today, "due_on": act.today, "decided_at": act.now}
        at = {"elder": elder, "area_code": VILLAGE, "made_at": act.now}
        RightsRequest.create(type="delete", asker="bereaved", answer="granted", **days, **at)
        assert erasing.erase("asked", officer(), 1, terms, act) == 1
        assert RightsRequest.select().count() == 0
