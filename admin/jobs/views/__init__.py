"""Everything of jobs that a browser or a monitor can reach, registered in one place."""

from typing import Any

from flask import Flask, current_app
from flask_babel import gettext as _

from admin.desk.views import releases
from admin.jobs import command_line, following, kinds
from admin.jobs.runs import STATES
from admin.jobs.views import jobs, sites, watching
from models import N_

COMMANDS = (command_line.work, command_line.target_secret, command_line.install_service)
KEEPING = N_("管理")
ENTRIES = ((N_("定时任务"), "jobs.index"), (N_("运行状态"), "status.index"))


def register(app: Flask) -> None:
    """Add the pages, and the panel of the publishing page."""
    for part in (jobs, sites, watching):
        app.register_blueprint(part.blueprint)
    if app.extensions["shouwang"].config.metrics:
        watching.add_metrics(app)
    app.context_processor(_for_templates)
    app.extensions["shouwang_menus"] = [menu]


def _for_templates() -> dict[str, Any]:
    return {
        "job_label": kinds.label,
        "job_state": lambda state: _(STATES[state]),
        "site_panel": sites.panel,
        "uploads_itself": lambda: bool(
            following.following(current_app.extensions["shouwang"].config)
        ),
        "uploads_too": lambda: bool(sites.targets(current_app.extensions["shouwang"].config)[0]),
    }


def menu() -> list[tuple[str, str, str]]:
    """Category, label and endpoint, for whoever may look at what is published."""
    if not releases.may_look():
        return []
    return [(KEEPING, label, endpoint) for label, endpoint in ENTRIES]
