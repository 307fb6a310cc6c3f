"""The list of an area's accounts: searched, narrowed, by page, each with how it stands.

Whether somebody came lately is read from the trail; nothing else is kept about when people work.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import peewee as pw

from admin.accounts import links, scope
from admin.accounts.audit import Entry
from admin.accounts.users import ROLES, User, spelling
from models import N_, Area

SIZE = 50
STATES = {
    "open": N_("在用"),
    "invited": N_("等他来设密码"),
    "expired": N_("已过期"),
    "closed": N_("已停用"),
}


@dataclass(frozen=True)
class Asked:
    """What the list is narrowed by; an empty text narrows nothing."""

    search: str = ""
    role: str = ""
    state: str = ""

    @classmethod
    def of(cls, args: Mapping[str, str]) -> "Asked":
        return cls(*(args.get(name, "").strip()[:40] for name in ("search", "role", "state")))

    def args(self) -> dict[str, str]:
        """The same as an address carries it."""
        return {name: value for name, value in self.__dict__.items() if value}


@dataclass(frozen=True)
class Row:
    """One account in the list."""

    account: User
    place: str
    state: str
    came_at: datetime | None


@dataclass(frozen=True)
class Listed:
    """One page of the list, and how many accounts there are in all."""

    rows: list[Row]
    count: int
    page: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.count // SIZE))


def page(reader: User, asked: Asked, number: int, today: date) -> Listed:
    """The accounts in the reader's area, the widest area first."""
    query = _narrowed(scope.visible(reader, User.select(), User), asked, today)
    count = query.count()
    ordered = query.order_by(User.area_code, User.name)
    accounts = list(ordered.limit(SIZE).offset((number - 1) * SIZE))
    ids = [account.id for account in accounts]
    awaited, came = links.awaited(ids), _came(ids)
    named = places({account.area_code for account in accounts})
    rows = [
        Row(
            account,
            named.get(account.area_code, account.area_code),
            _state(account, today, account.id in awaited),
            came.get(account.id),
        )
        for account in accounts
    ]
    return Listed(rows, count, number)


def _narrowed(query: Any, asked: Asked, today: date) -> Any:
    for word in asked.search.split():
        areas = Area.select(Area.code).where(Area.name.contains(word))
        named = User.name.contains(spelling(word)) | User.area_code.in_(areas)
        query = query.where(named | (User.area_code == word))
    if asked.role in ROLES:
        query = query.where(User.role == asked.role)
    expired = User.expires_on.is_null(False) & (User.expires_on < today)
    usable = (User.active == True) & ~expired  # noqa: E712 (SQL)
    invited = User.id.in_(links.awaited_query())
    chosen = {
        "closed": User.active == False,  # noqa: E712
        "expired": (User.active == True) & expired,  # noqa: E712
        "open": usable & ~invited,
        "invited": usable & invited,
    }
    return query.where(chosen[asked.state]) if asked.state in chosen else query


def _came(ids: list[int]) -> dict[int, datetime]:
    """When each was last signed in."""
    last = (
        Entry.select(Entry.actor_id, pw.fn.MAX(Entry.at))
        .where((Entry.event == "signed_in") & Entry.actor_id.in_(ids))
        .group_by(Entry.actor_id)
    )
    return dict(last.tuples())


def state(account: User, today: date) -> str:
    """How the account stands, as a key of `STATES`."""
    return _state(account, today, account.id in links.awaited([account.id]))


def _state(account: User, today: date, is_awaited: bool) -> str:
    if not account.active:
        return "closed"
    if account.is_expired(today):
        return "expired"
    return "invited" if is_awaited else "open"


def place(code: str) -> str:
    """What an area is called, with the town of a village; the code where nobody knows it."""
    return places({code}).get(code, code)


def places(codes: set[str]) -> dict[str, str]:
    """What areas are called, with the town of a village; without those that nobody knows."""
    wanted = codes | {code[:9] for code in codes if len(code) == 12}
    names = dict(Area.select(Area.code, Area.name).where(Area.code.in_(wanted)).tuples())
    return {
        code: " · ".join(names[part] for part in dict.fromkeys((code[:9], code)) if part in names)
        for code in codes
        if code in names
    }


def area_code(administrator: User, form: Mapping[str, str]) -> str:
    """The area that a form names: chosen from the suggestions, or typed by code or whole name."""
    chosen = form.get("area", "").strip()
    typed = unicodedata.normalize("NFKC", form.get("area-typed", "")).strip()[:40]
    text = typed or chosen
    known = (Area.code == text) | (Area.name == text)
    mine = scope.visible(administrator, Area.select(), Area)
    found = list(mine.where(known).limit(2)) if text else []
    if len(found) == 1:
        return str(found[0].code)
    # The administrator's own area need not stand in the list of areas (a province above it).
    return chosen if chosen == administrator.area_code and not typed else ""
