"""The accounts of the back office: a name, a role, an area, and a password's hash.

There is no registration and no default account; what an administrator may do to an account stands
in `accounts.administration`. A name is kept in one spelling, so that full-width letters and
capitals cannot make a second account that looks the same.
"""

import re
import unicodedata
import uuid
from datetime import date, datetime
from typing import Any

import peewee as pw
from flask_security import PeeweeUserDatastore, UserMixin, hash_password

from admin.accounts import audit, passwords
from models import N_, current_database
from pages import clock

ROLES: dict[str, str] = {
    "district_administrator": N_("区级管理员"),
    "district_editor": N_("区级编辑"),
    "town_editor": N_("镇办编辑"),
    "village_contact": N_("村居联络员"),
    "auditor": N_("审计员（只读）"),
}
NAME = re.compile(r"[\w.-]{2,32}")
BAD_NAME = N_("账号名要 2 到 32 个字，只用汉字、字母、数字和 . - _。")
AREA_CODE = re.compile(r"\d{2}|\d{4}|\d{6}|\d{9}|\d{12}", re.ASCII)


class AccountRefused(Exception):
    """An account cannot be made or changed; the message says why, without the password."""


class User(UserMixin, pw.Model):
    """Somebody who may sign in. `area_code` is the prefix beyond which nothing exists for them.

    `UserMixin` comes first: its `get_id` is what a session keeps, and it changes with the password.
    `expires_on` is the last day on which the account may be used; `totp_secret` is encrypted.
    """

    name = pw.CharField(max_length=40, unique=True)
    password = pw.CharField(max_length=255)
    active = pw.BooleanField(default=True)
    role = pw.CharField(max_length=30, choices=list(ROLES.items()))
    area_code = pw.CharField(max_length=12)
    fs_uniquifier = pw.CharField(max_length=64, unique=True, default=lambda: uuid.uuid4().hex)
    mail = pw.CharField(max_length=120, default="")
    expires_on = pw.DateField(null=True)
    totp_secret = pw.TextField(null=True)
    totp_counter = pw.BigIntegerField(null=True)
    passkey_handle = pw.CharField(max_length=64, null=True)

    class Meta:
        database = current_database
        legacy_table_names = False
        table_name = "account"

    def __str__(self) -> str:
        return str(self.name)

    def is_expired(self, today: date) -> bool:
        """Whether the account's last day is over."""
        return self.expires_on is not None and self.expires_on < today

    @property
    def is_active(self) -> bool:
        """Whether the account may be used at all, as Flask-Login asks at every request."""
        return bool(self.active) and not self.is_expired(clock.today())

    @property
    def roles(self) -> list[Any]:
        """Flask-Security's own roles are not used: `accounts.scope` alone says who may what."""
        return []


def datastore() -> PeeweeUserDatastore:
    """The accounts as Flask-Security wants to see them."""
    return PeeweeUserDatastore(current_database, User, None, None)


def spelling(name: str) -> str:
    """The one spelling of a sign-in name."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


def find(name: str) -> User | None:
    """The account of that name, in whatever width or case it was typed."""
    found: User | None = User.get_or_none(User.name == spelling(name))
    return found


def check(name: str, role: str, area_code: str) -> str:
    """The spelling of a name that may be given to a new account.

    :raises AccountRefused: the name, role or area code cannot be.
    """
    name = spelling(name)
    if not NAME.fullmatch(name):
        raise AccountRefused(BAD_NAME)
    if role not in ROLES:
        message = N_("没有“%(role)s”这个角色。可用的有：%(known)s")
        raise AccountRefused(message % {"role": role, "known": "、".join(ROLES)})
    if not AREA_CODE.fullmatch(area_code):
        raise AccountRefused(N_("区划代码是 2、4、6、9 或 12 位数字，如 370303。"))
    return name


def name_problem(name: str) -> str:
    """Why nobody may be given that name; empty when somebody may."""
    if not NAME.fullmatch(spelling(name)):
        return BAD_NAME
    return N_("已经有账号“%(name)s”。") % {"name": spelling(name)} if find(name) else ""


def add(name: str, role: str, area_code: str) -> tuple[User, str]:
    """Make an account; answers it and its fresh password, which is kept nowhere else.

    :raises AccountRefused: the name, role or area code cannot be, or the name is taken.
    """
    name = check(name, role, area_code)
    if problem := name_problem(name):
        raise AccountRefused(problem)
    password = passwords.generate()
    made = User.create(name=name, role=role, area_code=area_code, password=hash_password(password))
    return made, password


def set_password(user: User, password: str) -> None:
    """Give an account this password; every session that it has open ends."""
    user.password = hash_password(password)
    user.fs_uniquifier = uuid.uuid4().hex
    user.save(only=[User.password, User.fs_uniquifier])


def renew(user: User) -> str:
    """Give an account a fresh generated password; every session that it has open ends."""
    password = passwords.generate()
    set_password(user, password)
    return password


def note(event: str, user: User, now: datetime, **detail: Any) -> None:
    """Put into the trail what happened to an account, in the account's own area."""
    audit.note(
        event, now=now, kind="account", key=str(user.id), area_code=str(user.area_code), **detail
    )
