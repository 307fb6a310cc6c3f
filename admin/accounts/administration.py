"""What an administrator may do to an account: invite, change, close, open, and let in anew.

Nobody acts above the own area or on the own account's rights, and one administrator who does not
expire always remains for every area that has one. An account is never deleted: its name stays in
the trail. No password is known here but to whom it belongs.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from admin.accounts import links, passwords, scope, second_factors, users
from admin.accounts.sessions import Session
from admin.accounts.users import ROLES, AccountRefused, User
from admin.row_locks import locked
from models import N_, current_database

ADMINISTRATOR = "district_administrator"
# How many digits of area code each role is made for; an auditor reads wherever one is asked to.
DIGITS: dict[str, tuple[int, ...]] = {
    "district_administrator": (2, 4, 6),
    "district_editor": (2, 4, 6),
    "town_editor": (9,),
    "village_contact": (12,),
    "auditor": (2, 4, 6, 9, 12),
}
LEVELS = {
    "district_administrator": N_("这个角色管全区，请选区县。"),
    "district_editor": N_("这个角色管全区，请选区县。"),
    "town_editor": N_("镇办编辑要选一个镇或街道。"),
    "village_contact": N_("村居联络员要选一个村或社区。"),
}
NOTHING: Mapping[str, str] = MappingProxyType({})
ELSEWHERE = N_("请从提示里选一个您管的地方。")
OWN = N_("自己的角色、区域、有效期和停用，要请另一位管理员来做。")
CLOSED = N_("账号停用或过期了。请先启用，或改“用到哪天”，再给他链接。")
LAST = N_("这是最后一位区级管理员，不能停用、降级、换区域或设期限。请先再开一位管理员。")


@dataclass(frozen=True)
class Wanted:
    """What an administrator filled in for an account."""

    role: str
    area_code: str
    mail: str = ""
    expires_on: date | None = None

    @classmethod
    def of(cls, account: User) -> "Wanted":
        return cls(account.role, account.area_code, account.mail, account.expires_on)


class Refused(AccountRefused):
    """Nothing was changed; `problems` says why, by the field where it belongs, or by none ("")."""

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__("；".join(problems.values()))
        self.problems = problems


def may(administrator: User, area_code: str) -> bool:
    """Whether the administrator keeps the accounts of that area."""
    return "accounts" in scope.GRANTS[administrator.role] and area_code.startswith(
        administrator.area_code
    )


def problems(
    administrator: User, wanted: Wanted, today: date, before: Wanted | None = None
) -> dict[str, str]:
    """Why an account may not be so, by field; empty when it may."""
    found = {}
    if wanted.role not in ROLES:
        found["role"] = N_("请选一个角色。")
    placed = before is None or (before.role, before.area_code) != (wanted.role, wanted.area_code)
    if not may(administrator, wanted.area_code):
        found["area"] = ELSEWHERE
    elif placed and "role" not in found and len(wanted.area_code) not in DIGITS[wanted.role]:
        found["area"] = LEVELS.get(wanted.role, ELSEWHERE)
    if wanted.mail and not _is_address(wanted.mail):
        found["mail"] = N_("邮箱写得不对，像 name@example.cn 这样。")
    dated = before is None or before.expires_on != wanted.expires_on
    if dated and wanted.expires_on and wanted.expires_on < today:
        found["expires_on"] = N_("有效期已经过去了。要马上停用，请用“停用”。")
    return found


def _is_address(text: str) -> bool:
    name, at, host = text.partition("@")
    plain = text.isascii() and text.isprintable() and not set(text) & set(' <>,;:"()[]\\')
    return bool(plain and name and at and "." in host.strip(".") and len(text) <= 120)


def invite(
    administrator: User,
    name: str,
    wanted: Wanted,
    now: datetime,
    today: date,
    unread: Mapping[str, str] = NOTHING,
) -> tuple[User, str]:
    """Make an account that nobody knows a password of, and the link by which its person comes.

    What a form said and could not be read is `unread`; it is told together with the rest.

    :raises Refused: the account cannot be so; nothing was made.
    """
    with current_database.atomic():
        named = users.name_problem(name)
        found = ({"name": named} if named else {}) | problems(administrator, wanted, today)
        _refuse({**found, **unread})
        account, _password = users.add(name, wanted.role, wanted.area_code)
        account.mail, account.expires_on = wanted.mail, wanted.expires_on
        account.save(only=[User.mail, User.expires_on])
        users.note("account_added", account, now, role=wanted.role, area=wanted.area_code)
        return account, make_link(account, "invite", now)


def change(
    administrator: User,
    account: User,
    wanted: Wanted,
    now: datetime,
    today: date,
    unread: Mapping[str, str] = NOTHING,
) -> list[str]:
    """Change an account; answers which fields are different now.

    :raises Refused: nothing was changed.
    """
    before = Wanted.of(account)
    _refuse({**problems(administrator, wanted, today, before), **unread})
    rights = (wanted.role, wanted.area_code, wanted.expires_on)
    if rights != (before.role, before.area_code, before.expires_on):
        _refuse_own(administrator, account)
    fields = [name for name in before.__dict__ if getattr(before, name) != getattr(wanted, name)]
    if not fields:
        return []
    with current_database.atomic():
        if rights != (ADMINISTRATOR, before.area_code, None):
            _refuse_last(account)
        for name in fields:
            setattr(account, name, getattr(wanted, name))
        account.save(only=[getattr(User, name) for name in fields])
        users.note("account_changed", account, now, fields=fields)
    return fields


def close(administrator: User, account: User, now: datetime) -> None:
    """Let nobody in through this account any more, at once.

    :raises Refused: it is one's own, or the last administrator's.
    """
    _refuse_own(administrator, account)
    with current_database.atomic():
        _refuse_last(account)
        account.active = False
        account.save(only=[User.active])
        links.revoke(account)
        Session.delete().where(Session.owner == account.fs_uniquifier).execute()
        users.note("account_closed", account, now)


def reopen(account: User, now: datetime) -> None:
    """Let the account's person in again, with the password and second factors of before."""
    with current_database.atomic():
        account.active = True
        account.save(only=[User.active])
        users.note("account_reopened", account, now)


