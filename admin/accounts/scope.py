"""Who sees which rows and who may do what: one rule, a prefix of the area code and a role.

A row outside the prefix does not exist for the user, whatever the role. Nothing is granted here
by default: an unknown role, an inactive account or an empty area code may do nothing.
"""

from datetime import datetime
from typing import Any, Literal, get_args

import peewee as pw

from admin.accounts import openings
from admin.accounts.users import User
from admin.config import Config
from models import Area, Category

Action = Literal[
    "read",
    "edit",
    "publish",
    "withdraw",
    "structure",
    "accounts",
    "trail",
    "registry",
    "registry_edit",
    "registry_decide",
    "registry_emergency",
    "registry_erase",
]
ACTIONS: tuple[Action, ...] = get_args(Action)
LENGTHS = (2, 4, 6, 9, 12)
# Fewer than what the integers of every database hold.
DIGITS = 16

WORK: frozenset[Action] = frozenset({"read", "edit", "publish", "withdraw"})
# The private registry: to look, to write down, and to decide (overrides, assessments, campaigns).
# Who gives out accounts sees no elder. Beyond the own area an editor opens one file for some hours;
# what is past its term is erased by the district alone.
PEOPLE: frozenset[Action] = frozenset({"registry", "registry_edit", "registry_decide"})
OF_NO_AREA: frozenset[Action] = frozenset({"read", "structure", "accounts", "trail", "registry"})
GRANTS: dict[str, frozenset[Action]] = {
    "district_administrator": WORK | {"structure", "accounts", "trail"},
    "district_editor": WORK | PEOPLE | {"structure", "registry_emergency", "registry_erase"},
    "town_editor": WORK | PEOPLE | {"registry_emergency"},
    "village_contact": frozenset({"read", "edit", "registry", "registry_edit"}),
    "auditor": frozenset({"read", "trail", "registry"}),
}


def is_key(model: type[pw.Model], text: str) -> bool:
    """Whether a text that somebody sent could be the key of a row; a server refuses any other."""
    numbered = isinstance(model._meta.primary_key, pw.AutoField)
    return not numbered or (text.isascii() and text.isdigit() and len(text) < DIGITS)


def visible(user: User, query: Any, model: type[pw.Model]) -> Any:
    """The rows of `query` within the user's area; categories belong to everyone."""
    if model is Category:
        return query if may_read(user) else query.where(False)
    return query.where(_belongs(user, model))


def reachable(user: User, query: Any, model: type[pw.Model], now: datetime) -> Any:
    """The visible rows, and those whose file an emergency has opened to this user until later.

    For looking at one file by its `handle`; no list, count, search or export asks this.
    """
    opened = model.handle.in_(openings.subjects(user.id, now))
    may_open = "registry_emergency" in GRANTS.get(user.role, frozenset())
    if not (may_see(user, model) and may_open):
        return visible(user, query, model)
    return query.where(_belongs(user, model) | opened)


def pickable(user: User, query: Any, model: type[pw.Model]) -> Any:
    """What a form may refer to: the visible rows and those of the areas above the user's.

    A district hotline serves a town's clerk. Areas themselves are the user's own only.
    """
    if model in {Area, Category}:
        return visible(user, query, model)
    above = _code_of(model).in_(ancestors(user.area_code)) & may_see(user, model)
    return query.where(_belongs(user, model) | above)


def visible_trail(user: User, query: Any, entry: type[pw.Model]) -> Any:
    """The trail's entries within the user's area.

    What belongs to no area (a stranger's attempt, the program's own work) is for those whose area
    holds the whole installation.
    """
    # Almost everything is in most readers' areas: SQLite must walk back from the newest entry and
    # not sort what an index of areas gives it, so the column is kept from that index.
    inside = _within(user, pw.fn.COALESCE(entry.area_code, ""))
    beyond = Area.select(Area.code).where(~_within(user, Area.code)).exists()
    if may_read(user) and not beyond:
        inside |= entry.area_code == ""
    return query.where(inside)


def may(user: User, action: Action, area_code: str | None, config: Config) -> bool:
    """Whether the user may do that to something kept by `area_code` (None: by no area)."""
    if action not in granted(user, config):
        return False
    if area_code is None:
        return action in OF_NO_AREA
    return area_code.startswith(user.area_code)


def granted(user: User, config: Config) -> frozenset[Action]:
    """What the user's role allows inside the user's area."""
    if not may_read(user):
        return frozenset()
    actions = GRANTS[user.role]
    if user.role == "town_editor" and not config.town_editors_publish:
        return actions - {"publish", "withdraw"}
    return actions


def may_read(user: User) -> bool:
    """Whether the account may see anything at all."""
    return bool(user.is_authenticated and user.active and user.area_code and user.role in GRANTS)


def may_see(user: User, model: type[pw.Model]) -> bool:
    """Whether the account may see rows of that kind at all; the registry needs its own grant."""
    is_private = getattr(model, "is_private", False)
    return may_read(user) and (not is_private or "registry" in GRANTS[user.role])


def inside(user: User, code: Any) -> Any:
    """That a column of area codes lies in the user's area, for an index beside `visible`."""
    return _within(user, code)


def ancestors(code: str) -> list[str]:
    """The codes of the areas above, the widest first."""
    return [code[:length] for length in LENGTHS if length < len(code)]


def _belongs(user: User, model: type[pw.Model]) -> Any:
    """What is about an elder lies where the elder lives now, whatever was written into it then."""
    if not may_see(user, model):
        return pw.Value(False)
    about = model._meta.fields.get("elder")
    if about is None:
        return _within(user, _code_of(model))
    elder = about.rel_model
    return about.in_(elder.select(elder.id).where(_within(user, elder.area_code)))


def _code_of(model: type[pw.Model]) -> Any:
    if model is Area:
        return model.code
    return model.area_code if hasattr(model, "area_code") else model.area


def _within(user: User, code: Any) -> Any:
    """A range instead of LIKE: no wildcard, an index serves it, and every collation agrees."""
    if not may_read(user):
        return pw.Value(False)
    return below(user.area_code, code)


def below(first: str, code: Any) -> Any:
    """Whether the column `code` begins with the digits `first`."""
    following = str(int(first) + 1).zfill(len(first))
    if len(following) > len(first):
        # After a prefix of nines comes no other.
        return code >= first
    # Both ends alone let an index answer; an OR beside them would hide the second.
    return (code >= first) & (code < following)
