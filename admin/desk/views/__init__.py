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
from admin.desk import pickers, preview, waiting
from admin.desk.revisions import STANDINGS
from admin.desk.views import history, listing, office, releases, review
from admin.desk.views.kinds import GROUND, VIEWS
from models import KINDS, N_, Area
from pages.clock import local

Entry = tuple[str, str, bool]
OUTWARD = N_("审核与发布")


def register(app: Flask) -> Admin:
    """Add the front page, a view a kind, the pickers and the preview to the back office."""
    front = office.FrontView(name=lazy_gettext("首页"), url="/", template="front.html")
    admin = Admin(app, name="守望", index_view=front)
    for view, kind, _category in VIEWS:
        model = KINDS[kind]
        admin.add_view(view(model, name=lazy_gettext(model.label), endpoint=kind, url=f"/{kind}"))
    for blueprint in (pickers.blueprint, preview.blueprint, office.blueprint):
        app.register_blueprint(blueprint)
    for blueprint in (review.blueprint, history.blueprint, releases.blueprint):
        app.register_blueprint(blueprint)
    app.context_processor(_for_templates)
    return admin


def _for_templates() -> dict[str, Any]:
    return {
        "cell": listing.plain_value,
        "get_locale": get_locale,
        "local_time": _local_time,
        "may_look_at_releases": releases.may_look,
        "waiting_for_review": lambda: waiting.count_submitted(current_user),
        "office_menu": _menu,
        "previewable": lambda: set(preview.ADDRESSES) | {"contact"},
        "signed_in_place": _signed_in_place,
        "standing_label": lambda standing: _(STANDINGS[standing]),
    }


def _local_time(instant: datetime) -> str:
    return local(instant).strftime("%Y-%m-%d %H:%M")


def _signed_in_place() -> str:
    area = Area.get_or_none(Area.code == current_user.area_code)
    return area.name if area else ""


def _menu() -> list[tuple[str, list[Entry]]]:
    """Groups of the menu: label, and for each entry its address, label, and whether it is open."""
    entries = [(category, KINDS[kind].label, f"{kind}.index_view") for _v, kind, category in VIEWS]
    config = current_app.extensions["shouwang"].config
    if scope.may(current_user, "structure", None, config):
        entries.append((GROUND, _("网站信息"), "office.settings"))
    entries.append((OUTWARD, _("待审核"), "review.queue"))
    if releases.may_look():
        entries.append((OUTWARD, _("发布到网站"), "releases.index"))
    entries += account_views.menu()
    here = (request.endpoint or "").partition(".")[0]
    return [
        (_(category), [_entry(label, endpoint, here) for _c, label, endpoint in group])
        for category, group in groupby(entries, key=lambda entry: entry[0])
    ]


def _entry(label: str, endpoint: str, here: str) -> Entry:
    return url_for(endpoint), _(label), endpoint.partition(".")[0] == here
