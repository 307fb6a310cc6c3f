"""A passkey counts for its site, its account, its challenge, with a finger, and once."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from admin.accounts import passkeys
from admin.accounts.passkeys import LIFETIME, Passkey, Refused
from admin.accounts.users import User
from tests.admin.accounts.authenticator import SITE, Authenticator
from tests.admin.conftest import OfficeInTest

HOST = "localhost"


@pytest.fixture
def clerk(office: OfficeInTest) -> Iterator[User]:
    made = office.account("town_editor")
    with office.app.app_context(), office.databases.working():
        yield made


def register(user: User, device: Authenticator, now: datetime, name: str = "手机") -> Passkey:
    challenge = passkeys.new_challenge(now)
    options = json.loads(passkeys.registration_options(user, HOST, "守望", challenge))
    return passkeys.register(user, device.make(options), name, challenge, SITE, now)


def prove(device: Authenticator, now: datetime, user: User | None = None) -> User:
    challenge = passkeys.new_challenge(now)
    options = json.loads(passkeys.sign_in_options(user, HOST, challenge))
    return passkeys.prove(device.sign(options), challenge, SITE, now)[1]


@pytest.fixture
def device(clerk: User, now: datetime) -> Authenticator:
    """A telephone that has a passkey of the clerk."""
    made = Authenticator()
    register(clerk, made, now)
    return made


def test_a_passkey_proves_its_account(clerk: User, device: Authenticator, now: datetime) -> None:
    assert prove(device, now) == clerk
    assert Passkey.get().used_at == now


def test_the_browser_is_asked_for_a_finger_and_for_a_key_that_it_keeps(
    clerk: User, now: datetime
) -> None:
    challenge = passkeys.new_challenge(now)
    options = json.loads(passkeys.registration_options(clerk, HOST, "守望", challenge))
    wanted = options["authenticatorSelection"]
    assert (wanted["userVerification"], wanted["residentKey"]) == ("required", "required")


def test_who_is_known_by_password_is_offered_the_own_passkeys_alone(
    clerk: User, device: Authenticator, now: datetime
) -> None:
    challenge = passkeys.new_challenge(now)
    own = json.loads(passkeys.sign_in_options(clerk, HOST, challenge))
    stranger = json.loads(passkeys.sign_in_options(None, HOST, challenge))
    assert len(own["allowCredentials"]) == 1
    assert not stranger.get("allowCredentials")


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "https://localhost", "http://localhost:99", "http://x"]
)
def test_what_was_signed_for_another_site_is_refused(
    clerk: User, device: Authenticator, now: datetime, origin: str
) -> None:
    device.origin = origin
    with pytest.raises(Refused):
        prove(device, now)


def test_a_passkey_of_another_site_is_not_registered(clerk: User, now: datetime) -> None:
    with pytest.raises(Refused):
        register(clerk, Authenticator(origin="http://evil.example"), now)
    assert passkeys.of(clerk) == []


def test_without_a_finger_it_is_refused(clerk: User, device: Authenticator, now: datetime) -> None:
    device.asks_for_a_finger = False
    with pytest.raises(Refused):
        prove(device, now)
    with pytest.raises(Refused):
        register(clerk, Authenticator(asks_for_a_finger=False), now)


def test_an_answer_to_another_challenge_is_refused(device: Authenticator, now: datetime) -> None:
    first, second = passkeys.new_challenge(now), passkeys.new_challenge(now)
    answer = device.sign(json.loads(passkeys.sign_in_options(None, HOST, first)))
    with pytest.raises(Refused):
        passkeys.prove(answer, second, SITE, now)
    with pytest.raises(Refused):
        passkeys.prove(answer, None, SITE, now)


def test_a_challenge_ends_after_five_minutes(device: Authenticator, now: datetime) -> None:
    challenge = passkeys.new_challenge(now)
    answer = device.sign(json.loads(passkeys.sign_in_options(None, HOST, challenge)))
    with pytest.raises(Refused):
        passkeys.prove(answer, challenge, SITE, now + LIFETIME)


def test_a_copy_of_a_passkey_is_noticed(device: Authenticator, now: datetime) -> None:
    prove(device, now)
    prove(device, now)
    device.count = 0
    with pytest.raises(Refused):
        prove(device, now)


def test_a_forged_signature_is_refused(device: Authenticator, now: datetime) -> None:
    device.key = Authenticator().key
    with pytest.raises(Refused):
        prove(device, now)


def test_another_accounts_handle_is_refused(device: Authenticator, now: datetime) -> None:
    device.handle = "c29tZWJvZHk"
    with pytest.raises(Refused):
        prove(device, now)


def test_a_passkey_that_was_taken_off_opens_nothing(device: Authenticator, now: datetime) -> None:
    Passkey.delete().execute()
    with pytest.raises(Refused):
        prove(device, now)


def test_the_same_passkey_is_not_kept_twice(
    clerk: User, device: Authenticator, now: datetime
) -> None:
    with pytest.raises(Refused):
        register(clerk, device, now)
    assert len(passkeys.of(clerk)) == 1


def test_an_account_keeps_ten_at_most_and_names_of_a_length(clerk: User, now: datetime) -> None:
    for _n in range(passkeys.MOST):
        assert len(register(clerk, Authenticator(), now, "名" * 99).name) <= passkeys.LONGEST
    with pytest.raises(Refused):
        register(clerk, Authenticator(), now)


@pytest.mark.parametrize(
    "answer",
    [None, 7, "x", [], {}, {"id": 1}, {"id": "x", "response": None}, {"id": "x", "rawId": "y"}],
)
def test_what_is_no_answer_is_refused(
    clerk: User, device: Authenticator, now: datetime, answer: Any
) -> None:
    challenge = passkeys.new_challenge(now)
    with pytest.raises(Refused):
        passkeys.prove(answer, challenge, SITE, now)
    with pytest.raises(Refused):
        passkeys.register(clerk, answer, "x", challenge, SITE, now)


@pytest.mark.parametrize(
    ("body", "value"),
    [(b'{"a": 1}', {"a": 1}), (b"", None), (b"{", None), (b"\xff", None), (b"[" * 30_000, None)],
)
def test_a_body_that_is_no_json_is_none(body: bytes, value: Any) -> None:
    assert passkeys.parse(body) == value


def test_a_challenge_lives_as_long_as_it_says(now: datetime) -> None:
    until = datetime.fromisoformat(passkeys.new_challenge(now)["until"])
    assert until - now == LIFETIME == timedelta(minutes=5)
