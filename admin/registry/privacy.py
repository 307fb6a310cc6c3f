"""Every page about an elder's rights and the office's duties towards the data, in one place."""

from flask import Flask, current_app
from flask_login import current_user

from admin.accounts import scope, trail_words
from admin.registry import access
from admin.registry.rights import emergency_views, request_views, retention_views
from admin.registry.rights import views as rights
from models import N_

PRIVACY = N_("个人信息保护")


def register(app: Flask) -> None:
    """Add the pages and their entries of the menu."""
    for each in request_views.REGISTERS:
        app.register_blueprint(each.blueprint)
        trail_words.KIND_WORDS[each.model.kind] = each.model.label
    app.register_blueprint(emergency_views.blueprint)
    app.register_blueprint(retention_views.blueprint)
    app.register_blueprint(rights.blueprint)
    app.extensions.setdefault("shouwang_menus_first", []).append(menu)


def menu() -> list[tuple[str, str, str]]:
    """Category, label and endpoint of what the signed-in person may open of these."""
    config = current_app.extensions["shouwang"].config
    if not scope.may(current_user, access.LOOK, None, config):
        return []
    entries = [(each.model.label, f"{each.model.kind}.index") for each in request_views.REGISTERS]
    entries.append((N_("应急查阅"), "emergency.index"))
    entries.append((N_("到期删除"), "retention.index"))
    entries.append((N_("告知和依据"), "rights.index"))
    return [(PRIVACY, label, endpoint) for label, endpoint in entries]
