"""A link sets one password, once, not for long, and tells nobody whose it was."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from admin.accounts import links
from admin.accounts.links import HOURS, Link
from admin.accounts.users import User
from tests.admin.conftest import OfficeInTest


@pytest.fixture
def clerk(office: OfficeInTest) -> Iterator[User]:
    made = office.account("town_editor")
    with office.app.app_context(), office.databases.working():
        yield made


def is_good(token: str, at: datetime) -> bool:
    return links.find(token, at) is not None


def test_a_link_leads_to_its_account(clerk: User, now: datetime) -> None:
    found = links.find(links.make(clerk, "invite", now), now)
    assert found is not None
    assert found[1] == clerk


@pytest.mark.parametrize("purpose", HOURS)
def test_a_link_ends(clerk: User, now: datetime, purpose: str) -> None:
    token, end = links.make(clerk, purpose, now), now + timedelta(hours=HOURS[purpose])
    assert is_good(token, end - timedelta(seconds=1))
    assert not is_good(token, end)


def test_a_clock_put_back_opens_nothing(clerk: User, now: datetime) -> None:
    token = links.make(clerk, "invite", now)
    assert not is_good(token, now - timedelta(seconds=1))


def test_a_link_is_used_once(clerk: User, now: datetime) -> None:
    token = links.make(clerk, "reset", now)
    first, second = links.find(token, now), links.find(token, now)
    assert first is not None
    assert second is not None
    assert links.use(first[0], now)
    assert not links.use(second[0], now)
    assert not is_good(token, now)


def test_a_new_link_ends_the_one_before(clerk: User, now: datetime) -> None:
    old, new = links.make(clerk, "invite", now), links.make(clerk, "invite", now)
    assert not is_good(old, now)
    assert is_good(new, now)


def test_a_link_of_an_account_that_is_closed_or_over_is_dead(clerk: User, now: datetime) -> None:
    token = links.make(clerk, "reset", now)
    User.update(active=False).execute()
    assert not is_good(token, now)
    User.update(active=True, expires_on="2020-01-01").execute()
    assert not is_good(token, now)


@pytest.mark.parametrize("token", ["", "x", "a" * 43, "../..", "é" * 40])
def test_what_somebody_made_up_is_no_link(clerk: User, now: datetime, token: str) -> None:
    links.make(clerk, "reset", now)
    assert not is_good(token, now)


def test_the_database_does_not_know_the_token(clerk: User, now: datetime) -> None:
    token = links.make(clerk, "invite", now)
    assert token not in str(Link.get().__data__)


def test_who_has_never_come_is_invited_and_any_other_gets_a_fresh_start(
    clerk: User, now: datetime
) -> None:
    assert links.purpose_for(clerk) == "reset"
    token = links.make(clerk, "invite", now)
    assert links.purpose_for(clerk) == "invite"
    found = links.find(token, now)
    assert found is not None
    links.use(found[0], now)
    assert links.purpose_for(clerk) == "reset"
