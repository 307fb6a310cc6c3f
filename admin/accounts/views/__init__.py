"""Every page about people that a browser can reach, registered in one place."""

from typing import Any

from flask import Flask, current_app
from flask_babel import gettext as _
from flask_login import current_user

from admin.accounts import directory, scope
from admin.accounts.users import ROLES
from admin.accounts.views import door, factors, mine, people, trail
from models import N_

KEEPING = N_("管理")
ENTRIES: tuple[tuple[scope.Action, str, str], ...] = (
    ("accounts", N_("账号"), "people.index"),
    ("trail", N_("审计记录"), "trail.index"),
)


def register(app: Flask) -> None:
    """Add the accounts, the door, one's own account and the trail to the back office."""
    for blueprint in (door, factors, mine, people, trail):
        app.register_blueprint(blueprint.blueprint)
    app.context_processor(_for_templates)


def _for_templates() -> dict[str, Any]:
    return {
        "account_states": directory.STATES,
        "role_label": lambda role: _(ROLES.get(role, role)),
    }


def menu() -> list[tuple[str, str, str]]:
    """Category, label and endpoint of what the signed-in person may open of these."""
    config = current_app.extensions["shouwang"].config
    return [
        (KEEPING, label, endpoint)
        for action, label, endpoint in ENTRIES
        if scope.may(current_user, action, None, config)
    ]
