"""Ten failed attempts in five minutes, by account and by address; nothing typed is kept."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from admin.accounts import throttle
from admin.accounts.throttle import LIMIT, WINDOW, Attempt
from admin.databases import Databases


@pytest.fixture(autouse=True)
def _working(databases: Databases) -> Iterator[None]:
    with databases.working():
        yield


def attempts(name: str, address: str, now: datetime, times: int = LIMIT) -> list[bool]:
    return [throttle.begin(name, address, now) for _n in range(times)]


def test_the_eleventh_attempt_is_refused(now: datetime) -> None:
    assert all(attempts("wang", "10.0.0.1", now))
    assert not throttle.begin("wang", "10.0.0.2", now)
    assert not throttle.begin("zhang", "10.0.0.1", now)


def test_others_elsewhere_are_not_disturbed(now: datetime) -> None:
    attempts("wang", "10.0.0.1", now)
    assert throttle.begin("zhang", "10.0.0.2", now)


def test_a_refused_attempt_does_not_lengthen_the_wait(now: datetime) -> None:
    attempts("wang", "10.0.0.1", now)
    attempts("wang", "10.0.0.1", now + WINDOW - timedelta(seconds=1), times=5)
    assert throttle.begin("wang", "10.0.0.1", now + WINDOW)


def test_the_right_password_clears_the_account(now: datetime) -> None:
    attempts("wang", "10.0.0.1", now, times=9)
    throttle.succeeded("wang")
    assert all(attempts("wang", "10.0.0.1", now))


def test_the_addresses_of_one_ipv6_customer_count_as_one(now: datetime) -> None:
    for number in range(LIMIT):
        throttle.begin(f"name{number}", f"2001:db8::{number}", now)
    assert not throttle.begin("other", "2001:db8::ffff", now)
    assert throttle.begin("other", "2001:db8:0:1::1", now)


def test_neither_name_nor_address_is_kept(now: datetime) -> None:
    throttle.begin("my-secret-password", "10.0.0.1", now)
    kept = Attempt.get().__data__
    assert "secret" not in str(kept)
    assert "10.0.0.1" not in str(kept)
