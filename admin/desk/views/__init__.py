"""Everything of the desk that a browser can reach, registered in one place."""

from datetime import datetime
from itertools import groupby
from typing import Any

from flask import Flask, current_app, request, url_for
from flask_admin import Admin
from flask_babel import get_locale, lazy_gettext
from flask_babel import gettext as _
from flask_login import current_user

from admin.accounts import scope
from admin.accounts import views as account_views
from admin.desk import (
    completeness,
    due,
    duplicates,
    findings,
    inspection,
    pickers,
    preview,
)
from admin.desk.readable import in_line
from admin.desk.revisions import STANDINGS
from admin.desk.views import (
    history,
    listing,
    many,
    office,
    quality,
    releases,
    review,
    strokes,
    suggest,
    tables,
    verify,
)
from admin.desk.views.kinds import GROUND, VIEWS
from models import KINDS, N_, Area
from pages.clock import local

Entry = tuple[str, str, bool]
OUTWARD = N_("审核与发布")
TO_DO = N_("要做的")
WORK = (
    (N_("待核实"), "verify.page"),
    (N_("村里的建议"), "suggest.index"),
    (N_("检查"), "quality.index"),
    (N_("表格导入导出"), "tables.index"),
    (N_("批量记录"), "strokes.index"),
)
STAYING_RIGHT = (verify, suggest, quality, tables, many, strokes)


def register(app: Flask) -> Admin:
    """Add the front page, a view a kind, the pickers and the preview to the back office."""
    front = office.FrontView(name=lazy_gettext("首页"), url="/", template="front.html")
    admin = Admin(app, name="守望", index_view=front)
    for view, kind, _category in VIEWS:
        model = KINDS[kind]
        admin.add_view(view(model, name=lazy_gettext(model.label), endpoint=kind, url=f"/{kind}"))
    for part in (pickers, preview, office, review, history, releases, *STAYING_RIGHT):
        app.register_blueprint(part.blueprint)
    app.context_processor(_for_templates)
    return admin


def _for_templates() -> dict[str, Any]:
    return {
        "cell": listing.plain_value,
        "get_locale": get_locale,
        "local_time": _local_time,
        "may_look_at_releases": releases.may_look,
        "office_menu": _menu,
        "previewable": lambda: set(preview.ADDRESSES) | {"contact"},
        "signed_in_place": _signed_in_place,
        "in_line": in_line,
        "verified_kinds": lambda: due.VERIFIED_KINDS,
        "hints_for": _hints,
        "many_actions": many.actions,
        "many_categories": lambda: listing.CATEGORY.options() if listing.CATEGORY.options else [],
        "standing_label": lambda standing: _(STANDINGS[standing]),
    }


def _hints(row: Any) -> dict[str, Any]:
    """What deserves a look on a record's form."""
    fields = row.fields()
    return {
        "lacks": [completeness.COLUMNS[name] for name in findings.lacks(row.kind, fields)],
        "faults": findings.find(row.kind, fields),
        "doubles": inspection.beside(current_user, row),
        "reasons": duplicates.REASONS,
    }


def _local_time(instant: datetime) -> str:
    return local(instant).strftime("%Y-%m-%d %H:%M")


def _signed_in_place() -> str:
    area = Area.get_or_none(Area.code == current_user.area_code)
    return area.name if area else ""


def _menu() -> list[tuple[str, list[Entry]]]:
    """Groups of the menu: label, and for each entry its address, label, and whether it is open."""
    entries = [entry for menu in current_app.extensions["shouwang_menus"] for entry in menu()]
    entries += [(TO_DO, label, endpoint) for label, endpoint in WORK]
    entries += [(category, KINDS[kind].label, f"{kind}.index_view") for _v, kind, category in VIEWS]
    config = current_app.extensions["shouwang"].config
    if scope.may(current_user, "structure", None, config):
        entries.append((GROUND, _("网站信息"), "office.settings"))
    entries.append((OUTWARD, _("待审核"), "review.queue"))
    if releases.may_look():
        entries.append((OUTWARD, _("发布到网站"), "releases.index"))
    entries += account_views.menu()
    # What stands above the desk and must not be imported here.
    for menu in current_app.extensions.get("shouwang_menus", ()):
        entries += menu()
    here = (request.endpoint or "").partition(".")[0]
    return [
        (_(category), [_entry(label, endpoint, here) for _c, label, endpoint in group])
        for category, group in groupby(entries, key=lambda entry: entry[0])
    ]


def _entry(label: str, endpoint: str, here: str) -> Entry:
    return url_for(endpoint), _(label), endpoint.partition(".")[0] == here
