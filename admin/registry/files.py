"""Every page about ledgers, files, reports and the province's platform, in one place."""

from flask import Flask, current_app
from flask_login import current_user

from admin.accounts import scope
from admin.registry import access
from admin.registry.dossier import views as dossier
from admin.registry.ledger import command_line
from admin.registry.ledger import views as ledger
from admin.registry.platform import views as platform
from admin.registry.reports import views as reports
from models import N_

FILES = N_("台账与报表")
PARTS = (ledger, dossier, reports, platform)
COMMANDS = (command_line.import_ledger,)
ENTRIES: tuple[tuple[str, str], ...] = (
    (N_("台账导入导出"), "ledger.index"),
    (N_("一人一册"), "dossier.index"),
    (N_("报表"), "reports.index"),
    (N_("省平台更新"), "platform.index"),
)


def register(app: Flask) -> None:
    """Add the pages and their entries of the menu."""
    for part in PARTS:
        app.register_blueprint(part.blueprint)
    app.extensions.setdefault("shouwang_menus_first", []).append(menu)


def menu() -> list[tuple[str, str, str]]:
    """Category, label and endpoint of what the signed-in person may open of these."""
    config = current_app.extensions["shouwang"].config
    if not scope.may(current_user, access.LOOK, None, config):
        return []
    return [(FILES, label, endpoint) for label, endpoint in ENTRIES]
