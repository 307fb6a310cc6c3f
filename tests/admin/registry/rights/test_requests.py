"""Requests are counted by one function, answered once, and tied to what was changed for them."""

from datetime import date, timedelta

import pytest

from admin.databases import Databases
from admin.registry.in_force import Act
from admin.registry.people import keeping
from admin.registry.rights import requests
from admin.registry.rights.rows import RightsRequest
from tests.admin.registry import factories


def request(databases: Databases, **values: object) -> RightsRequest:
    elder = factories.left_behind()
    defaults = {
        "elder": elder,
        "area_code": elder.area_code,
        "type": "copy",
        "asker": "self",
        "asked_on": factories.TODAY,
        "due_on": factories.TODAY,
        "made_at": factories.NOW,
    }
    made: RightsRequest = RightsRequest.create(**defaults | values)
    return made


def test_the_count_and_the_state_of_one_request_agree_on_every_day(
    databases: Databases, act: Act
) -> None:
    with databases.working():
        row = request(databases)
        for offset in range(-5, 6):
            today = date(2026, 11, 24) + timedelta(days=offset)
            found = RightsRequest.select().where(requests.is_overdue(today)).exists()
            assert found == (requests.state(row, today) == "overdue")


def test_an_answer_is_given_once_and_a_refusal_says_why(databases: Databases, act: Act) -> None:
    with databases.working():
        row = request(databases)
        with pytest.raises(requests.NotNow):
            requests.decide(row, "refused", "", actor_id=7, now=act.now)
        requests.decide(row, "granted", "给了一份", actor_id=7, now=act.now)
        with pytest.raises(requests.NotNow):
            requests.decide(row, "refused", "改主意", actor_id=7, now=act.now)
        assert (row.decided_by, row.decided_at) == (7, act.now)


def test_who_is_registered_is_not_erased_on_request(databases: Databases, act: Act) -> None:
    with databases.working():
        row = request(databases, type="delete")
        with pytest.raises(requests.StillRegistered):
            requests.decide(row, "granted", "删", actor_id=7, now=act.now)
        requests.decide(row, "refused", "履行法定职责必需", actor_id=7, now=act.now)


def test_a_correction_is_tied_to_the_request_that_asked_for_it(
    databases: Databases, act: Act
) -> None:
    with databases.working():
        row = request(databases, type="correct")
        keeping.change(row.elder, row.elder, {"address": "3 号"}, act)
        requests.link(row, row.elder, act.author_id, act.now)
        assert [one.fields for one in requests.changes(row)] == [["address"]]
