"""Recovery codes: ten slips of paper for the day on which the telephone is gone.

Each works once. They are shown when they are made and never again: only their hashes are kept (79
random bits need no slow hash), so unlike the library's own they cannot be read back by anybody.
"""

import peewee as pw

from admin.accounts import passwords
from admin.accounts.sessions import digest
from admin.accounts.users import User
from models import current_database

NUMBER = 10


class RecoveryCode(pw.Model):
    """A code that has not been used."""

    code_hash = pw.CharField(max_length=64, primary_key=True)
    account_id = pw.IntegerField(index=True)

    class Meta:
        database = current_database
        legacy_table_names = False
        table_name = "account_recovery_code"


def make(user: User) -> list[str]:
    """Ten fresh codes; those of before are worth nothing any more."""
    codes = [passwords.generate() for _n in range(NUMBER)]
    with current_database.atomic():
        forget(user)
        for code in codes:
            RecoveryCode.create(code_hash=digest(_plain(code)), account_id=user.id)
    return codes


def accept(user: User, code: str) -> bool:
    """Whether this is one of the account's codes; it is used up."""
    mine = RecoveryCode.account_id == user.id
    found = mine & (RecoveryCode.code_hash == digest(_plain(code)))
    return bool(RecoveryCode.delete().where(found).execute() == 1)


def left(user: User) -> int:
    """How many codes the account still has."""
    return int(RecoveryCode.select().where(RecoveryCode.account_id == user.id).count())


def forget(user: User) -> None:
    """Make the account's codes worthless."""
    RecoveryCode.delete().where(RecoveryCode.account_id == user.id).execute()


def _plain(code: str) -> str:
    """A code however it was typed: capitals, spaces and hyphens do not matter."""
    return "".join(letter for letter in code.casefold() if letter.isalnum())
