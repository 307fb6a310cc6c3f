"""The accounts of the back office: a name, a role, an area, and a password's hash.

There is no registration, no recovery by mail and no default account. A name is kept in one
spelling, so that full-width letters and capitals cannot make a second account that looks the same.
"""

import re
import unicodedata
import uuid
from typing import Any

import peewee as pw
from flask_security import PeeweeUserDatastore, UserMixin, hash_password

from admin.accounts import passwords
from models import N_, current_database

ROLES: dict[str, str] = {
    "district_administrator": N_("区级管理员"),
    "district_editor": N_("区级编辑"),
    "town_editor": N_("镇办编辑"),
    "village_contact": N_("村居联络员"),
    "auditor": N_("审计员（只读）"),
}
NAME = re.compile(r"[\w.-]{2,32}")
AREA_CODE = re.compile(r"\d{2}|\d{4}|\d{6}|\d{9}|\d{12}", re.ASCII)


class AccountRefused(Exception):
    """An account cannot be made or changed; the message says why, without the password."""


class User(UserMixin, pw.Model):
    """Somebody who may sign in. `area_code` is the prefix beyond which nothing exists for them.

    `UserMixin` comes first: its `get_id` is what a session keeps, and it changes with the password.
    """

    name = pw.CharField(max_length=40, unique=True)
    password = pw.CharField(max_length=255)
    active = pw.BooleanField(default=True)
    role = pw.CharField(max_length=30, choices=list(ROLES.items()))
    area_code = pw.CharField(max_length=12)
    fs_uniquifier = pw.CharField(max_length=64, unique=True, default=lambda: uuid.uuid4().hex)

    class Meta:
        database = current_database
        legacy_table_names = False
        table_name = "account"

    def __str__(self) -> str:
        return str(self.name)

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
        raise AccountRefused(N_("账号名要 2 到 32 个字，只用汉字、字母、数字和 . - _。"))
    if role not in ROLES:
        message = N_("没有“%(role)s”这个角色。可用的有：%(known)s")
        raise AccountRefused(message % {"role": role, "known": "、".join(ROLES)})
    if not AREA_CODE.fullmatch(area_code):
        raise AccountRefused(N_("区划代码是 2、4、6、9 或 12 位数字，如 370303。"))
    return name


def add(name: str, role: str, area_code: str) -> tuple[User, str]:
    """Make an account; answers it and its fresh password, which is kept nowhere else.

    :raises AccountRefused: the name, role or area code cannot be, or the name is taken.
    """
    name = check(name, role, area_code)
    if find(name):
        raise AccountRefused(N_("已经有账号“%(name)s”。") % {"name": name})
    password = passwords.generate()
    made = User.create(name=name, role=role, area_code=area_code, password=hash_password(password))
    return made, password


def renew(user: User) -> str:
    """Give an account a fresh generated password; every session that it has open ends."""
    password = passwords.generate()
    user.password = hash_password(password)
    user.fs_uniquifier = uuid.uuid4().hex
    user.save()
    return password
