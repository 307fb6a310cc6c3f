"""Everything about care, danger, supervision and figures that a browser can reach, in one place."""

from typing import Any

from flask import Flask, current_app
from flask_login import current_user

from admin.accounts import scope, trail_words
from admin.registry import access
from admin.registry.care import views as care
from admin.registry.danger import views as danger
from admin.registry.figures import views as figures
from admin.registry.figures.issuing import HandOver
from admin.registry.register import Register
from admin.registry.supervision import inspection_views
from admin.registry.supervision import views as supervision
from models import N_

CARE, WATCH = N_("关爱服务"), N_("督导与统计")
REGISTERS: tuple[Register, ...] = (
    *care.REGISTERS,
    *danger.REGISTERS,
    *inspection_views.REGISTERS,
    *figures.REGISTERS,
)
HIDDEN = frozenset({"urging", "allowed_word"})


def register(app: Flask, hand_over: HandOver) -> None:
    """Add the pages; `hand_over` takes an issue of figures to the desk."""
    for each in REGISTERS:
        app.register_blueprint(each.blueprint)
    app.register_blueprint(supervision.blueprint)
    app.register_blueprint(figures.blueprint)
    trail_words.KIND_WORDS.update({each.model.kind: each.model.label for each in REGISTERS})
    app.extensions["shouwang_figures"] = hand_over
    app.extensions.setdefault("shouwang_menus_first", []).append(menu)


def menu() -> list[tuple[str, str, str]]:
    """Category, label and endpoint of what the signed-in person may open."""
    config: Any = current_app.extensions["shouwang"].config
    if not scope.may(current_user, access.LOOK, None, config):
        return []
    shown = [each.model for each in (*care.REGISTERS, *danger.REGISTERS)]
    entries = [(CARE, m.label, f"{m.kind}.index") for m in shown if m.kind not in HIDDEN]
    entries.append((WATCH, N_("督导看板"), "supervision.home"))
    entries.append((WATCH, N_("督促检查"), "inspection.index"))
    if len(current_user.area_code) <= 6 and access.may(access.DECIDE):
        entries.append((WATCH, N_("公开统计（测算）"), "public_figures.index"))
    return entries
