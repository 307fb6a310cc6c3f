"""Links that let somebody set the password of one account: an invitation, or a fresh start.

A link works once and not for long. Only its hash is kept, so neither the database nor a backup of
it opens an account; whoever lost the paper gets a new link, which ends the one before. A link never
tells whose it was once it is over, and it does not replace a second factor.
"""

import secrets
from datetime import datetime, timedelta
from typing import Any

import peewee as pw

from admin.accounts.sessions import digest
from admin.accounts.users import User
from models import N_, current_database

HOURS = {"invite": 72, "reset": 24}
PURPOSES = {"invite": N_("邀请"), "reset": N_("重设密码")}


class Link(pw.Model):
    """A link that was handed out; `used_at` is set when a password was set through it."""

    token_hash = pw.CharField(max_length=64, primary_key=True)
    account_id = pw.IntegerField(index=True)
    purpose = pw.CharField(max_length=10, choices=list(PURPOSES.items()))
    made_at = pw.DateTimeField()
    ends_at = pw.DateTimeField()
    used_at = pw.DateTimeField(null=True)

    class Meta:
        database = current_database
        legacy_table_names = False
        table_name = "account_link"


def make(account: User, purpose: str, now: datetime) -> str:
    """A fresh link's token, which is kept nowhere; the account's unused links end."""
    token = secrets.token_urlsafe(32)
    with current_database.atomic():
        revoke(account)
        Link.create(
            token_hash=digest(token),
            account_id=account.id,
            purpose=purpose,
            made_at=now,
            ends_at=now + timedelta(hours=HOURS[purpose]),
        )
    return token


def revoke(account: User) -> None:
    """End the links of an account that nobody has used."""
    Link.delete().where((Link.account_id == account.id) & Link.used_at.is_null()).execute()


def find(token: str, now: datetime) -> tuple[Link, User] | None:
    """The link and its account, while both are good."""
    link = Link.get_or_none((Link.token_hash == digest(token)) & Link.used_at.is_null())
    # A clock that was put back must not lengthen anything.
    if link is None or not link.made_at <= now < link.ends_at:
        return None
    account = User.get_or_none(User.id == link.account_id)
    return (link, account) if account and account.is_active else None


def use(link: Link, now: datetime) -> bool:
    """Use a link up; False when somebody else was faster."""
    mine = (Link.token_hash == link.token_hash) & Link.used_at.is_null()
    return bool(Link.update(used_at=now).where(mine).execute() == 1)


def purpose_for(account: User) -> str:
    """An account that nobody has been inside yet is invited; any other gets a fresh start."""
    return "invite" if awaited([account.id]) else "reset"


def awaited(account_ids: list[int]) -> set[int]:
    """Which of these accounts were invited and have not come yet."""
    return {row.account_id for row in awaited_query().where(Link.account_id.in_(account_ids))}


def awaited_query() -> Any:
    """The numbers of all accounts that were invited and have not come yet."""
    used = Link.alias()
    came = used.select(used.account_id).where(used.used_at.is_null(False))
    invited = Link.select(Link.account_id).where(Link.purpose == "invite")
    return invited.where(Link.account_id.not_in(came))