def end_sessions(account: User, now: datetime) -> int:
    """Sign an account out everywhere; the number of sessions that were open."""
    with current_database.atomic():
        ended = Session.delete().where(Session.owner == account.fs_uniquifier).execute()
        users.note("session_ended", account, now, count=ended)
    return int(ended)


def make_link(account: User, purpose: str, now: datetime) -> str:
    """The token of a link by which the account's person sets a password."""
    with current_database.atomic():
        token = links.make(account, purpose, now)
        users.note("link_made", account, now, purpose=purpose)
    return token


def accept(link: links.Link, account: User, password: str, now: datetime) -> bool:
    """Set the password that its person chose; False when the link was used meanwhile."""
    with current_database.atomic():
        if not links.use(link, now):
            return False
        users.set_password(account, password)
        users.note("link_used", account, now, purpose=link.purpose, actor_id=account.id)
    return True


def forget_factors(administrator: User, account: User, now: datetime) -> str:
    """Take every second factor off an account whose person lost them; the token of a link.

    Whoever found the lost telephone may know the password too: it goes as well.

    :raises Refused: it is one's own, which is done on "my account", or nobody may use it.
    """
    if not account.is_active:
        raise Refused({"": CLOSED})
    if administrator.id == account.id:
        raise Refused({"": N_("自己的第二道验证在“我的账号”里改。")})
    with current_database.atomic():
        second_factors.forget(account, now)
        users.set_password(account, passwords.generate())
        return make_link(account, links.purpose_for(account), now)


def _refuse(problems: dict[str, str]) -> None:
    if problems:
        raise Refused(problems)


def _refuse_own(administrator: User, account: User) -> None:
    if administrator.id == account.id:
        raise Refused({"": OWN})


def _refuse_last(account: User) -> None:
    """Refuse where nobody else would be left who can keep this account's area."""
    if account.role != ADMINISTRATOR or not account.active:
        return
    lasting = User.select(User.id).where(
        (User.role == ADMINISTRATOR)
        & (User.active == True)  # noqa: E712 (SQL)
        & User.expires_on.is_null()
        & User.area_code.in_([account.area_code, *scope.ancestors(account.area_code)])
    )
    # Two may close each other at the same moment.
    if not any(other.id != account.id for other in locked(lasting)):
        raise Refused({"": LAST})
