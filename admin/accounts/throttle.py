"""Slows down the guessing of passwords and codes: by account and by address, in the database.

Ten attempts that failed within five minutes are enough for either; the next is refused before the
password is looked at. Names that do not exist count alike. What was typed is never kept, only a
hash of it: people type their password into the wrong field.
"""

import hashlib
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

import peewee as pw

from models import N_, current_database

LIMIT = 10
SECOND_LIMIT = 5
TOO_MANY = N_("试错次数太多，为了安全请过 5 分钟再试。")
WINDOW = timedelta(minutes=5)


class Attempt(pw.Model):
    """A sign-in that was tried and has not succeeded."""

    account = pw.CharField(max_length=64, index=True)
    address = pw.CharField(max_length=64, index=True)
    at = pw.DateTimeField(index=True)

    class Meta:
        database = current_database
        legacy_table_names = False
        table_name = "account_attempt"


def begin(name: str, address: str, now: datetime, limit: int = LIMIT) -> bool:
    """Note an attempt before its password is checked; False when it must not be checked at all.

    Noting first is what keeps twenty attempts at the same moment to ten. `limit` is the account's;
    an address is shared by a whole office and always has ten.
    """
    with current_database.atomic():
        Attempt.delete().where(Attempt.at <= now - WINDOW).execute()
        account, address = _hash(name), _hash(_neighbourhood(address))
        by_account = Attempt.select().where(Attempt.account == account).count()
        by_address = Attempt.select().where(Attempt.address == address).count()
        if by_account >= limit or by_address >= LIMIT:
            return False
        Attempt.create(account=account, address=address, at=now)
    return True


def succeeded(name: str) -> None:
    """Forget the account's attempts: the right person has come."""
    Attempt.delete().where(Attempt.account == _hash(name)).execute()


def second(name: str) -> str:
    """The name under which the second factor of an account is counted, apart from its password."""
    return f"second factor of {name}"


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _neighbourhood(address: str) -> str:
    """An IPv6 customer has 2**64 addresses; they count as one."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        return str(ip_network((parsed, 64), strict=False))
    return address
