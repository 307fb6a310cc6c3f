"""What every page of the registry goes through: who may, which elder, and that it was looked at.

An elder beyond the scope is 404, as if nobody were there; without the grant every page is 403.
"""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, abort, current_app, request
from flask_login import current_user

from admin.accounts import audit, scope
from admin.accounts.scope import Action
from admin.config import Config
from admin.registry import handles
from admin.registry.in_force import Act, Rules
from admin.registry.people.elders import Elder, Kept
from pages import clock


def config() -> Config:
    found: Config = current_app.extensions["shouwang"].config
    return found


def may(action: Action, area_code: str | None = None) -> bool:
    """Whether the signed-in person may do that at all, or there."""
    user = current_user
    return action in scope.granted(user, config()) and (
        area_code is None or scope.may(user, action, area_code, config())
    )


def demand(action: Action) -> None:
    """403 unless the person's role may do that."""
    if not may(action):
        abort(403)


def guard(blueprint: Blueprint) -> None:
    """Close a blueprint to whoever may not look at the registry; to write needs its own grant."""

    def readers_only() -> None:
        demand("registry")
        if request.method == "POST" and request.endpoint not in LOOKS:
            demand("registry_edit")

    blueprint.before_request(readers_only)


# Posts that change nothing but the trail: a look at a number, a word to search for.
LOOKS: set[str] = set()


def looks(function: Callable[..., Any]) -> Callable[..., Any]:
    """Mark a view whose POST an auditor may send too."""
    LOOKS.add(f"elders.{function.__name__}")
    return function


def act() -> Act:
    """Who acts now, under the rules of this office."""
    return Act(current_user.id, clock.now(), clock.today(), Rules.of(config()))


def elder(key: str, *, in_emergency: bool = False) -> Elder:
    """The elder of that handle, if in scope; to look at, also if an emergency has opened it."""
    found: Elder | None = None
    if handles.PATTERN.fullmatch(key):
        every = Elder.select()
        query = scope.visible(current_user, every, Elder)
        if in_emergency:
            query = scope.reachable(current_user, every, Elder, clock.now())
        found = query.where(Elder.handle == key).first()
    if found is None:
        abort(404)
    return found


def part(model: type[Kept], of: Elder, number: int) -> Any:
    """A row of an elder's file, by its number."""
    row = None
    if number < 2**31:
        row = model.get_or_none(model.id == number, model.elder == of)
    if row is None:
        abort(404)
    return row


def looked_at(row: Elder) -> None:
    """Note that somebody opened this person's file."""
    audit.note(
        "elder_seen", now=clock.now(), kind="elder", key=row.key, area_code=str(row.area_code)
    )


def listed(count: int) -> None:
    """Note that somebody was shown a list of so many people."""
    audit.note("elders_listed", now=clock.now(), kind="elders", count=count)


def page_number() -> int:
    given = request.args.get("page", "1")
    number = int(given) if given.isascii() and given.isdigit() and len(given) < 6 else 1
    return max(number, 1)
