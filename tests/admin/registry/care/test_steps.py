"""The way of a request: no step is left out, and the elder's own answer closes it.

Duties of the order: A2 28.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime

import pytest

from admin.databases import Databases
from admin.registry.care import steps
from admin.registry.care.rows import ServiceRequest
from tests.admin.registry import factories

Take = Callable[..., None]


@pytest.fixture
def request_row(databases: Databases, now: datetime, today: date) -> Iterator[ServiceRequest]:
    with databases.working():
        elder = factories.elder()
        values = {"area_code": elder.area_code, "need": "health", "asked_on": today}
        yield ServiceRequest.create(elder=elder, made_at=now, **values)


@pytest.fixture
def take(request_row: ServiceRequest, now: datetime, today: date) -> Take:
    def take(step: str, **values: str) -> None:
        given = {"reply": "", "funding": "", "answer": ""} | values
        steps.take(request_row, step, **given, today=today, actor_id=None, now=now)

    return take


def test_a_request_goes_its_way(request_row: ServiceRequest, take: Take, today: date) -> None:
    take("accepted", funding="village")
    take("delivered")
    take("confirmed", answer="satisfied")
    stored = ServiceRequest.get_by_id(request_row.id)
    assert (stored.state, stored.funding, stored.confirmed_on) == ("confirmed", "village", today)


@pytest.mark.parametrize("step", ["delivered", "confirmed", "asked", "x"])
def test_no_step_is_left_out(take: Take, step: str) -> None:
    with pytest.raises(steps.NotNow):
        take(step, answer="satisfied")


def test_a_refusal_needs_its_reason(take: Take) -> None:
    with pytest.raises(steps.NotNow):
        take("refused")
    take("refused", reply="不在本区")


def test_a_service_is_not_done_without_the_elders_answer(take: Take) -> None:
    take("accepted")
    take("delivered")
    with pytest.raises(steps.NotNow):
        take("confirmed")


def test_what_the_elder_says_was_not_done_is_to_be_done(
    request_row: ServiceRequest, take: Take
) -> None:
    take("accepted")
    take("delivered")
    take("confirmed", answer="not_done")
    stored = ServiceRequest.get_by_id(request_row.id)
    assert (stored.state, stored.delivered_on, stored.answer) == ("accepted", None, "not_done")
